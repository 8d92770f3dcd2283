"""Every story of docs/algorithms/targets.md is evaluated and must come out as printed."""

from datetime import date

import pytest

from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.hours.cast import hours
from tests.core.target.built import terms
from tests.core.target.desk import desk
from tests.core.target.page import Row, rows
from tests.core.target.told import at, story


def shown(moment: int | None) -> str:
    if moment is None:
        return "–"
    day, second = hours("office").wall(moment)
    minute = second // 60
    return f"{date.fromordinal(day).isoformat()} {minute // 60:02}:{minute % 60:02}"


def printed(target: Target | None) -> tuple[str, ...]:
    if target is None:
        return ("absent", "", "", "", "")
    verdict = target.verdict + (" by reclassification" if target.by_reclassification else "")
    left = "–" if target.left is None else str(target.left)
    return target.state, verdict, shown(target.started_at), shown(target.due_at), left


@pytest.mark.parametrize(
    "row", list(rows("story")), ids=lambda row: f"{row['story']} → {row['target']} at {row['asked at']}"
)
def test_the_page_holds(row: Row) -> None:
    metric, _, number = row["target"].partition(" #")
    moment = at(row["asked at"])
    found = targets(terms(desk()), story(row["story"]), at=moment, known_at=moment)
    asked = next((one for one in found if one.metric == metric and one.instance == int(number or 1)), None)
    assert printed(asked) == (row["state"], row["verdict"], row["started"], row["due"], row["left"])
