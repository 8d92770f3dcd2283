"""What falls due by itself, asked at the very second, between two of its kind, and by who knew what when."""

from dataclasses import replace

import pytest

from reglament.core.case.event import Entries, Entry, Registered
from reglament.core.regulation.model.rule import Consequence, EarlyWarning, TargetRule
from reglament.core.target.due_action import DueAction, due_actions
from tests.core.target.built import mark, regulation, target, terms
from tests.core.target.told import at, story

RECEIVED = "2026-11-17 10:00 received"
FIX = target("fix", "fix", met_by="fixed", within="4 working hours", then=Consequence("alert"))
DUE = at("2026-11-17 14:00")


def numbered(text: str) -> Entries:
    entries = story(text)
    given = entries[0].happened_at
    return (*entries, Entry(len(entries) + 1, given, given, "system", Registered("1")))


def asked(rule: TargetRule, entries: Entries, moment: str) -> tuple[DueAction, ...]:
    of = terms(regulation([rule], marks={"fixed": mark()}))
    return due_actions(of, entries, standing=None, at=at(moment))


def test_a_warning_rings_at_its_second_while_the_next_is_still_ahead() -> None:
    rule = replace(FIX, warnings=(EarlyWarning(50, None), EarlyWarning(75, "boss")))
    (action,) = asked(rule, numbered(RECEIVED), "2026-11-17 12:00")
    assert (action.at, action.to) == (at("2026-11-17 12:00"), None)


def test_warnings_of_one_share_are_told_apart_by_whom_they_tell() -> None:
    rule = replace(FIX, warnings=(EarlyWarning(50, None), EarlyWarning(50, "boss")))
    keys = [action.key for action in asked(rule, numbered(RECEIVED), "2026-11-17 13:00")]
    assert keys == [f"warn:50::1/fix:1:{DUE}", f"warn:50:boss:1/fix:1:{DUE}"]


def test_a_breach_is_told_while_the_next_instance_of_its_metric_is_in_time() -> None:
    rule = target(
        "next",
        "next",
        starts="reply",
        met_by="staff reply",
        within="2 working hours",
        each=True,
        then=Consequence("alert"),
    )
    told = numbered(
        f"{RECEIVED}; 2026-11-17 10:30 reply; 2026-11-17 13:00 staff reply; 2026-11-17 13:30 reply"
    )
    (action,) = asked(rule, told, "2026-11-17 14:00")
    assert action.key == f"alert:1/next:1:{at('2026-11-17 12:30')}"


@pytest.mark.parametrize("clock", ["16:00", "17:00"])
def test_a_breach_learnt_of_late_is_told_from_the_second_it_was_known(clock: str) -> None:
    told = numbered("2026-11-17 10:00 received known 2026-11-17 16:00")
    (action,) = asked(FIX, told, f"2026-11-17 {clock}")
    assert action.at == at("2026-11-17 16:00")


@pytest.mark.parametrize(("happened", "known"), [("10:00", "12:00"), ("12:00", "10:00")])
def test_a_number_not_known_or_not_given_yet_is_still_to_be_given(happened: str, known: str) -> None:
    given = Entry(2, at(f"2026-11-17 {happened}"), at(f"2026-11-17 {known}"), "system", Registered("1"))
    told = (*story(RECEIVED), given)
    assert [action.kind for action in asked(FIX, told, "2026-11-17 11:00")] == ["register"]
    assert asked(FIX, told, "2026-11-17 12:00") == ()
