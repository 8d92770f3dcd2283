"""A legal hold stops the purge, where everybody of staff can see it, until it ends or is lifted."""

from pathlib import Path
from uuid import UUID

import pytest

from reglament.desk.acts.hold import holds_on, lift_hold, place_hold
from reglament.desk.acts.purge import PurgeReport
from reglament.desk.content.read import Unread
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import LegalHold
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.channels.house import STRANGER
from tests.desk.vault import DAY, STAFF, Vault, open_vault, unread


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def test_a_hold_stops_it_in_sight_of_staff_until_it_is_lifted(vault: Vault) -> None:
    held, case = vault.arrive("под запретом"), vault.arrive("нет")
    with seen_by(SYSTEM):
        customer = find_streams([held])[held].customer
    hold = place_hold(desk=vault.desk, viewer=STAFF, case=held, ground="Иск № 5")
    vault.later(31)
    assert vault.purge().held == 5
    assert (unread(vault, held), unread(vault, case)) == ({None}, {Unread.PURGED})
    (seen,) = holds_on(viewer=STAFF, customer=customer, at=vault.world.now())
    assert (seen.ground, seen.who, seen.case, seen.until_at) == ("Иск № 5", "ann", held, None)
    assert lift_hold(desk=vault.desk, viewer=Viewer("ben", lines=(1,)), hold=hold)
    assert not lift_hold(desk=vault.desk, viewer=STAFF, hold=hold)
    assert holds_on(viewer=STAFF, customer=customer, at=vault.world.now()) == ()
    assert vault.purge() == PurgeReport(contents=5)
    assert unread(vault, held) == {Unread.PURGED}
    with seen_by(SYSTEM):
        assert LegalHold.objects.get().lifted_by == "ben"


def test_a_hold_on_a_customer_covers_all_of_his_until_its_end(vault: Vault) -> None:
    case = vault.arrive("под запретом")
    stranger = vault.arrive("чужой", sender=STRANGER)
    with seen_by(SYSTEM):
        customer = find_streams([case])[case].customer
    until_at = vault.world.now() + 40 * DAY
    place_hold(desk=vault.desk, viewer=STAFF, customer=customer, ground="Проверка", until_at=until_at)
    vault.later(31)
    vault.purge()
    assert (unread(vault, case), unread(vault, stranger)) == ({None}, {Unread.PURGED})
    vault.later(9)
    vault.purge()
    assert unread(vault, case) == {Unread.PURGED}


def test_a_hold_needs_a_ground_and_something_to_hold(vault: Vault) -> None:
    case = vault.arrive("x")
    nobody = UUID(int=1)
    for ground, held in ((" ", case), ("g", None)):
        with pytest.raises(ValueError, match="A hold"):
            place_hold(desk=vault.desk, viewer=STAFF, ground=ground, case=held)
    for customer, unknown in ((None, nobody), (nobody, None)):
        with pytest.raises(CaseUnknown):
            place_hold(desk=vault.desk, viewer=STAFF, ground="g", customer=customer, case=unknown)


def test_customers_see_no_holds(vault: Vault, as_role: AsRole) -> None:
    case = vault.arrive("x")
    with seen_by(SYSTEM):
        customer = find_streams([case])[case].customer
    place_hold(desk=vault.desk, viewer=STAFF, case=case, ground="g")
    now = vault.world.now()
    with as_role("desk_web"):
        assert len(holds_on(viewer=STAFF, customer=customer, at=now)) == 1
        assert holds_on(viewer=Viewer("eve", customers=(customer,)), customer=customer, at=now) == ()
