"""Explanations: one line that says how a target stands, and the ledger that a customer can follow minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass

from reglament.core.contract.terms import Terms
from reglament.core.target.code import Code
from reglament.core.target.date import Years
from reglament.core.target.ledger import NO_YEARS, Line, ledger
from reglament.core.target.target import Step, Target
from reglament.words.catalogue import Language, sentence
from reglament.words.ledger.cut import after, before
from reglament.words.ledger.tell import Teller, ledger_lines
from reglament.words.length import measured
from reglament.words.moment import LocalTime, both, zone_name
from reglament.words.opening import zone_of
from reglament.words.short import short_form
from reglament.words.step import Telling, told

LEDGER = frozenset({Code.COUNTED, Code.PAUSED, Code.STOPPED})


@dataclass(frozen=True, slots=True)
class Explanation:
    """`short`: state, due and left in one line. `lines`: the whole story of the due moment, in order."""

    short: str
    lines: tuple[str, ...]


def explanation(
    target: Target, terms: Terms, language: Language, zone: LocalTime, *, at: int, years: Years = NO_YEARS
) -> Explanation:
    """Explain a target as it stands at `at`, UTC seconds, on the reader's wall; `terms` are those it was evaluated under.

    The steps that lead to the start and the amount come first, then the ledger day by day until now (or until it ended), what
    is still to come if nothing changes, and the steps that judge. Every line cites its clause. `years` name the decrees.
    """
    regulation = terms.regulation
    home = LocalTime(regulation.zone, terms.home)
    kind = target.amount.kind
    calendars = {name: hours.calendar for name, hours in terms.calendars.items()}
    telling = Telling(regulation, language, zone, home, kind, calendars)
    lines = [*_zones(target, terms, telling), *_steps(target.steps, telling, before_ledger=True)]
    if target.started_at is not None and any(step.code in LEDGER for step in target.steps):
        lines += _ledger(target, ledger(target, terms.calendars, years=years), terms, telling, at)
    lines += _steps(target.steps, telling, before_ledger=False)
    return Explanation(short_form(target, regulation, zone, language, home=home), tuple(lines))


def _zones(target: Target, terms: Terms, telling: Telling) -> Iterator[str]:
    """Say whose wall is read, where it is not the regulation's own or that of the hours that count."""
    here, home, at = telling.here, telling.home, target.started_at
    if at is None:
        return
    language, offset = telling.language, here.zone.offset(at)
    if offset != home.zone.offset(at):
        names = {"here": zone_name(here, at, language), "home": zone_name(home, at, language)}
        yield sentence("explanation zones", language, names)
    hours = terms.calendars.get(target.calendar)
    if hours is not None and hours.zone.offset(at) not in {offset, home.zone.offset(at)}:
        counting = LocalTime(zone_of(hours.calendar) or home.name, hours.zone)
        yield sentence("explanation calendar", language, {"calendar": zone_name(counting, at, language)})


def _steps(steps: tuple[Step, ...], telling: Telling, *, before_ledger: bool) -> Iterator[str]:
    """The steps on one side of the counted stretches, each as a sentence."""
    first = next((place for place, step in enumerate(steps) if step.code in AFTERWARDS), len(steps))
    side = steps[:first] if before_ledger else steps[first:]
    yield from (told(step, telling) for step in side if step.code not in LEDGER)


# What stands behind the counted stretches even where there are none.
AFTERWARDS = LEDGER | {
    Code.PROVISIONAL,
    Code.RECLASSIFIED,
    Code.DUE,
    Code.LEFT,
    Code.BREACHED,
    Code.BY_RECLASSIFICATION,
    Code.MET,
    Code.MET_LATE,
    Code.CANCELLED,
    Code.EXCUSED,
    Code.DEEMED,
}


def _ledger(
    target: Target, whole: tuple[Line, ...], terms: Terms, telling: Telling, at: int
) -> Iterator[str]:
    hours = terms.calendars.get(target.calendar)
    calendar = LocalTime(telling.home.name, hours.zone) if hours else telling.home
    teller = Teller(telling.regulation, telling.language, telling.here, calendar, target.rule)
    until = target.ended_at if target.ended_at is not None else at
    yield from ledger_lines(before(whole, until), teller)
    to_come = after(whole, until) if target.ended_at is None else ()
    if any(line.counted for line in to_come):
        yield _now(sum(line.counted for line in before(whole, until)), telling, until)
        yield from ledger_lines(to_come, teller, ahead=True)


def _now(counted: int, telling: Telling, at: int) -> str:
    moment = both(at, telling.here, telling.home, telling.language)
    so_far = measured(counted, telling.kind, telling.language)
    return sentence("explanation now", telling.language, {"moment": moment, "counted": so_far})
