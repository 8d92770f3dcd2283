"""A letter's receipt holds the history it tells of: whoever rewrites it, sealed or not, is found by whoever kept the letter."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from reglament.config.postgres.roles import SUPERUSER
from reglament.desk.ledger.audit import audit_books
from reglament.desk.ledger.checkpoint import Signer
from reglament.desk.ledger.receipt import Receipt, read_receipt, receipt_of
from reglament.desk.models import Event, Letter
from tests.books import TEMPLATE, connect
from tests.channels.house import ANNA, BOB, House, letter, written
from tests.desk.tamperer import Tamperer

SIGNER = Signer("desk.example.com/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))


@pytest.fixture
def receipt(house: House, server: Path) -> Iterator[Receipt]:
    """From the letter of a case nothing of which is in the log yet; this process is then connected as one who may do anything."""
    house.arrive(letter(ANNA))
    house.post_all()
    (text,) = written(house)
    found = read_receipt(text)
    assert found is not None, text
    connect(server, SUPERUSER, TEMPLATE)
    yield found
    connection.close()


@contextmanager
def tampering() -> Iterator[Tamperer]:
    """Whatever is done inside the block is undone at its end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            with connection.connection.cursor() as plain:
                yield Tamperer(plain, Random(1), SIGNER)  # noqa: S311 - a seed
        transaction.set_rollback(True)


def reasons(*receipts: Receipt) -> list[str]:
    found = audit_books(
        keys=[],
        witness=None,
        opened=lambda *_: None,
        reached=lambda _done, _total: None,
        receipts=receipts,
    )
    return [flaw.reason for flaw in found.flaws]


def test_the_receipt_is_of_the_last_event_before_the_letter_is_queued(house: House) -> None:
    house.arrive(letter(ANNA))
    told = Event.objects.filter(stream__kind="case").order_by("-seq").first()
    assert told is not None
    of_it = receipt_of(number="P-1", seq=told.seq, event=bytes(told.hash))
    assert of_it.text in Letter.objects.get().receipt


def test_the_receipt_is_in_the_reader_s_language_and_is_no_part_of_what_is_kept(house: House) -> None:
    house.arrive(letter(ANNA), letter(BOB))
    house.post_all()
    russian, english = sorted(written(house), key=lambda text: "Receipt:" in text)
    assert "\nКвитанция: P-1/" in russian
    assert "\nReceipt: P-2/" in english
    assert "Keep this letter" in english


def test_history_that_was_left_alone_holds(receipt: Receipt) -> None:
    assert reasons(receipt) == []


def test_a_history_made_anew_before_it_was_sealed_is_found_by_the_receipt_alone(receipt: Receipt) -> None:
    with tampering() as he:
        he.done("update event set happened_at = happened_at - 3600 where seq = 1 and type = 'received'")
        (stream,) = he.one("select stream_id from event where type = 'received'")
        he.relink(stream)
        assert reasons() == []
        assert reasons(receipt) == ["receipt/other-history"]


def test_an_end_cut_off_before_it_was_sealed_is_found_by_the_receipt(receipt: Receipt) -> None:
    with tampering() as he:
        (stream,) = he.one("select stream_id from event where type = 'received'")
        he.done("delete from event where seq >= %s and stream_id = %s", receipt.seq, stream)
        he.done("update unsealed set last = least(last, %s) where stream_id = %s", receipt.seq - 1, stream)
        he.rows("delete from unsealed where last < first")
        he.relink(stream)
        assert reasons(receipt) == [*reasons(), "receipt/no-event"]


def test_a_case_that_was_taken_out_is_found_by_the_receipt(receipt: Receipt) -> None:
    with tampering() as he:
        he.done("update stream set name = 'P-9' where name = 'P-1'")
        assert reasons() == []
        assert reasons(receipt) == ["receipt/no-case"]


@pytest.mark.parametrize(
    "copied",
    [
        "Квитанция: {text}",
        "{small}",
        "  {spaced}\n",
        "{text}. Сохраните письмо",
        "{misread}",
    ],
)
def test_a_receipt_is_read_however_it_was_copied(copied: str) -> None:
    receipt = receipt_of(number="P-1", seq=12, event=bytes(range(200, 232)))
    misread = receipt.text[:5] + receipt.text[5:].replace("O", "0").replace("I", "1").replace("B", "8")
    forms = {
        "text": receipt.text,
        "small": receipt.text.lower(),
        "spaced": receipt.text[:5] + receipt.text[5:].replace("-", " "),
        "misread": misread,
    }
    assert read_receipt(copied.format(**forms)) == receipt


@pytest.mark.parametrize("copied", ["", "P-1", "P-1/3", "P-1/3/ABCD", "00" * 32])
def test_what_is_no_receipt_is_not_read_as_one(copied: str) -> None:
    assert read_receipt(copied) is None
