"""DP-4.4: numbers follow the order of arrival, over several channels at once and at any hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count, product
from threading import Lock

import pytest

from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.acts.open_inbound import open_inbound, pick_inbound
from reglament.desk.acts.take_in import find_mailbox, take_in
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Inbound
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.vendor import settle_down
from tests.several import at_once

SUNDAY_NIGHT = 1_795_302_000
CHANNELS = ("email", "portal")
ANNA = "anna@example.com"
EACH = 3


class SharedWorld(VirtualWorld):
    """One that several threads may draw from."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self._lock = Lock()

    def random(self, count: int) -> bytes:
        with self._lock:
            return super().random(count)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a message began to be taken in and when that was done, in one order for all threads; and its number."""

    begun: int
    done: int
    number: int


@pytest.fixture
def busy(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """A desk with a customer, on a world that threads share."""
    del desk
    return open_desk(SharedWorld(SUNDAY_NIGHT), request.getfixturevalue("almanac"))


def arrive(desk: Desk, channel: str, lane: int, moments: Iterator[int], arrivals: list[Arrival]) -> None:
    """Take some messages in by a channel, one after the other."""
    with seen_by(SYSTEM):
        mailbox = find_mailbox(channel=channel)
    assert mailbox is not None
    for place in range(EACH):
        begun = next(moments)
        raw = b"%d %d" % (lane, place)
        taken = take_in(world=desk.world, mailbox=mailbox, source_key=f"{lane}-{place}", raw=raw)
        arrivals.append(Arrival(begun, next(moments), int(taken.number.removeprefix("D-"))))


def work_off(desk: Desk) -> None:
    """Open what came, until nothing waits."""
    while picked := pick_inbound(desk=desk, channels=CHANNELS, limit=2):
        for leased in picked:
            open_inbound(desk=desk, leased=leased, parse=lambda _raw, _to: InboundMessage(ANNA))


def test_numbers_follow_the_order_of_arrival_over_all_channels(busy: Desk) -> None:
    mailboxes = ((channel, f"{channel}@vendor.example.com") for channel in CHANNELS)
    vendor = settle_down(busy, "digit-prokontakt", *mailboxes)
    vendor.take_on("Ash", Text("1", None, "Europe/Moscow"), NewContact("Анна", ANNA, "product user"))
    moments, arrivals = count(), list[Arrival]()
    lanes = CHANNELS * 2
    at_once(*(partial(arrive, busy, channel, lane, moments, arrivals) for lane, channel in enumerate(lanes)))
    assert sorted(one.number for one in arrivals) == list(range(1, len(lanes) * EACH + 1))
    pairs = product(arrivals, arrivals)
    assert [(a, b) for a, b in pairs if a.done < b.begun and a.number > b.number] == []
    at_once(*[partial(work_off, busy)] * 2)
    with seen_by(SYSTEM):
        numbered = dict(Inbound.objects.values_list("stream", "number"))
        cases = dict(Case.objects.values_list("stream_id", "number"))
    assert cases == numbered
    assert len(cases) == len(arrivals)
