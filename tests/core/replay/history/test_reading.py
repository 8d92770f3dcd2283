"""Lines of a history: cases out of them, and what is wrong with those that are none."""

import json
from typing import Any

import pytest

from reglament.core.replay.history.past import BrokenLine, PastCase
from reglament.core.replay.history.read import Reader
from tests.core.replay.whatif.past import UNTIL, at, deed, edition, line, received

GOOD = line(
    "A", received("2026-11-03 10:00"), deed("2026-11-03 11:00", "marked", mark="answered", message="x7")
)


def reader() -> Reader:
    return Reader((edition(),), asked=frozenset(("version",)), until=UNTIL)


def text_of(plain: object) -> bytes:
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def test_a_line_read_again_with_other_moments_is_the_same_case_later() -> None:
    reads = reader()
    later = json.loads(json.dumps(GOOD))
    for event in later["events"]:
        event["at"] += 60
    later["case"] = "B"
    first, second = reads.read_text(1, text_of(GOOD)), reads.read_text(2, text_of(later))
    assert isinstance(first, PastCase)
    assert isinstance(second, PastCase)
    assert (second.case, second.line, second.deeds) == ("B", 2, first.deeds)
    assert second.moments == tuple(moment + 60 for moment in first.moments)
    assert second == reader().read(2, later)


def test_prose_and_names_of_messages_make_no_other_deed() -> None:
    other = line(
        "B",
        received("2026-11-03 10:00", fields={"log": "much"}),
        deed("2026-11-03 11:00", "marked", mark="answered", message="y"),
    )
    same = line(
        "C",
        received("2026-11-03 10:00", fields={"log": "more"}),
        deed("2026-11-03 11:00", "marked", mark="answered", message="z"),
    )
    reads = reader()
    found = [reads.read(number, one) for number, one in enumerate((other, same), 1)]
    assert all(isinstance(one, PastCase) for one in found)
    assert found[0].deeds == found[1].deeds  # type: ignore[union-attr]


def test_what_the_system_did_is_left_out() -> None:
    told = line(
        "A", received("2026-11-03 10:00"), deed("2026-11-03 10:00", "registered", "system", number="1")
    )
    found = reader().read(1, told)
    assert isinstance(found, PastCase)
    assert [type(one.act).__name__ for one in found.deeds] == ["Receive"]


def test_an_earlier_moment_after_a_later_one_makes_a_case_odd() -> None:
    found = reader().read(
        1, line("A", received("2026-11-03 10:00"), deed("2026-11-03 09:00", "assigned", to="x"))
    )
    assert isinstance(found, PastCase)
    assert found.odd


BROKEN: list[tuple[object, str, str]] = [
    ([], "history/not-a-case", "list"),
    ({"contract": "K", "case": "A", "terms": {}}, "history/key-missing", "events"),
    (line("A"), "history/not-received", "A"),
    (line("A", deed("2026-11-03 10:00", "assigned", to="x")), "history/not-received", "A"),
    (line("A", {**received("2026-11-03 10:00"), "at": "noon"}), "history/moment", "event 1"),
    (line("A", {**received("2026-11-03 10:00"), "known": 5}), "history/moment", "event 1"),
    (line("A", received("2027-11-03 10:00")), "history/after-the-end", "event 1"),
    (
        line("A", deed("2026-11-03 10:00", "sung")),
        "history/bad-value",
        "no event `sung` of version 1 was ever written",
    ),
    ({**GOOD, "terms": {"colour": "red"}}, "history/bad-value", "terms: unknown key colour"),
    ({**GOOD, "events": 7}, "history/bad-form", "'int' object is not iterable"),
]


@pytest.mark.parametrize(("plain", "code", "what"), BROKEN, ids=[code for _, code, _ in BROKEN])
def test_a_broken_line_says_what_is_wrong(plain: Any, code: str, what: str) -> None:
    assert reader().read_text(4, text_of(plain)) == BrokenLine(4, code, what)


def test_a_line_that_is_no_json_is_broken() -> None:
    found = reader().read_text(9, b'{"contract":"K')
    assert isinstance(found, BrokenLine)
    assert (found.line, found.code) == (9, "history/not-json")


def test_moments_are_utc_seconds() -> None:
    assert at("1970-01-01 03:00") == 0
