"""Every row of every table marked *runs* in docs/algorithms/targets.md is evaluated and must come out as printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reglament.core.hours.hours import Hours
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.hours.cast import hours
from tests.core.target.cast import at, desk, story, terms

PAGE = Path(__file__).parents[3] / "docs/algorithms/targets.md"
Row = dict[str, str]


def rows(first_column: str) -> Iterator[Row]:
    """The rows of the tables below headings marked *runs* whose first column is named so."""
    for section in re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE):
        if not section.partition("\n")[0].endswith("*runs*"):
            continue
        for block in re.findall(r"(?:^\|.*\n)+", section, flags=re.MULTILINE):
            cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            if cells[0][0] == first_column:
                yield from (dict(zip(cells[0], line, strict=True)) for line in cells[2:])


def shown(calendar: Hours, moment: int | None) -> str:
    if moment is None:
        return "–"
    day, second = calendar.wall(moment)
    minute = second // 60
    return f"{_date(day)} {minute // 60:02}:{minute % 60:02}"


def _date(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


def printed(target: Target | None) -> tuple[str, ...]:
    if target is None:
        return ("absent", "", "", "", "")
    office = hours("office")
    verdict = target.verdict + (" by reclassification" if target.by_reclassification else "")
    left = "–" if target.left is None else str(target.left)
    return target.state, verdict, shown(office, target.started_at), shown(office, target.due_at), left


@pytest.mark.parametrize(
    "row", list(rows("story")), ids=lambda row: f"{row['story']} → {row['target']} at {row['asked at']}"
)
def test_the_page_holds(row: Row) -> None:
    metric, _, number = row["target"].partition(" #")
    moment = at(row["asked at"])
    found = targets(terms(desk()), story(row["story"]), at=moment, known_at=moment)
    asked = next((one for one in found if one.metric == metric and one.instance == int(number or 1)), None)
    assert printed(asked) == (row["state"], row["verdict"], row["started"], row["due"], row["left"])
