"""What an audit of the books found, as lines: what was read, what the log says nothing of yet, and each thing that does not hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reglament.cli.phrase import say
from reglament.core.hours.almanac import Almanac
from reglament.words.catalogue import Language
from reglament.words.moment import local_time, moment

if TYPE_CHECKING:  # known without asking for the framework the books are kept with
    from reglament.desk.ledger.audit import Audit
    from reglament.desk.ledger.flaw import Flaw

MOST = 50
# Why a note cannot be read is of no use to whoever hears that it was spoilt.
SPOILT = frozenset(
    f"checkpoint/{code}"
    for code in "too-long control-character no-signature signature-line lines origin size root other-origin".split()
)


def lines(found: "Audit", almanac: Almanac, language: Language) -> Iterator[str]:
    """Everything there is to say, the outcome last."""
    yield say(
        "verify read",
        language,
        events=found.events,
        streams=found.streams,
        contents=found.contents,
        checkpoints=found.checkpoints,
        leaves=found.leaves,
    )
    if found.purged:
        yield say("verify purged", language, n=found.purged)
    if found.unopened:
        yield say("verify unopened", language, n=found.unopened)
    if found.waiting_since is not None:
        here = local_time("Etc/UTC", almanac)
        since = moment(found.waiting_since, here, language) if here else str(found.waiting_since)
        yield say("verify waiting", language, n=found.waiting, moment=since)
    if not found.witnessed:
        yield say("verify no witness", language)
    if found.receipts:
        yield say("verify receipts", language, n=found.receipts)
    for flaw in found.flaws[:MOST]:
        yield said(flaw, language)
    if found.broken > MOST:
        yield say("verify more", language, n=found.broken - MOST)
    yield say("verify holds", language) if found.holds else say("verify broken", language, n=found.broken)


def said(flaw: "Flaw", language: Language) -> str:
    """One thing that does not hold: where, and what."""
    reason = "checkpoint/form" if flaw.reason in SPOILT else flaw.reason
    return say("flaw line", language, where=_where(flaw, language), what=say(f"flaw {reason}", language))


def _where(flaw: "Flaw", language: Language) -> str:
    name = flaw.name or flaw.stream
    if flaw.commitment is not None:
        return say("flaw at text", language, name=name, commitment=flaw.commitment.hex()[:16])
    if flaw.seq is not None and name is not None:
        return say("flaw at event", language, name=name, seq=flaw.seq)
    if name is not None:
        return say("flaw at stream", language, name=name)
    if flaw.place is None:
        return say("flaw at witness", language)
    group = flaw.reason.partition("/")[0]
    at = "entry" if group == "leaf" or flaw.reason == "log/tile" else "checkpoint"
    return say(f"flaw at {at}", language, place=flaw.place)
