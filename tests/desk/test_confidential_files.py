"""Files of cases on a disk: whose they are cannot be told from their names, and a confidential one not from its bytes."""

from pathlib import Path
from uuid import UUID

import pytest

from reglament.desk.content.customer_key import find_customer_key, have_customer_key
from reglament.desk.content.read import Unread
from reglament.desk.content.read_file import open_file
from reglament.desk.content.secret import Secret
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Blob
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.channels.house import STRANGER
from tests.desk.vault import Vault, named, open_vault, stored

LOG = b"2026-11-23 08:00:00 ERROR disk on fire\n" * 5000


def read(vault: Vault, file: UUID) -> bytes:
    with seen_by(SYSTEM):
        opened = open_file(file, blobs=vault.blobs, safe=vault.desk.safe, who="ann", world=vault.world)
        assert not isinstance(opened, Unread | None)
        return b"".join(opened)


@pytest.mark.parametrize("confidential", [True, False])
def test_equal_files_of_two_customers_share_nothing(
    desk: Desk, tmp_path: Path, server: Path, *, confidential: bool
) -> None:
    vault = open_vault(desk, tmp_path, server, confidential=confidential)
    cases = vault.arrive("первый"), vault.arrive("второй", sender=STRANGER)
    files = [vault.attach(case, LOG) for case in cases]
    assert len(stored(vault)) == 2
    assert [read(vault, file) for file in files] == [LOG, LOG]
    with seen_by(SYSTEM):
        first, second = Blob.objects.order_by("id")
        assert (first.size, second.size) == (len(LOG), len(LOG))
        assert first.name != second.name
        assert bytes(first.commitment) != bytes(second.commitment)


def test_equal_files_of_one_customer_are_one_file_unless_they_are_confidential(
    desk: Desk, tmp_path: Path, server: Path
) -> None:
    vault = open_vault(desk, tmp_path, server, confidential=False)
    files = [vault.attach(vault.arrive(body), LOG) for body in ("первый", "второй")]
    assert len(stored(vault)) == 1
    assert [read(vault, file) for file in files] == [LOG, LOG]


def test_a_confidential_file_is_ciphertext_of_its_own(desk: Desk, tmp_path: Path, server: Path) -> None:
    vault = open_vault(desk, tmp_path, server)
    case = vault.arrive("первый")
    files = [vault.attach(case, LOG), vault.attach(case, LOG)]
    paths = sorted(vault.files.glob("??/*"))
    assert len(paths) == 2
    assert all(b"disk on fire" not in path.read_bytes() for path in paths)
    assert [path.stat().st_size for path in paths] == [len(LOG) + 29] * 2
    assert [read(vault, file) for file in files] == [LOG, LOG]


def test_a_file_put_in_anothers_place_does_not_open(desk: Desk, tmp_path: Path, server: Path) -> None:
    vault = open_vault(desk, tmp_path, server)
    case = vault.arrive("первый")
    files = [vault.attach(case, LOG), vault.attach(case, b"other")]
    names = named()
    with seen_by(SYSTEM):
        first, second = (Blob.objects.get(id=file) for file in files)
        Blob.objects.filter(id=first.id).update(name=second.name)
        opened = open_file(first.id, blobs=vault.blobs, safe=vault.desk.safe, who="ann", world=vault.world)
        assert opened is Unread.DAMAGED
        Blob.objects.filter(id=first.id).update(name=first.name, sealed=second.sealed)
        opened = open_file(first.id, blobs=vault.blobs, safe=vault.desk.safe, who="ann", world=vault.world)
        assert opened is Unread.DAMAGED
    assert len(names) == 2


def test_a_customer_keeps_his_key_of_names(desk: Desk, tmp_path: Path, server: Path) -> None:
    vault = open_vault(desk, tmp_path, server)
    cases = vault.arrive("первый"), vault.arrive("второй", sender=STRANGER)
    with seen_by(SYSTEM):
        ours, theirs = (find_streams([case])[case].customer for case in cases)
        assert find_customer_key(ours, safe=vault.desk.safe) is None

    def have(customer: UUID) -> Secret:
        return durably(SYSTEM, lambda: have_customer_key(customer, safe=vault.desk.safe, world=vault.world))

    keys = [have(one) for one in (ours, theirs, ours)]
    assert keys[0] == keys[2] != keys[1]


def test_the_sweep_finds_what_no_row_names(desk: Desk, tmp_path: Path, server: Path) -> None:
    vault = open_vault(desk, tmp_path, server)
    case = vault.arrive("первый")
    vault.attach(case, LOG)
    orphan = vault.store(case, b"on its way", name=UUID(int=1))
    vault.later(2)

    def with_rows(shelf: str) -> set[str]:
        with seen_by(SYSTEM):
            return set(Blob.objects.filter(name__startswith=shelf).values_list("name", flat=True))

    assert list(vault.blobs.sweep(names_with_rows=with_rows, older_than=vault.world.now())) == [orphan.name]
