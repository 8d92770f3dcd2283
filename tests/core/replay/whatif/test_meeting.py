"""Which cases of a contract are led together, and that a stay made longer by waiting draws others in."""

import pytest

from reglament.core.replay.whatif.led import Led
from reglament.core.replay.whatif.meeting import lead_who_met
from tests.core.replay.whatif.past import at, dues, edition, judged, line, received


def groups(begins: list[int], ends: list[int], room: int) -> list[tuple[int, ...]]:
    """Groups, where being led changes nobody's stay."""
    asked: list[tuple[int, ...]] = []

    def lead(places: object) -> list[Led]:
        assert isinstance(places, tuple)
        asked.append(places)
        raise LookupError

    with pytest.raises(LookupError):
        lead_who_met(begins, ends, room, lead=lead, until=100)
    return asked


def test_nobody_is_led_where_there_is_room_for_all() -> None:
    assert lead_who_met([0, 5, 20], [10, 15, 30], 2, lead=lambda _: [], until=100) == {}


def test_who_was_there_when_it_grew_too_full_is_led_together() -> None:
    assert groups([0, 5, 20, 25], [10, 15, 30, 40], 1) == [(0, 1)]
    assert groups([0, 40, 5, 41], [60, 50, 50, 50], 2) == [(0, 1, 2, 3)]


@pytest.mark.parametrize("exact", [False, True])
def test_who_comes_only_after_a_stay_that_waiting_made_longer_waits_too(exact: bool) -> None:  # noqa: FBT001
    """Alone, silence closes the second on the 5th; but then it only comes in, and the third finds it there on the 6th."""
    silence = edition(
        "starts: {delivered: questioned}\n        met by: reply\n        each: yes\n        within: 2 working days to midnight",
        "starts: entered\n        met by: reply\n        within: 18 working hours",
    )
    found = judged(
        silence,
        line("A", received("2026-11-03 10:00")),
        line("B", received("2026-11-03 11:00")),
        line("C", received("2026-11-06 10:00")),
        line("D", received("2026-11-03 11:00"), contract="K2"),
        exact=exact,
    )
    assert dues(found, "silence")[3] == at("2026-11-05 11:00")
    assert dues(found, "silence")[1] == at("2026-11-09 10:00:01")
    assert dues(found, "silence")[2] == at("2026-11-11 10:00:02")
