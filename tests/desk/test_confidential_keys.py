"""The key-encryption key renewed: everything opens as before, and no copy of a key's row from before is of use any more."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from reglament.desk.acts.renew_kek import renew_kek
from reglament.desk.content.day_key import find_key
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek import KekRing, KekUnknown
from reglament.desk.content.kek_file import load_keks, rotate_kek
from reglament.desk.content.key_ring import WrappedKey as Wrapped
from reglament.desk.content.key_ring import unwrap_key
from reglament.desk.content.read import read_contents
from reglament.desk.content.rewrap import oldest_in_use
from reglament.desk.content.safe import Safe
from reglament.desk.models import BlobKey, Content, IntakeKey, Kek, WrappedKey
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import Busy, seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vault import Vault, open_vault
from tests.kill import killed_at

PLACES = ("kek.after new version", "record.before commit", "kek.after wrapping", "kek.after rewrite")


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def renew(vault: Vault) -> int:
    return renew_kek(desk=vault.desk, folder=vault.keys, files=DiskFiles(), rewrite=vault.rewrite)


def ring(vault: Vault) -> KekRing:
    return load_keks(folder=vault.keys, files=DiskFiles())


def is_readable(case: UUID, safe: Safe) -> bool:
    with seen_by(SYSTEM):
        ids = list(Content.objects.filter(stream_id=case).values_list("id", flat=True))
        found = read_contents(ids, safe=safe)
    return {one.unread for one in found.values()} == {None}


def versions() -> set[int]:
    """The versions that keys are wrapped by."""
    with seen_by(SYSTEM):
        return {
            kek for model in (WrappedKey, IntakeKey, BlobKey) for kek in model.objects.values_list("kek", flat=True)
        }  # fmt: skip


def test_everything_opens_after_a_renewal_by_processes_that_knew_only_the_old_key(vault: Vault) -> None:
    case = vault.arrive("первый")
    vault.attach(case, b"log")
    other = Safe(partial(load_keks, folder=vault.keys, files=DiskFiles()))
    assert is_readable(case, other)
    # A day's key, eight pairs, a customer's key.
    assert renew(vault) == 10
    assert (versions(), ring(vault).versions) == ({2}, (2,))
    assert is_readable(case, other)
    assert is_readable(vault.arrive("второй"), vault.desk.safe)
    with seen_by(SYSTEM):
        assert list(Kek.objects.values_list("version", flat=True)) == [2]


def test_renewed_twice_is_renewed_twice(vault: Vault) -> None:
    case = vault.arrive("первый")
    renew(vault)
    renew(vault)
    assert (versions(), ring(vault).versions) == ({3}, (3,))
    assert is_readable(case, vault.desk.safe)


def test_a_copy_of_a_keys_row_from_before_opens_with_nothing_that_is_left(vault: Vault) -> None:
    vault.arrive("первый")
    with seen_by(SYSTEM):
        row = WrappedKey.objects.get()
    copy = Wrapped(row.stream_id, row.day, row.kek, bytes(row.sealed))
    assert unwrap_key(wrapped=copy, ring=ring(vault)) is not None
    renew(vault)
    with pytest.raises(KekUnknown):
        unwrap_key(wrapped=copy, ring=ring(vault))


def test_nothing_is_wrapped_by_a_version_that_is_out_of_use(vault: Vault) -> None:
    stale = ring(vault)
    renew(vault)
    late = vault.on(replace(vault.desk, safe=Safe(lambda: stale)))
    late.world.at += 86_400
    with pytest.raises(Busy):
        late.have_pairs()
    with seen_by(SYSTEM):
        assert oldest_in_use() == 2


@pytest.mark.parametrize("place", PLACES)
def test_a_renewal_cut_short_goes_on_and_loses_nothing(vault: Vault, place: str) -> None:
    case = vault.arrive("первый")

    def work(desk: Desk) -> None:
        renew(vault.on(desk))

    assert killed_at(place, work, vault.desk, nth=1, seed=7)
    assert is_readable(case, vault.desk.safe)
    renew(vault)
    assert (versions(), ring(vault).versions) == ({2}, (2,))
    assert is_readable(case, vault.desk.safe)


def test_a_version_that_was_made_by_hand_is_taken_into_use(vault: Vault) -> None:
    case = vault.arrive("первый")
    rotate_kek(folder=vault.keys, files=DiskFiles(), world=vault.world)
    with seen_by(SYSTEM):
        row = WrappedKey.objects.get()
        assert find_key(row.stream_id, row.day, safe=vault.desk.safe)
    assert renew(vault) == 9
    assert ring(vault).versions == (2,)
    assert is_readable(case, vault.desk.safe)
