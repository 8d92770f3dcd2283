"""Who is entitled to what is decided the same way for every channel: from the sender's address to the refusal with its clause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from reglament.core.case.act import Receive
from reglament.core.case.answer import Refused
from reglament.core.case.event import Received
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.certificate import Issued, issue_certificate
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.contract import revoke
from reglament.desk.ledger.stream import find_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vendor import FROM, STAFF, UNTIL, Vendor, settle_down

# Channels by which a regulation takes requests of everybody. A clause of its own closes any other.
OPEN = {
    "smart-monitor": ("email",),
    "digit-prokontakt": ("email", "portal"),
    "konus": ("phone", "email"),
    "monq": ("portal", "email"),
    "dallas-lock": ("phone", "email", "portal"),
}
WAY = {"phone": "phone"}
ADDRESS = {"email": "anna@example.com", "phone": "+79990000001"}
NO_SUCH_KEY = "00000-00000-00000-00000-00000"


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that the law and the books say of a request, but for its channel and number."""

    role: str
    contract: UUID | None
    contact: UUID | None
    refused: tuple[object, ...] | None
    entries: tuple[tuple[str, str], ...]


def situations() -> Iterator[object]:
    """Everybody who may write, with and without what is asked of him."""
    who = ("contact", "stranger", "expired", "not yet", "revoked", "with a key", "with no such key")
    several = [name for name, channels in OPEN.items() if len(channels) > 1]
    for name, one, full in product(several, who, (True, False)):
        yield pytest.param(name, one, full, id=f"{name}, {one}, {'all' if full else 'no'} fields")


def take_on(vendor: Vendor, who: str) -> str | None:
    """Have a customer in this situation; give the key its letters carry."""
    tier = next(iter(vendor.regulation.tiers))
    from_on = date(2026, 12, 1) if who == "not yet" else FROM
    until_on = date(2026, 10, 31) if who == "expired" else UNTIL
    person = NewContact("Анна", ADDRESS["email"], next(iter(vendor.regulation.roles)), phone=ADDRESS["phone"])
    contract = vendor.take_on("Ash", Text("1", tier, "Europe/Moscow", from_on, until_on), person)
    if who == "revoked":
        revoke(desk=vendor.desk, viewer=vendor.vera, contract=contract, by=STAFF)
    if who != "with a key":
        return NO_SUCH_KEY if who == "with no such key" else None
    issued = issue_certificate(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, from_on=FROM, until_on=UNTIL, by=STAFF
    )
    assert isinstance(issued, Issued)
    return issued.key


def ask(vendor: Vendor, channel: str, who: str, key: str | None, *, full: bool) -> Outcome:
    """Ask by a channel, from finding out who it is to what stands in the books."""
    way = WAY.get(channel, "email")
    address = "nobody" if who == "stranger" else ADDRESS[way]
    known = vendor.identify(address, way=way, key=key)
    texts = (name for name, field in vendor.regulation.fields.items() if field.kind == "text")
    fields = dict.fromkeys(texts, "given") if full else {}
    done = vendor.receive(known.sender, Receive(channel, known.role, fields=fields, key=key))
    no = done.answer if isinstance(done.answer, Refused) else None
    with seen_by(SYSTEM):
        entries = vendor.desk.cases.entries(find_streams([done.case])[done.case]) if done.seq else ()
    events = (
        replace(entry.event, channel="") if isinstance(entry.event, Received) else entry.event
        for entry in entries
    )
    return Outcome(
        known.role,
        known.sender.contract,
        known.sender.contact,
        (no.code, no.clause, no.rule, dict(no.values)) if no else None,
        tuple(
            (entry.party, repr(event).replace(done.name, "N"))
            for entry, event in zip(entries, events, strict=True)
        ),
    )


@pytest.mark.parametrize(("name", "who", "full"), list(situations()))
def test_every_open_channel_gives_the_same_answer(desk: Desk, name: str, who: str, *, full: bool) -> None:
    vendor = settle_down(desk, name)
    key = take_on(vendor, who)
    found = {channel: ask(vendor, channel, who, key, full=full) for channel in OPEN[name]}
    first = found[OPEN[name][0]]
    assert all(one == first for one in found.values()), found


@pytest.mark.parametrize("name", OPEN)
def test_a_closed_channel_is_closed_by_one_clause_to_whoever_is_entitled(desk: Desk, name: str) -> None:
    vendor = settle_down(desk, name)
    take_on(vendor, "contact")
    for channel in vendor.regulation.channels.keys() - set(OPEN[name]):
        found = [ask(vendor, channel, "contact", None, full=full).refused for full in (True, False)]
        assert None not in found, channel
        assert found[0] == found[1], channel


def test_a_full_counter_is_full_for_every_channel(desk: Desk) -> None:
    vendor = settle_down(desk, "monq")
    take_on(vendor, "contact")
    within = [ask(vendor, "portal", "contact", None, full=False).refused for _ in range(5)]
    over = [ask(vendor, channel, "contact", None, full=False) for channel in OPEN["monq"]]
    queued = [[event.split("(")[0] for _, event in one.entries] for one in over]
    assert within == [None] * 5
    assert queued == [queued[0]] * 2
    assert "Queued" in queued[0]
