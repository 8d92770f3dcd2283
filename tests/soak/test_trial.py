"""The trials themselves: they die wherever one can die, reckon alarms as the policy says, and see a letter that went twice."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import modules, strings
from tests.desk.lab import HOUR
from tests.soak.alarms import due
from tests.soak.killing import PLACES
from tests.soak.peer import Copy
from tests.soak.verdict import extra_copies

KNOWN = 1_000_000
ALL = [2 * HOUR, 3 * HOUR + 720, 4 * HOUR + 1, 12 * HOUR + 1]


def fail_points() -> Iterator[str]:
    """Every place of the source at which a process can be made to die."""
    for module in modules("src"):
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "fail_point"
            ):
                (name,) = node.args
                assert isinstance(name, ast.Constant), module.name
                yield str(name.value)


def test_whatever_fail_point_a_trial_names_is_there() -> None:
    assert {place for places in PLACES.values() for place in places} <= set(fail_points())


def test_a_fail_point_that_no_trial_kills_at_has_a_test_of_its_own() -> None:
    here = {place for places in PLACES.values() for place in places}
    named = {text for module in modules("tests") for _, text in strings(module)}
    assert set(fail_points()) - here - named == set()


@pytest.mark.parametrize(
    ("answered", "closed", "rings"),
    [
        (None, None, ALL),
        (HOUR, None, ALL[3:]),
        (3 * HOUR, None, [ALL[0], ALL[3]]),
        (5 * HOUR, None, ALL),
        (HOUR, 2 * HOUR, []),
        (5 * HOUR, 6 * HOUR, ALL[:3]),
    ],
)
def test_a_case_rings_until_it_is_answered_and_until_it_is_closed(
    answered: int | None, closed: int | None, rings: list[int]
) -> None:
    moments = [None if after is None else KNOWN + after for after in (answered, closed)]
    assert due(KNOWN, KNOWN, *moments) == [KNOWN + after for after in rings]


def test_what_was_late_before_it_was_known_rings_when_it_is_known_without_a_warning() -> None:
    assert due(KNOWN, KNOWN + 5 * HOUR, None, None) == [KNOWN + 5 * HOUR, KNOWN + ALL[3]]


@pytest.mark.parametrize(
    ("copies", "killed", "excused"),
    [
        ([("a", 1), ("b", 1)], set(), True),
        ([("a", 1), ("a", 2)], {1}, True),
        ([("a", 1), ("a", 2)], set(), False),
        ([("a", 1), ("a", 2)], {2}, False),
        # It went on to another letter: its death was not over the first one.
        ([("a", 1), ("b", 1), ("a", 2)], {1}, False),
        ([("a", 1), ("a", 1)], {1}, False),
        ([("a", 1), ("a", 2), ("a", 3)], {1, 2}, True),
    ],
)
def test_a_second_copy_is_excused_by_the_death_of_who_sent_the_first_and_by_nothing_else(
    copies: list[tuple[str, int]], killed: set[int], *, excused: bool
) -> None:
    assert (list(extra_copies([Copy(*one) for one in copies], killed)) == []) is excused
