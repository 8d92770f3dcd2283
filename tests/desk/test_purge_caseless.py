"""Letters about no case end too: staff's after thirty days, a customer's with what his line keeps, and not while he is held."""

from pathlib import Path
from uuid import UUID

import pytest

from reglament.desk.acts.hold import place_hold
from reglament.desk.acts.purge import PurgeReport
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Letter, Line
from reglament.desk.outbox.caseless import CaselessLetter, queue_caseless
from reglament.desk.outbox.claim import claim
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer
from tests.channels.house import ANNA
from tests.desk.vault import DAY, STAFF, Vault, open_vault


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server, confidential=False)


def queue(vault: Vault, customer: UUID | None) -> UUID:
    """A letter to a customer of the line, or to staff."""
    letter, line = new_id(vault.world), None if customer is None else 1
    with seen_by(SYSTEM):
        queue_caseless(
            [CaselessLetter(letter, customer, line, "console", ANNA, "Новое", "Слова")], at=vault.world.now()
        )
    return letter


def the_customer() -> UUID:
    return Customer.objects.filter(kind="organisation").values_list("id", flat=True).order_by("id")[0]


def line_keeps(days: int | None) -> None:
    with seen_by(SYSTEM):
        Line.objects.filter(id=1).update(keep_days=days)


def words(letter: UUID) -> tuple[str, str, str, str]:
    with seen_by(SYSTEM):
        return Letter.objects.values_list("recipient", "subject", "body", "state").get(id=letter)


WHOLE, GONE = (ANNA, "Новое", "Слова", "ready"), ("", "", "", "withdrawn")


def test_words_to_staff_go_after_thirty_days_whatever_lines_keep(vault: Vault) -> None:
    line_keeps(None)
    letter = queue(vault, None)
    vault.world.at += 30 * DAY - 1
    assert vault.purge() == PurgeReport()
    assert words(letter) == WHOLE
    vault.world.at += 1
    assert vault.purge() == PurgeReport(letters=1)
    assert words(letter) == GONE
    assert vault.purge() == PurgeReport()


def test_words_to_staff_go_sooner_where_a_line_keeps_less(vault: Vault) -> None:
    line_keeps(10)
    letter = queue(vault, None)
    vault.later(10)
    assert vault.purge() == PurgeReport(letters=1)
    assert words(letter) == GONE


def test_words_to_a_customer_are_kept_as_long_as_his_line_keeps_its_cases(vault: Vault) -> None:
    line_keeps(90)
    letter = queue(vault, the_customer())
    vault.later(89)
    assert vault.purge() == PurgeReport()
    vault.later(1)
    assert vault.purge() == PurgeReport(letters=1)
    assert words(letter) == GONE
    line_keeps(None)
    kept = queue(vault, the_customer())
    vault.later(4000)
    vault.purge()
    assert words(kept) == WHOLE


def test_a_customer_who_is_held_keeps_his_letters_and_staff_do_not(vault: Vault) -> None:
    line_keeps(10)
    letter, to_staff = queue(vault, the_customer()), queue(vault, None)
    place_hold(desk=vault.desk, viewer=STAFF, customer=the_customer(), ground="Проверка")
    vault.later(10)
    assert vault.purge() == PurgeReport(letters=1)
    assert (words(letter), words(to_staff)) == (WHOLE, GONE)


def test_one_that_is_being_sent_goes_when_its_sending_is_over(vault: Vault) -> None:
    letter = queue(vault, None)
    vault.later(30)
    with seen_by(SYSTEM):
        assert claim(channels=["console"], at=vault.world.now(), safe=vault.desk.safe) is not None
    assert vault.purge() == PurgeReport()
    with seen_by(SYSTEM):
        Letter.objects.filter(id=letter).update(state="sent")
    assert vault.purge() == PurgeReport(letters=1)
    assert words(letter) == ("", "", "", "sent")
