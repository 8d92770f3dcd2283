"""A demo whose clock was moved says so on every page; any other desk says nothing of clocks."""

from dataclasses import dataclass, replace

from reglament.desk.clock.world import World
from tests.desk.town import Town
from tests.web.cast import Browser, carry


@dataclass(frozen=True, slots=True)
class TwoDaysAhead:
    """A world moved on."""

    world: World
    moved_by: int = 2 * 86_400

    def now(self) -> int:
        return self.world.now() + self.moved_by

    def boot_seconds(self) -> float:
        return self.world.boot_seconds() + self.moved_by

    def random(self, count: int) -> bytes:
        return self.world.random(count)


def test_a_moved_clock_is_told_on_the_page(town: Town, browser: Browser) -> None:
    client = browser("ann")
    carry(client, replace(town.desk, world=TwoDaysAhead(town.desk.world)))
    assert "48" in client.get("/queue/").content.decode().split('class="moved"')[1][:200]


def test_nothing_is_said_of_a_clock_nobody_moved(browser: Browser) -> None:
    assert 'class="moved"' not in browser("ann").get("/queue/").content.decode()
