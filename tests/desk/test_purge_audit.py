"""The books verify before a purge, in the middle of one that was killed, and after it; what went by hand is found."""

from pathlib import Path

import pytest

from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.acts.verify import verify
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.log_keys import make_log_key, read_published
from reglament.desk.models import Content
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vault import Vault, open_vault
from tests.kill import killed_at


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def flaws(vault: Vault, folder: Path, *, safe: Safe | None = None) -> list[str]:
    """Seal what waits and verify everything."""
    make_log_key(folder=folder / "log", world=vault.world)
    (folder / "witness").mkdir(exist_ok=True)
    signer = open_log_signer(keys=folder / "log", witness=folder / "witness")
    seal_turn(desk=vault.desk, signer=signer, at_once=True)
    published = read_published(folder=folder / "log")
    found = verify(keys=published, witness=signer.witness, safe=safe or vault.desk.safe)
    return [str(flaw) for flaw in found.flaws]


def test_the_books_verify_at_every_stage(vault: Vault, tmp_path: Path) -> None:
    case = vault.arrive("первый")
    vault.attach(case, b"log")
    assert flaws(vault, tmp_path) == flaws(vault, tmp_path, safe=Safe()) == []
    vault.later(31)

    def work(desk: Desk) -> None:
        vault.on(desk).purge()

    for place in ("purge.after keys", "purge.after texts"):
        assert killed_at(place, work, vault.desk, nth=1, seed=3)
        assert flaws(vault, tmp_path) == flaws(vault, tmp_path, safe=Safe()) == []
    vault.purge()
    assert flaws(vault, tmp_path) == []


def test_a_text_that_went_by_hand_is_found(vault: Vault, tmp_path: Path) -> None:
    vault.arrive("первый")
    with seen_by(SYSTEM):
        gone = Content.objects.order_by("id")[0]
        Content.objects.filter(id=gone.id).update(sealed=None, salt=None)
    (flaw,) = flaws(vault, tmp_path)
    assert "gone-without-record" in flaw
    with seen_by(SYSTEM):
        Content.objects.filter(id=gone.id).update(purged_at=vault.world.now())
    assert any("gone-without-record" in one for one in flaws(vault, tmp_path, safe=Safe()))
