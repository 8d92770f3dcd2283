"""Forms of the acts about terms, hours and history: extensions, estimates, work, charges, excuses, corrections, sharing."""

from dataclasses import dataclass

from reglament.core.case import act
from reglament.core.hours.amount import Amount
from reglament.core.regulation.grammar.amount import AMOUNT
from reglament.core.regulation.shape.scalar import Parsed, Problem, text
from reglament.core.replay.reading.form import Form
from reglament.core.replay.reading.keys import Given
from reglament.core.replay.reading.length import hours
from reglament.core.replay.reading.nouns import Nouns
from reglament.core.replay.reading.wall import Clock, moment, moment_or
from reglament.core.replay.story import Length


@dataclass(frozen=True, slots=True)
class EntryAt:
    """Which entry a correction is about: its number, or the moment at which it was made known."""

    seq: int | None
    known_at: int | None


def term_forms(nouns: Nouns, clock: Clock) -> dict[str, Form]:
    """Act word → form, for a story whose wall times are read by this clock."""
    return {**_terms(nouns), **_hours(), **_history(nouns, clock)}


def _terms(nouns: Nouns) -> dict[str, Form]:
    def extend(given: Given) -> act.Extend:
        return act.Extend(
            metric=given.need("metric", str),
            amount=given.need("amount", Amount),
            ground=given.need("ground", str),
            agreement=given.one("agreement", str),
        )

    def estimate(given: Given) -> act.Estimate:
        return act.Estimate(given.need("hours", Length).number, given.one("term", Amount))

    return {
        "extend": Form(
            extend,
            {
                "metric": nouns.metric(),
                "amount": AMOUNT,
                "ground": nouns.ground(),
                "agreement": text(wanted="message"),
            },
            main="metric",
            needed=("metric", "amount", "ground"),
        ),
        "estimate": Form(estimate, {"hours": hours(), "term": AMOUNT}, main="hours", needed=("hours",)),
        "accept": Form(
            lambda given: act.Accept(given.one("evidence", str)),
            {"evidence": text(wanted="message")},
            main="evidence",
            party="customer",
        ),
    }


def _hours() -> dict[str, Form]:
    def log(given: Given) -> act.LogWork:
        return act.LogWork(given.need("hours", Length).number, given.one("who", str) or "staff")

    return {
        "log work": Form(
            log, {"hours": hours(), "who": text(wanted="person")}, main="hours", needed=("hours",)
        ),
        "charge": Form(
            lambda given: act.Charge(given.one("ground", str)),
            {"ground": text(wanted="ground")},
            main="ground",
        ),
        "refund": Form(lambda _: act.Refund(), {}),
    }


def _history(nouns: Nouns, clock: Clock) -> dict[str, Form]:
    def excuse(given: Given) -> act.Excuse:
        return act.Excuse(given.need("metric", str), given.need("period", str), given.need("reason", str))

    def correct(given: Given) -> act.Correct:
        seq = given.need("entry", EntryAt).seq
        return act.Correct(seq=seq or 0, happened_at=given.one("to", int), ground=given.need("ground", str))

    return {
        "excuse": Form(
            excuse,
            {
                "metric": nouns.metric(),
                "period": text(wanted="period"),
                "reason": text(wanted="reason"),
            },
            main="metric",
            needed=("metric", "period", "reason"),
        ),
        "correct": Form(
            correct,
            {
                "entry": _entry(clock),
                "to": moment_or(clock, "never"),
                "ground": text(wanted="ground"),
            },
            main="entry",
            needed=("entry", "to", "ground"),
        ),
        "share": Form(
            lambda given: act.Share(given.need("with", str)),
            {"with": text(wanted="third party")},
            main="with",
            needed=("with",),
        ),
    }


def _entry(clock: Clock) -> Parsed[EntryAt]:
    plain = moment(clock)

    def parse(written: str) -> EntryAt | Problem:
        if written.isascii() and written.isdigit() and len(written) < 6:
            return EntryAt(seq=int(written), known_at=None)
        known_at = plain.parse(written)
        return known_at if isinstance(known_at, Problem) else EntryAt(seq=None, known_at=known_at)

    return Parsed(
        parse, wanted="entry", says="number of an entry, or the moment at which it was told", numeric=True
    )
