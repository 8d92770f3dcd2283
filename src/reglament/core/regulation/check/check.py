"""`check`: every finding about a regulation that could be read — errors, warnings, and a note for each reading."""

from collections.abc import Callable, Iterable, Iterator

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.check.calendars import check_calendars
from reglament.core.regulation.check.coverage import check_coverage
from reglament.core.regulation.check.dead import check_dead
from reglament.core.regulation.check.effort import Spent
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.check.idle import check_idle
from reglament.core.regulation.check.ladder import check_ladders
from reglament.core.regulation.check.meaning import check_meaning
from reglament.core.regulation.check.rival import check_rivals
from reglament.core.regulation.check.row import check_tables
from reglament.core.regulation.check.span import check_spans
from reglament.core.regulation.check.unheard import check_unheard
from reglament.core.regulation.check.wait import check_waits
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import Reading
from reglament.core.regulation.source.node import Node

_CHECKS: tuple[Callable[[Examined], None], ...] = (
    check_calendars,
    check_spans,
    check_meaning,
    check_unheard,
    check_waits,
    check_rivals,
    check_dead,
    check_tables,
    check_coverage,
    check_ladders,
)


def check(
    regulation: Regulation, *, root: Node, mentions: Iterable[Mention], almanac: Almanac | None
) -> tuple[Fault, ...]:
    """Examine a regulation; `root` is the tree it was read from, `mentions` the names that it uses.

    Calendars are compiled against the almanac; without one they are taken to be right. A regulation too large to be
    compared rule by rule is told so in a warning.
    """
    gathering = Gathering()
    examined = Examined(regulation, root, almanac, gathering)
    try:
        for one in _CHECKS:
            one(examined)
        check_idle(examined, mentions)
    except Spent:
        examined.unfinished()
    return (*gathering.faults(), *_readings(regulation))


def readings_of(regulation: Regulation) -> tuple[Reading, ...]:
    """Every reading of an edition, calendars first, then clause by clause."""
    of_calendars = [reading for calendar in regulation.calendars.values() for reading in calendar.readings]
    of_rules = [reading for rule in regulation.rules.values() for reading in rule.readings]
    return (*of_calendars, *of_rules)


def _readings(regulation: Regulation) -> Iterator[Fault]:
    for reading in readings_of(regulation):
        yield Fault("reading/chosen", (reading.place,), {"of": reading.of}, severity="note")
