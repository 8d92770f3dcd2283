"""The queue: whose cases it shows, to whom, and in which words."""

from tests.web.cast import Browser


def test_staff_sees_the_cases_of_its_line(browser: Browser) -> None:
    answer = browser("ann").get("/queue/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "A-1" in text
    assert "B-1" not in text
