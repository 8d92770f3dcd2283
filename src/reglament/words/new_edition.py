"""A new edition told to one who is served under the regulation: from when, what changes for him, which of his cases keep the old one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reglament.core.regulation.compare import Difference
from reglament.core.regulation.model.figure import Table
from reglament.core.regulation.model.permission import CountRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import TargetRule
from reglament.words.catalogue import Language, sentence
from reglament.words.compare import Change, Compared
from reglament.words.letter import Letter
from reglament.words.listing import listing
from reglament.words.moment import LocalTime, day, moment, zone_name
from reglament.words.noun import in_language

MOST, MOST_CASES = 40, 20
# What a customer can see of an edition; the other declared nouns are told where a clause uses them.
SECTIONS = frozenset(("head", "calendars", "tiers", "channels", "clauses"))
# Told in the first sentence, or the vendor's own notes.
UNTOLD = frozenset(("effective_on", "published_on", "prose", "carried_by", "reading", "note"))
ELSE = "else"


@dataclass(frozen=True, slots=True)
class NewEdition:
    """`compared` in the reader's language. `home`: the regulation's wall, by which it comes into force at `effective_at`, UTC seconds."""

    former: Regulation
    regulation: Regulation
    compared: Compared
    effective_at: int
    home: LocalTime


def edition_letter(
    told: NewEdition, *, tiers: Collection[str], cases: Sequence[str], language: Language
) -> Letter:
    """Tell somebody served in these `tiers`; `cases`: numbers of his own open ones, which keep the former edition."""
    title = in_language(told.regulation.title, language)
    begins = told.home.wall(told.effective_at).date()
    subject = sentence("edition subject", language, {"title": title, "day": day(begins, language)})
    named = {
        "title": title,
        "edition": told.regulation.edition,
        "former": told.former.edition,
        "moment": moment(told.effective_at, told.home, language),
        "zone": zone_name(told.home, told.effective_at, language),
    }
    parts = [sentence("edition in force", language, named)]
    changes = [change for change in told.compared.changes if _concerns(change.difference, tiers, told)]
    parts.append("\n".join(_changes(changes, told, language)))
    parts.append(sentence("edition keeping", language))
    if cases:
        parts[-1] += " " + _cases(cases, language)
    parts.append(sentence("edition questions", language))
    return Letter(subject, "\n\n".join(parts) + "\n")


def _concerns(found: Difference, tiers: Collection[str], told: NewEdition) -> bool:
    """Whether a difference is one for these tiers: not a row of another tier, and nothing a customer never sees."""
    if found.section not in SECTIONS or found.kind == "moved" or (found.path and found.path[0] in UNTOLD):
        return False
    if found.section == "tiers":
        return found.path[0] in tiers
    if found.rule is None or len(found.path) < 2:
        return True
    for regulation in (told.regulation, told.former):
        figure = getattr(regulation.rules.get(found.rule), found.path[0], None)
        if isinstance(figure, Table) and "tier" in figure.by:
            key = found.path[1].split(" · ")[figure.by.index("tier")]
            return key in tiers or key == ELSE
    return True


def _changes(changes: Sequence[Change], told: NewEdition, language: Language) -> Iterator[str]:
    if not changes:
        yield sentence("edition same", language)
        return
    yield sentence("edition changes", language)
    for where, several in groupby(changes[:MOST], key=lambda change: change.where):
        yield f"\n{where}"
        for change in several:
            yield f"  — {_change(change, told, language)}"
    if len(changes) > MOST:
        yield "\n" + sentence("edition more", language, {"n": len(changes) - MOST})


def _change(change: Change, told: NewEdition, language: Language) -> str:
    what = _what(change, told, language)
    if change.pieces:
        return sentence("edition text", language, {"what": what, "after": change.after})
    if change.before and change.after:
        values = {"what": what, "before": change.before, "after": change.after}
        return sentence("edition changed", language, values)
    key = "edition added" if change.kind == "added" else "edition removed"
    told_of_it = change.after or change.before
    named = what if told_of_it in ("", what) else f"{what}: {told_of_it}"
    return sentence(key, language, {"what": named})


def _what(change: Change, told: NewEdition, language: Language) -> str:
    """The part that differs, under a name a customer knows: of the target or of what is counted."""
    if change.difference.rule is None:
        return change.what
    kind, _, part = change.what.partition(" · ")
    for regulation in (told.regulation, told.former):
        rule = regulation.rules.get(change.difference.rule)
        if isinstance(rule, TargetRule) and rule.metric in regulation.metrics:
            kind = in_language(regulation.metrics[rule.metric].title, language)
            break
        if isinstance(rule, CountRule) and rule.counter in regulation.counters:
            kind = in_language(regulation.counters[rule.counter].title, language)
            break
    else:
        kind = kind.partition(" `")[0]
    return f"{kind}, {part}" if part else kind


def _cases(cases: Sequence[str], language: Language) -> str:
    shown = listing(cases[:MOST_CASES], language)
    if len(cases) <= MOST_CASES:
        return sentence("edition cases", language, {"cases": shown})
    return sentence(
        "edition cases of many",
        language,
        {"cases": ", ".join(cases[:MOST_CASES]), "n": len(cases) - MOST_CASES},
    )
