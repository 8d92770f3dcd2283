"""What no case can be made of is set apart, whole and in sight, and stops nothing behind it."""

from collections.abc import Callable

import pytest

from reglament.channels.console.channel import Console
from reglament.channels.fetch import open_arrived
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.acts.open_inbound import LEASE, LOOK_WITHIN
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Inbound
from tests.channels.house import ANNA, House, case_of, letter, prose

POISON = "poison"
UNREADABLE: dict[str, bytes] = {
    "an empty file": b"",
    "no headers": b"\n\nHello",
    "binary": bytes(range(256)) * 4,
    "no sender": b"To: support@desk.example.com\n\nHello",
    "two senders in one": b"From: a@b.test <c@d.test> <e@f.test>\n\nHello",
    "another mailbox": letter(ANNA, To="nobody@desk.example.com"),
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_letter_is_kept_whole_with_a_reason_and_a_deadline(raw: bytes, house: House) -> None:
    (opened,) = house.arrive(raw)
    assert opened.outcome == "quarantined"
    row = Inbound.objects.get()
    assert (row.state, bytes(row.raw or b"")) == ("quarantined", raw)
    assert row.reason == opened.reason != ""
    assert row.due_at == house.desk.world.now() + LOOK_WITHIN


def test_what_the_regulation_turns_away_unrecorded_is_set_apart(house: House) -> None:
    (opened,) = house.arrive(letter(ANNA, Field="shoe size=44"))
    assert (opened.outcome, opened.reason) == ("quarantined", "field/undeclared")
    assert Case.objects.count() == 0


class Poisoned(Console):
    """A console whose reader breaks on one letter."""

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        if POISON.encode() in raw:
            raise RecursionError(POISON)
        return super().parse(raw, address)


def drain(house: House, world: VirtualWorld) -> None:
    """Open turn after turn while time passes, until nothing is left."""
    channels = {"console": Poisoned(house.console.folder)}
    for _ in range(20):
        while open_arrived(desk=house.desk, channels=channels):
            pass
        world.at += LEASE + 1


@pytest.mark.parametrize("place", range(4))
def test_a_poisonous_letter_stops_none_of_the_others(place: int, house: House, world: VirtualWorld) -> None:
    for number in range(4):
        body = POISON if number == place else f"letter {number}"
        house.drop(f"{number}.txt", letter(ANNA, body=body))
    house.fetch()
    drain(house, world)
    assert Case.objects.count() == 3
    row = Inbound.objects.exclude(state="done").get()
    assert (row.state, row.tries, row.reason) == ("quarantined", 3, "RecursionError: poison")


def test_a_poisonous_letter_is_passed_by_at_once(house: House, world: VirtualWorld) -> None:
    for number, body in enumerate((POISON, "second", "third")):
        house.drop(f"{number}.txt", letter(ANNA, body=body))
    house.fetch()
    before = world.at
    open_arrived(desk=house.desk, channels={"console": Poisoned(house.console.folder)})
    assert (Case.objects.count(), world.at) == (2, before)


HARD: dict[str, tuple[bytes, Callable[[str, str], bool]]] = {
    "NUL everywhere": (
        letter(ANNA, subject="a\0b", body="c\0d"),
        lambda subject, body: (subject, body) == ("a\ufffdb", "c\ufffdd"),
    ),
    "bytes that are no text": (
        letter(ANNA, subject="@@", body="").replace(b"@@", b"\xff\xfe") + b"\xed\xa0\x80",
        lambda subject, body: "\ufffd" in subject and "\ufffd" in body,
    ),
    "a subject of a megabyte": (
        letter(ANNA, subject="я" * 500_000),
        lambda subject, _: len(subject) == 500 and subject.endswith("…"),
    ),
    "a body of ten megabytes": (
        letter(ANNA, body="0123456789" * 1_000_000),
        lambda _, body: len(body) == 10_000_000,
    ),
    "nothing but headers": (
        letter(ANNA, subject="", body=""),
        lambda subject, body: (subject, body) == ("", ""),
    ),
    "line ends of Windows": (
        letter(ANNA, body="one\ntwo").replace(b"\n", b"\r\n"),
        lambda subject, body: body == "one\r\ntwo" and subject.startswith("Не"),
    ),
    "text that runs backwards": (
        letter(ANNA, subject="invoice\u202egpj.exe"),
        lambda subject, _: "\u202e" not in subject,
    ),
}


@pytest.mark.parametrize(("raw", "shown"), HARD.values(), ids=HARD.keys())
def test_any_bytes_are_stored_shown_and_kept_raw(
    raw: bytes, shown: Callable[[str, str], bool], house: House
) -> None:
    (opened,) = house.arrive(raw)
    assert opened.outcome == "received"
    assert shown(*prose(case_of(opened)))
    assert bytes(Inbound.objects.get().raw or b"") == raw
