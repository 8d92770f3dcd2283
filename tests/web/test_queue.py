"""The queue: whose cases it shows, to whom, and in which words."""

import pytest

from reglament.desk.models import Case
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.town import Town
from tests.web.cast import Behind, Browser


def test_staff_sees_the_cases_of_its_line(browser: Browser) -> None:
    answer = browser("ann").get("/queue/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "A-1" in text
    assert "B-1" not in text


@pytest.mark.parametrize(
    ("due_in", "mark"), [(-1, "просрочено"), (0, "один из сроков нарушен"), (60, "один из сроков нарушен")]
)
def test_a_due_that_has_passed_is_told_apart_from_an_earlier_one_that_was_missed(
    town: Town, browser: Browser, behind: Behind, due_in: int, mark: str
) -> None:
    with behind(), seen_by(SYSTEM):
        assert Case.objects.filter(number="A-1").update(breached=True, due_at=town.desk.world.now() + due_in)
    cell = (
        browser("ann").get("/queue/?only=breached").content.decode().split('class="due"')[1].split("</td>")[0]
    )
    assert [one for one in ("просрочено", "один из сроков нарушен") if one in cell] == [mark]
