"""The town lives: conversations begin, go on step by step in order of time, and what is not over at the present stays open."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from reglament.config.town_life.cast import LineCast, problems, read_cast
from reglament.config.town_life.courier import Courier
from reglament.config.town_life.deeds import Deeds
from reglament.config.town_life.happening import Happening
from reglament.config.town_life.letters import arrives
from reglament.config.town_life.pace import delay, waited, worked_on
from reglament.config.town_life.passing import Passing
from reglament.config.town_life.planned import planned
from reglament.config.town_life.story import Story, status_of
from reglament.config.town_life.talk import Step
from reglament.core.hours.hours import Hours
from reglament.desk.acts.quarantine import leave_be
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import Viewer

DAY = 86_400
WAITING, REFUSED = "waiting", "refused"
LATE, LATER = 0.07, 9.0  # how often staff forget something, and how many times as long it then takes
LOOKED_AT = 3600  # seconds after which somebody has looked at what was set apart
GONE = frozenset({"postmaster@gone.test", "gerda@amber.test"})


@dataclass(slots=True)
class Told:
    """What came of it. `refusals`: what the law refused although the conversation did not expect it."""

    cases: int = 0
    steps: int = 0
    refusals: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Life:
    """`present_at`: when it ends, UTC seconds. `share` of the conversations of a town of full size. `daily`: what the desk does
    every day by itself, given the number of the day.
    """

    desk: Desk
    world: VirtualWorld
    present_at: int
    share: float
    seed: int
    daily: Callable[[int], object]

    def live(self, happenings: tuple[Happening, ...], reached: Callable[[int, int], None]) -> Told:
        """Live through it from where the world's clock stands."""
        cast = read_cast(desk=self.desk, at=self.present_at)
        stories = list(
            planned(
                cast, began_at=self.world.at, present_at=self.present_at, share=self.share, seed=self.seed
            )
        )
        passing = Passing(self.desk, self.world, Courier(GONE))
        play = _Play(self, cast, passing, Deeds(self.desk, problems(), lambda: passing.until(self.world.at)))
        return play.through(stories, happenings, reached)


class _Play:
    """One playing of everything; what comes next stands in a heap by its moment."""

    def __init__(self, life: Life, cast: Mapping[str, LineCast], passing: Passing, deeds: Deeds) -> None:
        self._life = life
        self._cast = cast
        self._passing = passing
        self._deeds = deeds
        self._told = Told()
        self._agenda: list[tuple[int, int, Iterator[int] | Happening]] = []
        self._number = 0

    def through(
        self,
        stories: list[tuple[int, Story]],
        happenings: tuple[Happening, ...],
        reached: Callable[[int, int], None],
    ) -> Told:
        life = self._life
        first_at = tomorrow = life.world.at
        life.daily(0)
        for at, story in stories:
            self._put(at, self._course(story))
        for happening in happenings:
            self._put(happening.at, happening)
        while self._agenda and self._agenda[0][0] <= life.present_at:
            at, _, what = heappop(self._agenda)
            while tomorrow + DAY <= at:
                tomorrow += DAY
                self._morning(tomorrow, first_at, reached)
            self._passing.until(max(at, life.world.at))
            self._go_on(what)
            self._passing.until(life.world.at)
        self._passing.until(life.present_at)
        self._passing.tell()
        reached(1, 1)
        return self._told

    def _morning(self, at: int, first_at: int, reached: Callable[[int, int], None]) -> None:
        """A day begins: what nobody asks for is done."""
        self._passing.until(at)
        self._life.daily((at - first_at) // DAY)
        self._passing.tell()
        reached(at - first_at, self._life.present_at - first_at)

    def _go_on(self, what: "Iterator[int] | Happening") -> None:
        if isinstance(what, Happening):
            what.happen(self._life.desk, self._cast)
            return
        following = next(what, None)
        if following is not None:
            self._put(following, what)

    def _put(self, at: int, what: "Iterator[int] | Happening") -> None:
        self._number += 1
        heappush(self._agenda, (at, self._number, what))

    def _course(self, story: Story) -> Iterator[int]:
        """Play one conversation; gives the moment of each next step."""
        desk, world = self._life.desk, self._life.world
        opened = arrives(desk, story)
        self._told.cases += story.case is not None
        if story.case is None and opened.outcome != "quarantined":
            self._told.refusals.append(f"{story.talk.subject}: {opened.outcome} {opened.reason}")
        if story.case is None:
            yield world.at + LOOKED_AT
            leave_be(viewer=Viewer(str(story.engineer.id), lines=(story.line.id,)), inbound=opened.inbound)
            return
        for step in story.talk.steps:
            yield self._moment(story, step, world.at)
            while (stands := status_of(story.case)) == WAITING:
                yield world.at + DAY
            if stands == REFUSED:
                return
            before = len(story.refusals)
            self._deeds.do(story, step)
            self._told.steps += 1
            refused = len(story.refusals) > before
            if refused != bool(step.options.get("refused")):
                self._told.refusals.append(
                    story.refusals[-1] if refused else f"{story.talk.subject}: {step.do} was not refused"
                )

    def _moment(self, story: Story, step: Step, at: int) -> int:
        chance = story.chance
        seconds = delay(chance, step.do, step.options.get("after"))
        writer = story.writer
        if self._deeds.is_by_customer(story, step):
            return waited(writer.hours if writer else story.line.by_day, at, seconds, chance)
        forgotten = chance.random() < LATE and "after" not in step.options
        hours: Hours = writer.kept if writer else story.line.by_day
        haste = writer.haste if writer and "after" not in step.options else 1.0
        wait = int(seconds * haste * (LATER if forgotten else 1.0))
        return worked_on(hours, at, wait) if seconds < DAY else waited(hours, at, wait, chance)
