"""Wrong processes, each with one fault that a trial must find: if it finds none, the trial is worth nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from reglament.channels.channel import Arrived
from reglament.channels.console.channel import Console
from reglament.channels.fetch import fetch
from reglament.desk.acts.post import claim_letter, settle_post
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.outbox.settle import SENT
from tests.soak.crew import Turn, do
from tests.soak.estate import Estate
from tests.soak.load import Demand
from tests.soak.peer import add_line


@dataclass(frozen=True, slots=True)
class Hasty(Console):
    """Lets go of a letter before its bytes are committed."""

    def fetch(self) -> Iterator[Arrived]:
        for arrived in Console.fetch(self):
            Console.acknowledge(self, arrived)
            yield arrived


def hasty_fetch(estate: Estate, _demands: Sequence[Demand]) -> int:
    hasty = Hasty(estate.console.folder)
    found = [fetch(world=estate.world, channel=one) for one in (hasty, estate.peer)]
    return sum(one.new + one.repeated for one in found)


def forgetful_engineer(estate: Estate, demands: Sequence[Demand]) -> int:
    """Does under a new id what was asked for under one: what was done and not told is done again."""
    for demand in demands:
        do(estate, demand._replace(id=uuid4()))
        add_line(estate.told, str(demand.id))
    return len(demands)


def boastful_post(estate: Estate, _demands: Sequence[Demand]) -> int:
    """Says that a letter was sent, and then sends it."""
    letter = claim_letter(desk=estate.desk, channels=list(estate.channels), outward=True)
    if letter is None:
        return 0
    settle_post(desk=estate.desk, letter=letter, outcome=SENT)
    fail_point("post.before send")
    estate.channels[letter.channel].send(letter)
    return 1


PLANTED: Mapping[str, tuple[str, Turn]] = {
    "acknowledged before the commit": ("fetch", hasty_fetch),
    "done again under another id": ("engineer", forgetful_engineer),
    "said to be sent before it is": ("post", boastful_post),
}
