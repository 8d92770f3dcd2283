"""Shapes of single values: what each accepts, and what it says and suggests when it does not."""

from datetime import date

import pytest

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.clock import LocalMoment, Span, clock_span, day, moment, time_of_day
from reglament.core.regulation.shape.scalar import name, text, whole_number, yes_no
from reglament.core.regulation.source.node import Sequence
from reglament.core.regulation.source.read import read_source

UNLIMITED: Choice[int | None] = Choice({"unlimited": None}, otherwise=whole_number(1, 50))

GOOD: tuple[tuple[Shape[object], str, object], ...] = (
    (text(), "'Любой текст: с двоеточием'", "Любой текст: с двоеточием"),
    (text(), "|\n  one\n  two\n", "one\ntwo"),
    (name(), "next business day", "next business day"),
    (name(), "24x7", "24x7"),
    (name(), "приём-выдача", "приём-выдача"),
    (yes_no(), "yes", True),
    (yes_no(), "no", False),
    (whole_number(), "0", 0),
    (whole_number(-5, 5), "-5", -5),
    (UNLIMITED, "unlimited", None),
    (UNLIMITED, "50", 50),
    (words("start", "end"), "end", "end"),
    (time_of_day(), "00:00", 0),
    (time_of_day(), "18:00", 64_800),
    (time_of_day(), "24:00", 86_400),
    (clock_span(), "09:00-18:00", Span(32_400, 64_800)),
    (clock_span(), "22:00-06:00", Span(79_200, 21_600)),
    (clock_span(), "00:00-24:00", Span(0, 86_400)),
    (day(), "2024-02-29", date(2024, 2, 29)),
    (moment(), "2026-11-06 16:00", LocalMoment(date(2026, 11, 6), 57_600)),
    (moment(), "2026-11-06 16:00:59", LocalMoment(date(2026, 11, 6), 57_659)),
)

BAD: tuple[tuple[Shape[object], str, str, str | None], ...] = (
    (text(), "", "shape/wrong-form", None),
    (text(), "[a]", "shape/wrong-form", None),
    (text(), "' '", "shape/blank", None),
    (name(), "Next Business Day", "shape/name", "next business day"),
    (name(), "met_by", "shape/name", "met by"),
    (name(), "' a'", "shape/name", "a"),
    (name(), "a/b", "shape/name", None),
    (name(), "a" * 61, "shape/name", None),
    (name(), "{a: b}", "shape/wrong-form", None),
    (yes_no(), "true", "shape/yes-or-no", "yes"),
    (yes_no(), "Нет", "shape/yes-or-no", "no"),
    (yes_no(), "perhaps", "shape/yes-or-no", None),
    (whole_number(), "five", "shape/whole-number", None),
    (whole_number(), "1 000", "shape/whole-number", "1000"),
    (whole_number(), "1.5", "shape/whole-number", None),
    (whole_number(), "9" * 5_000, "shape/whole-number", None),
    (whole_number(), "٣", "shape/whole-number", None),
    (whole_number(), "-1", "shape/out-of-range", None),
    (UNLIMITED, "51", "shape/out-of-range", None),
    (UNLIMITED, "unlimitd", "shape/whole-number", None),
    (words("start", "end"), "strat", "shape/no-such-word", "start"),
    (words("start", "end"), "zzz", "shape/no-such-word", None),
    (words("start", "end"), "[start]", "shape/wrong-form", None),
    (words("start", "end"), "", "shape/wrong-form", None),
    (time_of_day(), "9:00", "shape/time-of-day", "09:00"),
    (time_of_day(), "18.30", "shape/time-of-day", "18:30"),
    (time_of_day(), "24:01", "shape/time-of-day", None),
    (time_of_day(), "09:60", "shape/time-of-day", None),
    (clock_span(), "9:00 – 18:00", "shape/span", "09:00-18:00"),
    (clock_span(), "09:00", "shape/span", None),
    (clock_span(), "09:00-25:00", "shape/span", None),
    (clock_span(), "09:00-09:00", "shape/empty-span", None),
    (clock_span(), "24:00-06:00", "shape/empty-span", None),
    (day(), "2026-02-30", "shape/no-such-date", None),
    (day(), "1969-12-31", "shape/no-such-date", None),
    (day(), "15.01.2025", "shape/date", "2025-01-15"),
    (day(), "31.02.2025", "shape/date", None),
    (day(), "2025-1-5", "shape/date", None),
    (moment(), "2026-11-06T16:00", "shape/moment", "2026-11-06 16:00"),
    (moment(), "2026-11-06", "shape/moment", None),
    (moment(), "2026-02-30 10:00", "shape/no-such-date", None),
)


def read(shape: Shape[object], written: str) -> tuple[object, Gathering]:
    root, faults = read_source(f"- {written}".encode())
    assert faults == ()
    assert isinstance(root, Sequence)
    gathering = Gathering()
    return shape.read(root.items[0], gathering), gathering


@pytest.mark.parametrize(("shape", "written", "value"), GOOD)
def test_a_well_written_value_is_typed(shape: Shape[object], written: str, value: object) -> None:
    found, gathering = read(shape, written)
    assert (found, gathering.faults()) == (value, ())


@pytest.mark.parametrize(("shape", "written", "code", "hint"), BAD)
def test_a_badly_written_value_is_a_fault_with_a_hint_that_would_be_accepted(
    shape: Shape[object], written: str, code: str, hint: str | None
) -> None:
    found, gathering = read(shape, written)
    assert (found, [(fault.code, fault.hint) for fault in gathering.faults()]) == (MISSING, [(code, hint)])
    if hint is not None:
        assert read(shape, hint)[1].faults() == ()


def test_what_was_found_is_clipped_to_what_a_sentence_can_hold() -> None:
    _, gathering = read(whole_number(), "x" * 900)
    assert len(gathering.faults()[0].values["found"]) == 80
