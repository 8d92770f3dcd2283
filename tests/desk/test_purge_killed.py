"""A purge that dies at any of its steps: what went is gone, what did not go yet goes the next time, and it is recorded once."""

from pathlib import Path

import pytest

from reglament.core.case.event import Purged
from reglament.desk.content.read import Unread, read_contents
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Blob, Content, Purge, WrappedKey
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vault import Vault, links, open_vault, proved, stored
from tests.kill import killed_at

PLACES = (
    ("record.before commit", 1),
    ("purge.after keys", 1),
    ("purge.after rewrite", 1),
    ("record.written", 1),
    ("record.after commit", 3),
    ("record.before commit", 4),
    ("purge.after texts", 1),
    ("purge.files removed", 1),
    ("purge.after files", 1),
)


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


@pytest.mark.parametrize(("place", "nth"), PLACES)
def test_a_purge_that_was_killed_is_finished_by_the_next(vault: Vault, place: str, nth: int) -> None:
    cases = [vault.arrive(body) for body in ("первый", "второй")]
    for case in cases:
        vault.attach(case, b"log")
    vault.later(31)

    def work(desk: Desk) -> None:
        vault.on(desk).purge()

    assert killed_at(place, work, vault.desk, nth=nth, seed=3)
    with seen_by(SYSTEM):
        ids = list(Content.objects.values_list("id", flat=True))
        half = {one.unread for one in read_contents(ids, safe=vault.desk.safe).values()}
    # The keys go together with the decision, or nothing has gone yet.
    assert half == ({None} if (place, nth) == PLACES[0] else {Unread.PURGED})
    vault.purge()
    with seen_by(SYSTEM):
        assert not Content.objects.exclude(text=None, sealed=None, salt=None).exists()
        assert not Blob.objects.exclude(name="", sealed=None, salt=None).exists()
        assert not WrappedKey.objects.exists()
        assert not Purge.objects.filter(rewritten_at=None).exists()
        heads = find_streams(cases)
        told = [
            [one.event for one in vault.desk.cases.entries(heads[case]) if isinstance(one.event, Purged)]
            for case in cases
        ]
    assert stored(vault) == []
    # Five pieces of the letter and its answer, two of the message with the file, and the file.
    assert [[len(event.purged) for event in events] for events in told] == [[8], [8]]
    assert [links(case)[-1].type for case in cases] == ["purged", "purged"]
    assert {one.payload for case in cases for one in proved(vault, case)} == {None}
