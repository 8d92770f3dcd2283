"""When to look again: never for what has ended, and for a month only where the waiting case hangs on one."""

from dataclasses import replace

from reglament.core.case.event import Entry, Queued, Registered
from reglament.core.regulation.model.declared import Counter
from reglament.core.target.wake import wake_at
from tests.core.target.built import mark, regulation, target, terms
from tests.core.target.counted import count
from tests.core.target.told import at, story

RECEIVED = "2026-11-17 10:00 received"
FIX = target("fix", "fix", met_by="fixed", within="4 working hours")


def test_what_was_kept_in_time_is_not_waited_for() -> None:
    of = terms(regulation([FIX], marks={"fixed": mark()}))
    told = story(f"{RECEIVED}; 2026-11-17 11:00 fixed")
    assert wake_at(of, told, standing=None, at=at("2026-11-17 10:30")) == at("2026-11-17 14:00:01")
    assert wake_at(of, told, standing=None, at=at("2026-11-17 11:00")) is None


def test_a_case_waiting_for_a_place_does_not_wait_for_the_month_of_another_counter() -> None:
    rules = [count("places", None), count("calls", "month")]
    of = regulation(rules)
    of = replace(of, counters={"places": Counter(of.title, "cases"), "calls": Counter(of.title, "events")})
    moment = at("2026-11-17 10:00")
    told = (
        *story(RECEIVED),
        Entry(2, moment, moment, "system", Registered("1")),
        Entry(3, moment, moment, "system", Queued("1/places", "places")),
    )
    assert wake_at(terms(of), told, standing=None, at=moment) is None
