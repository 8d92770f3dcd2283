"""The page of what somebody was told: his own, newest first, and nobody else's."""

from json import dumps

from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import User
from tests.desk.town import Town
from tests.web.cast import Behind, Browser


def tell(town: Town, name: str, *entries: tuple[str, str, str], at: int) -> None:
    """A summary that the person was told at a moment: case, kind, rule of each thing."""
    plain = [{"case": case, "kind": kind, "rule": rule, "at": at} for case, kind, rule in entries]
    with seen_by(SYSTEM), connection.cursor() as cursor:
        person = User.objects.get(email=f"{name}@example.com")
        cursor.execute(
            """insert into summary(id, person_id, period_at, ready_at, channel, entries, state, sent_at)
            values (%s, %s, %s, %s, 'browser', %s::jsonb, 'sent', %s)""",
            (new_id(town.desk.world), person.id, at, at, dumps(plain), at),
        )


def test_each_sees_what_he_was_told_newest_first(town: Town, browser: Browser, behind: Behind) -> None:
    now = town.desk.world.now()
    with behind():
        tell(town, "ann", ("A-1", "warn", "1/answer"), at=now - 60)
        tell(town, "ann", ("A-2", "tell", "1/answer"), ("", "disk", "disk"), at=now)
        tell(town, "bob", ("B-1", "warn", "1/answer"), at=now)
    text = browser("ann").get("/notices/").content.decode()
    assert text.index("сама служба") < text.index("A-2") < text.index("Срок прошёл") < text.index("A-1")
    assert "Подходит срок" in text
    assert "(п. 1)" in text
    assert "B-1" not in text


def test_who_was_told_nothing_sees_that_and_a_customer_has_no_such_page(browser: Browser) -> None:
    assert "Вам ещё ни о чём не сообщали" in browser("ann").get("/notices/").content.decode()
    assert browser("ash").get("/notices/").status_code == 404
