"""Processes that are killed by kill -9, at a named place or at any moment: how each is to die, and who died where."""

import os
import select
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from django.db import connection

from tests.kill import die_at

RECORD = (
    "record.before writing",
    "record.written",
    "record.before commit",
    "record.after commit",
)
PLACES: Mapping[str, tuple[str, ...]] = {
    "fetch": (
        "ingest.before raw commit", "ingest.after raw commit", "ingest.after acknowledge", "record.before commit",
        "record.after commit",
    ),
    "open": ("ingest.after lease", "ingest.parsed", "ingest.before done", *RECORD),
    "engineer": RECORD,
    "watch": (
        "watch.before case", "watch.after effect", "watch.after case", "watch.summaries written",
        "watch.letters to staff queued", "schedule.after work", "seal.after taken",
        "seal.after leaves", "seal.after tiles", "seal.after checkpoint", "seal.after commit", "seal.after witness", *RECORD,
    ),
    "post": (
        "post.after claim", "post.before send", "console.before rename", "post.after send", "post.after settle",
        "record.before writing", "record.written", "record.before commit", "record.after commit",
    ),
}  # fmt: skip
ANY = "any moment"
AT_A_PLACE = 0.65  # of all attempts
ONCE_A_TURN = ("seal.", "schedule.", "watch.summaries", "watch.letters")
LATEST_NTH, LATEST = 4, 0.12  # passes of a place; seconds of a life
STUCK_AFTER = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a life is to end: when it comes to `place` for the `nth` time, or `after` seconds; or, with neither, by itself."""

    kind: str
    place: str = ANY
    nth: int = 0
    after: float | None = None


@dataclass(slots=True)
class Killer:
    """`deaths`: how many died where, by kind and place; `killed`: the lives that did; `trouble`: what lives said that failed."""

    random: Random
    deaths: Counter[tuple[str, str]] = field(default_factory=Counter)
    killed: set[int] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)
    lives: int = 0

    @property
    def kills(self) -> int:
        return self.deaths.total()

    def plan(self, kind: str) -> Plan:
        """The place with fewest deaths comes first, so that none is forgotten."""
        if self.random.random() >= AT_A_PLACE:
            return Plan(kind, after=self.random.uniform(0.0, LATEST))
        places = list(PLACES[kind])
        self.random.shuffle(places)
        place = min(places, key=lambda one: self.deaths[kind, one])
        nth = 1 if place.startswith(ONCE_A_TURN) else self.random.randrange(1, LATEST_NTH)
        return Plan(kind, place, nth)

    def fewest(self) -> tuple[int, str]:
        """How many died where fewest did, and where that is."""
        return min(
            (self.deaths[kind, place], f"{kind} {place}")
            for kind, places in PLACES.items()
            for place in places
        )

    def round(self, plans: Sequence[Plan], live: Callable[[Plan, int], None]) -> None:
        """Let all of these live at once, until each has died or found nothing to do."""
        connection.close()
        begun = time.monotonic()
        doors: dict[int, tuple[int, Plan, int]] = {}
        for plan in plans:
            self.lives += 1
            child = os.fork()
            if child == 0:
                _live(plan, self.lives, live)
            doors[os.pidfd_open(child)] = child, plan, self.lives
        while doors:
            self._strike(doors, time.monotonic() - begun)
            for door in select.select(list(doors), [], [], _patience(doors, time.monotonic() - begun))[0]:
                self._bury(*doors.pop(door))
                os.close(door)

    def _strike(self, doors: Mapping[int, tuple[int, Plan, int]], lived: float) -> None:
        for door, (_, plan, _life) in doors.items():
            if lived >= STUCK_AFTER:
                self.trouble.append(f"{plan} was stuck")
            if lived >= (STUCK_AFTER if plan.after is None else plan.after):
                signal.pidfd_send_signal(door, signal.SIGKILL)

    def _bury(self, child: int, plan: Plan, life: int) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == -signal.SIGKILL:
            self.deaths[plan.kind, plan.place] += 1
            self.killed.add(life)
        elif code != 0:
            self.trouble.append(f"{plan} ended with {code}")


def _patience(doors: Mapping[int, tuple[int, Plan, int]], lived: float) -> float:
    return min(
        max(0.001, (STUCK_AFTER if plan.after is None else plan.after) - lived)
        for _, plan, _ in doors.values()
    )


def _live(plan: Plan, life: int, live: Callable[[Plan, int], None]) -> None:
    code = 1
    try:
        if plan.nth:
            die_at(plan.place, plan.nth)
        live(plan, life)
        code = 0
    except BaseException:  # noqa: BLE001 - told to whoever runs the trial, who sees the code
        traceback.print_exc()
    finally:
        os._exit(code)
