"""Ledgers of one target, shown as clock times: shared by the tests of lines and of dates."""

from datetime import date

from reglament.core.hours.hours import Hours
from reglament.core.target.evaluate import targets
from reglament.core.target.ledger import Line, ledger
from tests.core.hours.cast import almanac, hours
from tests.core.target.built import pause, regulation, target, terms
from tests.core.target.told import at, story

HOUR = 3600


def lines(
    within: str, text: str, moment: str, *, on: str = "office", calendars: dict[str, Hours] | None = None
) -> tuple[Line, ...]:
    of = terms(
        regulation([target("fix", "fix", met_by="fixed", within=within, on=on), pause("waiting", "fix")]),
        calendars=calendars,
    )
    (found,) = targets(of, story(text), at=at(moment), known_at=at(moment))
    return ledger(found, of.calendars, years=almanac().years)


def told(found: tuple[Line, ...]) -> list[tuple[str, str, str, int, int]]:
    return [(wall(one.from_at), wall(one.to_at), str(one.kind), one.counted, one.total) for one in found]


def wall(moment: int | None) -> str:
    if moment is None:
        return "…"
    day, second = hours("office").wall(moment)
    return f"{date.fromordinal(day):%d} {second // 3600:02}:{second // 60 % 60:02}"


def dates(line: Line) -> list[tuple[int, str, str | None, str | None]]:
    return [(date.fromordinal(one.ordinal).day, one.kind, one.name, one.decree) for one in line.dates]
