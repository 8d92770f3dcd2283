"""Every row of every table marked *runs* in docs/algorithms/working-time.md is computed and must come out as printed."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.hours.due import due
from reglament.core.hours.holes import Pause
from reglament.core.hours.hours import Hours
from tests.core.hours.cast import CALENDARS, hours

PAGE = Path(__file__).parents[3] / "docs/algorithms/working-time.md"
Row = dict[str, str]


def rows() -> Iterator[Row]:
    """The rows of tables below a heading marked *runs*, keyed by their column titles."""
    for section in re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE):
        heading, _, body = section.partition("\n")
        if heading.endswith("*runs*"):
            cells = [
                [cell.strip() for cell in line.strip("|").split("|")]
                for line in body.splitlines()
                if line[:1] == "|"
            ]
            yield from (dict(zip(cells[0], line, strict=True)) for line in cells[2:])


def moment(calendar: Hours, text: str) -> int:
    """`Fri 2026-11-13 16:00` on the wall of the calendar's zone; a wrong weekday is an error of the page."""
    shown = datetime.strptime(text, "%a %Y-%m-%d %H:%M")  # noqa: DTZ007 - the zone is the calendar's
    assert shown.strftime("%a") == text[:3]
    return calendar.moment(shown.toordinal(), shown.hour * 3600 + shown.minute * 60)


def shown(calendar: Hours, at: int | None) -> str:
    if at is None:
        return "–"
    day, second = calendar.wall(at)
    return f"{datetime.fromordinal(day):%a %Y-%m-%d} {second // 3600:02}:{second // 60 % 60:02}"


def pauses_of(calendar: Hours, text: str) -> tuple[Pause, ...]:
    halves = [one.split(" – ") for one in text.split("; ") if one]
    return tuple(
        (moment(calendar, begun), None if ended == "…" else moment(calendar, ended))
        for begun, ended in halves
    )


@pytest.mark.parametrize(
    "row", list(rows()), ids=lambda row: f"{row['calendar']}, {row['from']}, {row['amount']}"
)
def test_the_page_holds(row: Row) -> None:
    calendar = hours(row["calendar"])
    amount = read_amount(row["amount"])
    assert isinstance(amount, Amount), amount
    reached = due(
        hours=calendar,
        amount=amount,
        start=moment(calendar, row["from"]),
        pauses=pauses_of(calendar, row.get("pauses", "")),
    )
    assert (shown(calendar, reached.due_at), str(reached.remaining)) == (row["due"], row.get("left", "0"))


def test_every_calendar_of_the_cast_appears_on_the_page() -> None:
    assert set(CALENDARS) == {row["calendar"] for row in rows()}
