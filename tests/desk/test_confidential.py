"""A confidential line: what is kept of it is sealed, opened by whoever holds keys, and nowhere else in sight."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError

from reglament.channels.fetch import Fetched, open_arrived
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.acts.open_inbound import open_inbound, pick_inbound
from reglament.desk.acts.take_in import find_mailbox, take_in
from reglament.desk.content.keep import RAW
from reglament.desk.content.kek import Kek, KekRing
from reglament.desk.content.read import Unread, open_contents, read_contents
from reglament.desk.content.read_file import open_file
from reglament.desk.content.safe import NoKeys, Safe
from reglament.desk.content.salted import holds
from reglament.desk.content.secret import Secret
from reglament.desk.ledger.append import read_stream
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import (
    Blob,
    BlobKey,
    Content,
    Inbound,
    IntakeKey,
    Line,
    Message,
    Opening,
    SearchRow,
    WrappedKey,
)
from reglament.desk.queries.case import read_case
from reglament.desk.queries.search import search
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.channels.house import ANNA, BOB, MAILBOX, letter, written
from tests.desk.vault import DAY, STAFF, Vault, open_vault

BODY = "Секретный рецепт берёзового кваса"


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def prose(case: UUID) -> list[UUID]:
    return list(Content.objects.filter(stream_id=case).order_by("made_at", "id").values_list("id", flat=True))


def octets(stored: bytes | memoryview | None) -> bytes:
    assert stored is not None
    return bytes(stored)


def test_a_letter_is_kept_sealed_and_read_by_whoever_holds_the_keys(vault: Vault) -> None:
    case = vault.arrive(BODY, subject="Квас")
    with seen_by(SYSTEM):
        rows = list(Content.objects.filter(stream_id=case))
        assert {row.kind for row in rows} >= {"subject", "body", RAW}
        assert {(row.text, row.sealed is None, row.day is None) for row in rows} == {(None, False, False)}
        found = read_contents(prose(case), safe=vault.desk.safe)
        assert {one.unread for one in found.values()} == {None}
        (message,) = Message.objects.filter(stream_id=case, party="customer")
        raw = found[next(row.id for row in rows if row.kind == RAW)].payload
    assert message.subject is not None
    assert message.body is not None
    assert (found[message.subject].text, str(found[message.body].text).strip()) == ("Квас", BODY)
    assert raw == letter(ANNA, "Квас", BODY)


def test_once_it_is_a_case_the_raw_letter_is_nowhere_but_with_the_case(vault: Vault) -> None:
    case = vault.arrive(BODY)
    with seen_by(SYSTEM):
        inbound = Inbound.objects.get()
        assert (inbound.raw, inbound.digest, inbound.sealed, inbound.state) == (None, None, True, "done")
        assert Content.objects.get(kind=RAW).id == inbound.id
        assert Message.objects.filter(stream_id=case, inbound=inbound.id).exists()


def test_the_ledger_commits_to_the_plain_payload_of_every_piece(vault: Vault) -> None:
    case = vault.arrive(BODY)
    vault.attach(case, b"\x00\x01" * 1000)
    with seen_by(SYSTEM):
        committed = {
            row.commitments[place : place + 32]
            for row in read_stream(find_streams([case])[case])
            for place in range(0, len(row.commitments), 32)
        }
        found = read_contents(prose(case), safe=vault.desk.safe)
        rows = list(Content.objects.filter(stream_id=case))
        files = list(Blob.objects.filter(stream_id=case))
    assert committed == {*(bytes(row.commitment) for row in rows), *(bytes(row.commitment) for row in files)}
    for row in rows:
        payload = found[row.id].payload
        assert payload is not None
        assert holds(commitment=bytes(row.commitment), salt=octets(row.salt), payload=payload)
    (file,) = files
    assert holds(commitment=bytes(file.commitment), salt=octets(file.salt), payload=b"\x00\x01" * 1000)


def test_intake_seals_what_it_cannot_open(vault: Vault, as_role: AsRole) -> None:
    raw = letter(ANNA, "Квас", BODY)
    with as_role("desk_ingest"):
        mailbox = find_mailbox(channel="console", address=MAILBOX)
        assert mailbox is not None
        taken = take_in(world=vault.world, mailbox=mailbox, source_key="1", raw=raw)
        again = take_in(world=vault.world, mailbox=mailbox, source_key="1", raw=raw)
        for model in (IntakeKey, WrappedKey, BlobKey):
            with pytest.raises(DatabaseError, match="permission denied"):
                list(model.objects.values_list("sealed"))
    assert (taken.outcome, again) == ("new", replace(taken, outcome="repeated"))
    with seen_by(SYSTEM):
        kept = octets(Inbound.objects.get().raw)
    assert BODY.encode() not in kept
    assert len(kept) == len(raw) + 62


def test_without_a_key_of_today_a_letter_stays_where_it_is(vault: Vault) -> None:
    vault.world.at += 8 * DAY
    vault.house.drop("late.txt", letter(ANNA, "Квас", BODY))
    assert vault.house.fetch() == Fetched(left=1)
    with seen_by(SYSTEM):
        assert not Inbound.objects.exists()
    vault.have_pairs()
    assert vault.house.fetch() == Fetched(new=1)


def test_a_worker_without_keys_leaves_letters_to_one_that_has_them(vault: Vault) -> None:
    vault.house.drop("letter.txt", letter(ANNA, "Квас", BODY))
    vault.house.fetch()
    keyless = replace(vault.desk, safe=Safe())
    (left,) = open_arrived(desk=keyless, channels=vault.house.channels)
    assert (left.outcome, left.case) == ("again", None)
    vault.world.at += DAY // 24
    (opened,) = vault.house.open_all()
    assert opened.outcome == "received"


def test_a_process_without_keys_answers_sealed_and_keeps_nothing(vault: Vault) -> None:
    case = vault.arrive(BODY)
    file = vault.attach(case, b"log")
    with seen_by(STAFF):
        found = open_contents(prose(case), safe=Safe(), who="ann", world=vault.world)
        assert {one.unread for one in found.values()} == {Unread.SEALED}
        opened = open_file(file, blobs=vault.blobs, safe=Safe(), who="ann", world=vault.world)
        assert opened is Unread.SEALED
        assert not Opening.objects.exists()
    keyless = vault.on(replace(vault.desk, safe=Safe()))
    with pytest.raises(NoKeys):
        keyless.attach(case, b"log")


def test_a_key_that_is_not_there_or_a_changed_row_is_an_answer(vault: Vault) -> None:
    case = vault.arrive(BODY)
    with seen_by(SYSTEM):
        first, *others = prose(case)
        sealed = octets(Content.objects.get(id=first).sealed)
        Content.objects.filter(id=first).update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))
        found = read_contents([first, *others], safe=vault.desk.safe)
        assert found[first].unread is Unread.DAMAGED
        assert {found[one].unread for one in others} == {None}
        stranger = Safe(lambda: KekRing(keks=[Kek(7, Secret(bytes(32)))]))
        assert {one.unread for one in read_contents(others, safe=stranger).values()} == {Unread.LOST}
        WrappedKey.objects.all().delete()
        gone = read_contents(prose(case), safe=vault.desk.safe)
    assert {one.unread for one in gone.values()} == {Unread.PURGED}


def test_whatever_staff_opened_is_on_record(vault: Vault) -> None:
    case = vault.arrive(BODY)
    file = vault.attach(case, b"log")
    with seen_by(STAFF):
        ids = prose(case)
        open_contents(ids[:2], safe=vault.desk.safe, who="ann", world=vault.world)
        opened = open_file(file, blobs=vault.blobs, safe=vault.desk.safe, who="ben", world=vault.world)
        assert opened is not None
        assert not isinstance(opened, Unread)
        assert b"".join(opened) == b"log"
        read_contents(ids, safe=vault.desk.safe)
        rows = set(Opening.objects.values_list("who", "stream", "content"))
    assert rows == {("ann", case, ids[0]), ("ann", case, ids[1]), ("ben", case, file)}


def test_nobody_is_shown_a_file_or_prose_that_is_not_his(vault: Vault, as_role: AsRole) -> None:
    case = vault.arrive(BODY)
    file = vault.attach(case, b"log")
    with seen_by(SYSTEM):
        ids = prose(case)
    for viewer in (Viewer("eve", lines=(2,)), Viewer("mallory", customers=(case,))):
        with as_role("desk_web"), seen_by(viewer):
            assert not open_contents(ids, safe=vault.desk.safe, who=viewer.who, world=vault.world)
            assert open_file(file, blobs=vault.blobs, safe=Safe(), who=viewer.who, world=vault.world) is None


def test_nothing_of_it_is_found_by_words(vault: Vault) -> None:
    vault.arrive(BODY, subject="Квас")
    with seen_by(SYSTEM):
        assert not SearchRow.objects.exists()
    told = search(viewer=STAFF, asked="рецепт")
    assert (told.found, told.not_searchable) == ((), ("Platform",))
    assert len(search(viewer=STAFF, asked="P-1").found) == 1


@pytest.mark.parametrize("confidential", [True, False])
def test_any_text_is_kept_with_marks_for_what_cannot_be_shown_and_its_bytes_whole(
    desk: Desk, tmp_path: Path, server: Path, *, confidential: bool
) -> None:
    vault = open_vault(desk, tmp_path, server, confidential=confidential)
    raw = letter(ANNA, "Te\x00st", "before\x00after \udcff end")
    (opened,) = vault.arrive_all([raw])
    with seen_by(SYSTEM):
        (message,) = Message.objects.filter(stream_id=str(opened.case), party="customer")
        assert message.body is not None
        body = read_contents([message.body], safe=vault.desk.safe)[message.body]
        assert "before\N{REPLACEMENT CHARACTER}after" in str(body.text)
        kept = Inbound.objects.get()
        whole = read_contents([kept.id], safe=vault.desk.safe)
        assert (whole[kept.id].payload if confidential else octets(kept.raw)) == raw


def test_the_door_makes_any_text_fit_to_be_kept(vault: Vault) -> None:
    case = vault.arrive(BODY)
    vault.attach(case, b"x", name="a\x00b", body="half \ud800 pair")
    with seen_by(SYSTEM):
        texts = {one.text for one in read_contents(prose(case), safe=vault.desk.safe).values()}
    assert {"a\N{REPLACEMENT CHARACTER}b", "half \N{REPLACEMENT CHARACTER} pair"} <= texts


def test_the_database_takes_nothing_in_plain_whoever_asks(vault: Vault) -> None:
    case = vault.arrive(BODY)
    file = vault.attach(case, b"log")
    changes: tuple[Callable[[], object], ...] = (
        lambda: Content.objects.filter(stream_id=case).update(text="plain"),
        lambda: Inbound.objects.update(raw=b"plain", sealed=False),
        lambda: Blob.objects.filter(id=file).update(sealed=None),
        lambda: Line.objects.update(confidential=False),
    )
    for change in changes:
        with pytest.raises(IntegrityError, match=r"takes nothing in plain|stays as it is"), seen_by(SYSTEM):
            change()


def test_what_an_error_quotes_of_a_letter_is_not_kept(vault: Vault) -> None:
    def clumsy(_raw: bytes, _address: str) -> InboundMessage:
        raise RuntimeError(BODY)

    vault.house.drop("letter.txt", letter(ANNA, "Квас", BODY))
    vault.house.fetch()
    (leased,) = pick_inbound(desk=vault.desk, channels=["console"])
    opened = open_inbound(desk=vault.desk, leased=replace(leased, tries=9), parse=clumsy)
    assert (opened.outcome, opened.reason) == ("quarantined", "RuntimeError")
    with seen_by(SYSTEM):
        assert Inbound.objects.get().reason == "RuntimeError"


def test_an_answer_goes_out_with_its_text(vault: Vault) -> None:
    vault.arrive(BODY, sender=BOB)
    with seen_by(SYSTEM):
        assert not Content.objects.filter(text__isnull=False).exists()
    vault.house.post_all()
    (out,) = written(vault.house)
    assert "P-1" in out


def test_a_case_is_read_whole_by_a_viewer(vault: Vault) -> None:
    case = vault.arrive(BODY, subject="Квас")
    view = read_case(desk=vault.desk, viewer=STAFF, case=case, at=vault.world.now())
    message = next(one for one in view.messages if one.party == "customer")
    assert (view.text(message.subject), str(view.text(message.body)).strip()) == ("Квас", BODY)
    assert RAW not in {one.kind for one in view.texts.values()}
    closed = read_case(desk=replace(vault.desk, safe=Safe()), viewer=STAFF, case=case, at=vault.world.now())
    assert {one.unread for one in closed.texts.values()} == {Unread.SEALED}
