"""The page of a case: by what it is sorted, and what staff is shown of letters that did not arrive."""

import pytest

from reglament.core.case.act import Report
from tests.desk.town import Town
from tests.web.cast import Behind, Browser


def answer(town: Town, *stages: str) -> None:
    """Ash is answered on A-1, and the answer gets so far."""
    case = town.cases["ash"][0]
    message = town.reply("ash", case)
    for stage in stages:
        town.later()
        town.act(case, Report(stage, str(message)))


@pytest.mark.parametrize(
    ("stages", "marks"),
    [
        (("failed",), 1),
        (("handed over", "bounced"), 1),
        (("handed over",), 0),
        (("failed", "handed over"), 0),
    ],
)
def test_staff_sees_which_letter_did_not_arrive_and_its_customer_does_not(
    town: Town, browser: Browser, behind: Behind, stages: tuple[str, ...], marks: int
) -> None:
    client = browser("ann")
    with behind():
        answer(town, *stages)
    assert client.get("/cases/A-1").content.decode().count("не доставлено") == marks
    assert "не доставлено" not in browser("ash").get("/cases/A-1").content.decode()


def test_each_axis_stands_under_its_own_title(browser: Browser) -> None:
    assert "<dt>Серьёзность</dt>" in browser("ann").get("/cases/A-1").content.decode()
