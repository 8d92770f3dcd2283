"""Certificates and their keys: told once to the holder, read however typed, known to the books by a tag."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import pytest
from django.db import connection

from reglament.core.case.act import Receive
from reglament.core.case.event import Received
from reglament.core.contract.answer import ContractAccepted
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.key import digest_of_key, normalise_key
from reglament.desk.acts.certificate import Issued, issue_certificate, revoke_certificate
from reglament.desk.acts.contract import renew
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import CertificateKey
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vendor import FROM, STAFF, UNTIL, Vendor, settle_down
from tests.several import at_once

HOURS = 40 * 3600
FIELDS = {"support key": "given", "case description": "given"}


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "smart-monitor")


@pytest.fixture
def contract(vendor: Vendor) -> UUID:
    return vendor.take_on("Ash", Text("1", None, "Europe/Moscow"))


def issue(vendor: Vendor, contract: UUID, from_on: date = FROM, until_on: date = UNTIL) -> Issued:
    issued = issue_certificate(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, from_on=from_on, until_on=until_on, by=STAFF,
        granted=HOURS,
    )  # fmt: skip
    assert isinstance(issued, Issued), issued
    return issued


def sent_with(vendor: Vendor, key: str) -> Sender:
    """Who the books make of a stranger's letter with this key."""
    return vendor.identify("new@example.com", key=key).sender


def received(vendor: Vendor, sender: Sender, key: str) -> Received:
    done = vendor.receive(sender, Receive("email", "stranger", key=key, fields=FIELDS))
    with seen_by(SYSTEM):
        entries = vendor.desk.cases.entries(find_streams([done.case])[done.case])
    (event,) = [entry.event for entry in entries if isinstance(entry.event, Received)]
    return event


def typed(key: str) -> Iterator[str]:
    """Ways in which people write a key."""
    yield key
    yield key.lower()
    yield key.replace("-", "")
    yield f"  {key.replace('-', ' ')} "
    yield key.replace("-", "–")
    yield "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in key)


def test_a_key_is_found_however_it_is_typed(vendor: Vendor, contract: UUID) -> None:
    issued = issue(vendor, contract)
    for text in typed(issued.key):
        sender = sent_with(vendor, text)
        event = received(vendor, sender, text)
        assert (sender.contract, event.contract, event.certificate) == (contract, "valid", issued.tag), text


def test_the_books_keep_no_key_and_printing_shows_none(vendor: Vendor, contract: UUID) -> None:
    issued = issue(vendor, contract)
    received(vendor, sent_with(vendor, issued.key), issued.key)
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(oid, 'select')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        kept = []
        for table in tables:
            cursor.execute(f'select row_to_json(t)::text from "{table}" t')  # noqa: S608 - names of the catalogue
            kept += [text for (text,) in cursor.fetchall()]
    secret = normalise_key(issued.key)
    hidden = {secret, secret.encode().hex(), issued.key, issued.key.encode().hex()}
    assert [text for text in kept if any(one in text for one in hidden)] == []
    assert any(issued.tag in text for text in kept)
    assert secret not in normalise_key(repr(issued))


def test_the_digest_in_the_books_is_no_key(vendor: Vendor, contract: UUID) -> None:
    issued = issue(vendor, contract)
    digest = digest_of_key(issued.key)
    event = received(vendor, vendor.sender(contract), digest)
    assert (event.contract, event.certificate) == ("unknown", None)


def test_states_of_a_key_are_told_apart_in_the_books(vendor: Vendor, contract: UUID) -> None:
    keys = {
        "valid": issue(vendor, contract),
        "expired": issue(vendor, contract, until_on=date(2026, 10, 31)),
        "not yet": issue(vendor, contract, from_on=date(2026, 12, 1)),
        "revoked": issue(vendor, contract),
    }
    revoke_certificate(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, tag=keys["revoked"].tag, by=STAFF
    )
    found = {
        state: received(vendor, sent_with(vendor, one.key), one.key).contract for state, one in keys.items()
    }
    assert found == {state: state for state in keys}


def test_a_key_names_the_contract_of_its_own_line_only(vendor: Vendor, contract: UUID) -> None:
    issued = issue(vendor, contract)
    other = settle_down(vendor.desk, "konus")
    assert sent_with(other, issued.key).contract is None


def test_certificates_issued_at_once_all_stand(vendor: Vendor, contract: UUID) -> None:
    issued = at_once(*[partial(issue, vendor, contract)] * 6)
    standing = vendor.standing(contract)
    with seen_by(SYSTEM):
        tags = set(CertificateKey.objects.values_list("tag", flat=True))
    assert standing.contract is not None
    assert {one.key for one in standing.contract.certificates} == {digest_of_key(one.key) for one in issued}
    assert (len(issued), tags) == (6, {one.tag for one in issued})


def test_a_certificate_issued_after_the_renewal_was_signed_holds_on_in_the_renewed_period(
    vendor: Vendor, contract: UUID
) -> None:
    next_year = Text("1", None, "Europe/Moscow", date(2027, 1, 1), date(2027, 12, 31))
    assert isinstance(
        renew(desk=vendor.desk, viewer=vendor.vera, contract=contract, text=next_year, by=STAFF),
        ContractAccepted,
    )
    issued = issue(vendor, contract, until_on=date(2027, 6, 30))
    vendor.world.at = int(datetime(2027, 2, 1, tzinfo=UTC).timestamp())
    event = received(vendor, sent_with(vendor, issued.key), issued.key)
    assert (event.contract, event.certificate) == ("valid", issued.tag)
    text = vendor.standing(contract).contract
    assert text is not None
    assert text.until_on == next_year.until_on
