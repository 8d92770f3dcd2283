"""Telling the customer what a transaction did to his case: which news, under which mark, by which way. At most one letter a case."""

from collections.abc import Sequence

from reglament.core.case.act import Record
from reglament.core.case.event import (
    Closed,
    Entered,
    Entry,
    Event,
    Paused,
    Queued,
    Registered,
)
from reglament.core.case.fold import fold
from reglament.core.case.letter import letter_of
from reglament.core.target.evaluate import targets_in
from reglament.core.target.target import Target
from reglament.desk.clock.ids import new_id
from reglament.desk.outbox.automatic import Automatic, automatic_letter
from reglament.desk.outbox.route import find_route
from reglament.desk.record.books import CaseBook
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.unit import SYSTEM, Unit
from reglament.words.letter import TELLING, News
from reglament.words.moment import LocalTime

VENDOR = "vendor"


def inform(unit: Unit, case: CaseBook, enclosed: Enclosed) -> Enclosed:
    """Write the letter about a case's fresh events, and enter the mark by which a rule wants it answered.

    None where a person writes to the customer in the same act, where the customer's message was no person's, and where there is
    no way to him.
    """
    events = [entry.event for entry in case.fresh if _tells(entry, case)]
    arrived = next((one for one in enclosed.messages if one.party == "customer"), None)
    if not events or enclosed.letters or (arrived is not None and arrived.automatic):
        return NOTHING_ENCLOSED
    route = find_route(case.head, contact=case.contact, arrived=arrived, at=unit.now)
    if route is None:
        return NOTHING_ENCLOSED
    message = new_id(unit.desk.world)
    for mark in _marks(case):
        unit.perform(
            Record(mark, message=str(message)), case, SYSTEM, happened_at=unit.now, known_at=unit.now
        )
    written = automatic_letter(
        _news(unit, case, events), case.regulation, message=message, route=route, world=unit.desk.world
    )
    return _as_enclosed(written)


def _tells(entry: Entry, case: CaseBook) -> bool:
    """Whether the customer is told of it by us: of a pause that began by itself, of an end by a rule, of leaving a line he waited in."""
    event = entry.event
    match event:
        case Entered():
            return any(isinstance(one.event, Queued) for one in case.entries)
        case Closed(rule=rule):
            return rule is not None
        case Paused():
            return entry.party == SYSTEM.party and event.notice is None
        case _:
            return isinstance(event, TELLING)


def _marks(case: CaseBook) -> list[str]:
    """Marks of the letters by which rules answer whom they concern, each once: ours carries them."""
    named = (letter_of(entry.event, case.regulation) for entry in case.fresh)
    return list(dict.fromkeys(mark for mark in named if mark is not None))


def _news(unit: Unit, case: CaseBook, events: Sequence[Event]) -> News:
    regulation, at = case.regulation, unit.now
    terms, standing = unit.terms(case, at=at), unit.standing(case)
    view = unit.view(case, at=at, standing=standing)
    state = view.whole.state if view is not None and view.is_whole else fold(case.entries, regulation)
    waiting = standing.cases.get(case.name)
    owed: list[Target] = []
    if view is not None and any(isinstance(event, Registered) for event in events):
        owed = [one for one in targets_in(view) if one.owed_by == VENDOR and one.state == "running"]
    shelf = unit.desk.shelf
    return News(
        number=state.number or case.name,
        status=state.status,
        events=events,
        place=waiting.place if waiting else None,
        owed=owed,
        at=at,
        here=LocalTime(case.zone, shelf.zone(case.zone)),
        home=LocalTime(regulation.zone, terms.home),
    )


def _as_enclosed(written: Automatic) -> Enclosed:
    return Enclosed(written.contents, (written.message,), (written.letter,))
