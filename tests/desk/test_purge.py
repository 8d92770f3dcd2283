"""The purge: what is due goes, keys first; what is not due, or held, stays readable; and the ledger says what went."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from reglament.core.case.event import Purged
from reglament.desk.acts.purge import PurgeReport
from reglament.desk.content.inbound import raw_of
from reglament.desk.content.read import Unread
from reglament.desk.content.read_file import open_file
from reglament.desk.content.safe import NoKeys, Safe
from reglament.desk.ledger.purge_record import check_contents
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import (
    Blob,
    Content,
    Inbound,
    IntakeKey,
    Letter,
    Message,
    Purge,
    SearchRow,
    WrappedKey,
)
from reglament.desk.queries.case import read_case
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.channels.house import ANNA, letter
from tests.desk.vault import DAY, STAFF, Vault, links, named, open_vault, proved, received_as, stored, unread

HOUR = 3600
NOTHING = PurgeReport()


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


@pytest.fixture
def plain(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server, confidential=False)


def test_nothing_goes_before_its_time_and_all_of_it_then(vault: Vault) -> None:
    case = vault.arrive("ранний")
    vault.world.at += 30 * DAY - 1
    assert vault.purge() == NOTHING
    assert unread(vault, case) == {None}
    vault.world.at += 1
    report = vault.purge()
    assert (report.contents, report.letters, report.held) == (5, 0, 0)
    assert unread(vault, case) == {Unread.PURGED}
    with seen_by(SYSTEM):
        assert not Content.objects.exclude(text=None, sealed=None, salt=None).exists()
        assert not WrappedKey.objects.exists()
        assert set(Message.objects.filter(party="customer").values_list("author", flat=True)) == {""}
        assert set(Letter.objects.values_list("recipient", flat=True)) == {""}


def test_what_came_later_on_the_same_day_stays_readable_under_another_key(vault: Vault) -> None:
    case = vault.arrive("утром")
    with seen_by(SYSTEM):
        former = bytes(WrappedKey.objects.get(stream_id=case).sealed)
    vault.world.at += HOUR
    file = vault.attach(case, b"log of the hour")
    vault.world.at += 30 * DAY - HOUR
    assert vault.purge().contents == 5
    with seen_by(SYSTEM):
        assert bytes(WrappedKey.objects.get(stream_id=case).sealed) != former
        opened = open_file(file, blobs=vault.blobs, safe=vault.desk.safe, who="ann", world=vault.world)
        assert not isinstance(opened, Unread | None)
        assert b"".join(opened) == b"log of the hour"
    assert unread(vault, case) == {None, Unread.PURGED}
    vault.world.at += HOUR
    assert vault.purge() == PurgeReport(contents=2, files=1)
    assert unread(vault, case) == {Unread.PURGED}


def test_a_process_without_keys_cannot_purge_half_a_day_and_changes_nothing(vault: Vault) -> None:
    case = vault.arrive("утром")
    vault.world.at += HOUR
    vault.attach(case, b"log")
    vault.world.at += 30 * DAY - HOUR
    with pytest.raises(NoKeys):
        vault.on(replace(vault.desk, safe=Safe())).purge()
    assert unread(vault, case) == {None}


def test_the_ledger_records_what_went_and_holds(vault: Vault) -> None:
    case, other = vault.arrive("первый"), vault.arrive("второй")
    before = links(case)
    assert check_contents(links=before, contents=proved(vault, case)) == []
    vault.later(31)
    vault.purge()
    with seen_by(SYSTEM):
        entry = vault.desk.cases.entries(find_streams([case])[case])[-1]
    assert isinstance(entry.event, Purged)
    assert (entry.party, entry.happened_at, len(entry.event.purged)) == ("system", vault.world.now(), 5)
    for one in (case, other):
        assert check_contents(links=links(one), contents=proved(vault, one)) == []
    assert len(check_contents(links=before, contents=proved(vault, case))) == 5


def test_a_case_goes_on_after_a_purge(vault: Vault) -> None:
    case = vault.arrive("первый")
    vault.later(31)
    vault.purge()
    vault.attach(case, b"more")
    view = read_case(desk=vault.desk, viewer=STAFF, case=case, at=vault.world.now())
    assert {one.is_purged for one in view.texts.values()} == {True, False}
    assert isinstance(view.entries[-2].event, Purged)


def test_ordinary_lines_have_their_own_days(plain: Vault) -> None:
    case = plain.arrive("Обычное письмо про принтер")
    file = plain.attach(case, b"log")
    with seen_by(SYSTEM):
        assert SearchRow.objects.filter(stream_id=case).exists()
        assert Inbound.objects.get().raw is not None
    plain.later(31)
    report = plain.purge()
    assert (report.contents, report.files, report.letters) == (6, 1, 1)
    assert unread(plain, case) == {Unread.PURGED}
    with seen_by(SYSTEM):
        assert not SearchRow.objects.filter(stream_id=case).exists()
        assert (Inbound.objects.get().raw, Inbound.objects.get().digest) == (None, None)
        assert (
            open_file(file, blobs=plain.blobs, safe=plain.desk.safe, who="x", world=plain.world)
            is Unread.PURGED
        )
    assert stored(plain) == named() == []


def test_a_line_that_keeps_for_ever_keeps(desk: Desk, tmp_path: Path, server: Path) -> None:
    vault = open_vault(desk, tmp_path, server, keep_days=None)
    case = vault.arrive("навсегда")
    vault.later(3650)
    assert vault.purge() == NOTHING
    assert unread(vault, case) == {None}


def test_letters_that_a_rule_lets_become_no_case_go_after_its_days(
    desk: Desk, tmp_path: Path, server: Path
) -> None:
    vault = open_vault(desk, tmp_path, server, keep_days=None)
    received_as("private mailbox")
    first, second = letter(ANNA, "Один", "тайна"), letter(ANNA, "Два", "тайна")
    (early,) = vault.arrive_all([first])
    assert (early.outcome, early.case) == ("quarantined", None)
    vault.world.at += HOUR
    (late,) = vault.arrive_all([second])
    vault.world.at += 30 * DAY - HOUR
    vault.have_pairs()
    assert vault.purge() == PurgeReport(letters=1)
    with seen_by(SYSTEM):
        gone, left = Inbound.objects.order_by("received_at")
        assert (gone.raw, gone.state, gone.reason) == (None, "done", "inbound/purged")
        assert raw_of(left.id, safe=vault.desk.safe) == second
    assert late.inbound == left.id
    vault.world.at += HOUR
    assert vault.purge() == PurgeReport(letters=1)
    with seen_by(SYSTEM):
        assert not IntakeKey.objects.filter(day=str(left.day)).exists()
        assert Purge.objects.filter(letters=1, rewritten_at__isnull=False).count() == 2


def test_pairs_of_past_days_go_when_no_letter_of_theirs_is_left(vault: Vault) -> None:
    vault.arrive("первый")
    with seen_by(SYSTEM):
        assert IntakeKey.objects.count() == 8
    vault.later(1.5)
    vault.purge()
    with seen_by(SYSTEM):
        days = sorted(IntakeKey.objects.values_list("day", flat=True))
    # The day before is kept for whoever is at it still.
    assert (len(days), (days[-1] - days[0]).days) == (9, 8)
    vault.later(1)
    vault.purge()
    with seen_by(SYSTEM):
        assert IntakeKey.objects.filter(day=days[0]).count() == 0


def test_a_file_that_another_case_has_too_stays_for_that_one(plain: Vault) -> None:
    first = plain.arrive("первый")
    plain.attach(first, b"the same bytes")
    plain.later(20)
    second = plain.arrive("второй")
    file = plain.attach(second, b"the same bytes")
    assert len(stored(plain)) == 1
    plain.later(11)
    plain.purge()
    with seen_by(SYSTEM):
        assert sorted(Blob.objects.values_list("name", flat=True)) == ["", stored(plain)[0]]
        opened = open_file(file, blobs=plain.blobs, safe=plain.desk.safe, who="x", world=plain.world)
        assert not isinstance(opened, Unread | None)
        assert b"".join(opened) == b"the same bytes"
    plain.later(20)
    plain.purge()
    assert stored(plain) == []


def test_a_file_on_its_way_to_a_row_is_not_taken_from_under_it(plain: Vault) -> None:
    case = plain.arrive("первый")
    plain.attach(case, b"the same bytes")
    plain.later(30)
    plain.store(case, b"the same bytes", name=UUID(int=5))
    plain.world.at += HOUR
    assert plain.purge().waiting == 1
    assert len(stored(plain)) == 1
    plain.later(2)
    assert plain.purge().waiting == 0
    assert stored(plain) == named() == []


def test_what_was_not_sent_in_time_is_withdrawn(vault: Vault) -> None:
    vault.arrive("первый")
    with seen_by(SYSTEM):
        assert list(Letter.objects.values_list("state", flat=True)) == ["ready"]
    vault.later(31)
    vault.purge()
    with seen_by(SYSTEM):
        assert list(Letter.objects.values_list("state", flat=True)) == ["withdrawn"]
    assert vault.house.post_all() == []


def test_twice_is_as_once(vault: Vault) -> None:
    case = vault.arrive("первый")
    vault.attach(case, b"log")
    vault.later(31)
    vault.purge()
    before = links(case)
    assert vault.purge() == NOTHING
    assert links(case) == before


def test_the_purge_leaves_no_dead_row_in_the_tables_of_keys(vault: Vault) -> None:
    case = vault.arrive("первый")
    with seen_by(SYSTEM):
        assert WrappedKey.objects.filter(stream_id=case).count() == 1
        with connection.cursor() as cursor:
            cursor.execute("select pg_relation_filepath('wrapped_key')")
            (former,) = cursor.fetchone()
    vault.later(31)
    vault.purge()
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select pg_relation_filepath('wrapped_key')")
        (path,) = cursor.fetchone()
        assert path != former
        cursor.execute("select pg_relation_size('wrapped_key')")
        assert cursor.fetchone() == (0,)
