"""The profile `restarts`: the crew lives through restarts of its database, asked for politely and not."""

import argparse
import os
import select
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from django.db import connection

from reglament.config.connecting import connect_as
from reglament.config.loops import GAVE_UP, STOPPED, Loop
from reglament.config.postgres import address, start, stop
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.pid_file import postmaster
from reglament.config.supervise.stopping import sleeper
from reglament.config.working import ROLE
from reglament.desk.clock.world import Machine
from tests.soak.crew import CREW, ROLES
from tests.soak.estate import Estate
from tests.soak.peer import Copy, lines_of
from tests.soak.prober import Prober
from tests.soak.say import ended, options, say
from tests.soak.trial import STEP, Trial, trial
from tests.soak.verdict import faults

MODES = {"fast": None, "immediate": signal.SIGQUIT, "kill -9": signal.SIGKILL}
TWICE = 2
LETTERS = 12  # between two restarts
SHORTEST, LONGEST = 0.05, 0.8  # seconds from new load to the restart: most of it is not done yet
IDLE = 0.02
HELD = ("open", "post")  # have leases, and time stands while they do
LONGEST_GAP = 5.0
LAST_WORDS = 4
# What each process of the crew is, and the number of its life.
Lives = dict[int, tuple[str, int]]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="restarts")
    parser.add_argument("--restarts", type=int, default=100)
    given = options(parser, arguments)
    begun = time.monotonic()
    with trial("restarts", given.seed, scratch=False) as one:
        modes = [one.random.choice(list(MODES)) for _ in range(given.restarts)]
        gaps, trouble = restart(one, modes)
        one.drain()
        wrong = [
            *trouble,
            *one.killer.trouble,
            *faults(one.load, lambda copies: extra_copies(copies, len(modes))),
        ]
        if len(gaps) < len(modes):
            say(f"  {len(modes) - len(gaps)} restarts were over before anybody noticed")
        wrong += [f"the database was away for {gap:.1f} s" for gap in gaps if gap > LONGEST_GAP]
        counted = ", ".join(f"{mode} {number}" for mode, number in sorted(Counter(modes).items()))
        summary = f"{len(modes)} restarts ({counted}); away for {median(gaps):.2f} s (median), {max(gaps):.2f} s (longest); {one.told()}"
    return ended("restarts", summary, wrong, since=begun)


def restart(one: Trial, modes: list[str]) -> tuple[list[float], list[str]]:
    """Restart under load, and give for how long the database was away each time; and who of the crew did not live through it."""
    connection.close()
    lives = {_begun(one, kind, life): (kind, life) for life, kind in enumerate([*CREW] * TWICE, 1)}
    with ExitStack() as stopping:
        trouble: list[str] = []
        stopping.callback(lambda: trouble.extend(_end(lives, _words(one.estate))))
        with Prober(address(one.estate.home.folder, ROLE).dsn) as prober:
            for number, mode in enumerate(modes, 1):
                one.estate.world.later(STEP)
                _load(one)
                prober.rest(one.random.uniform(SHORTEST, LONGEST))
                _restart(one.estate, mode)
                lives = _relieved(one, lives)
                if number % 10 == 0:
                    say(f"  {number} restarts")
            prober.rest(LONGEST)
    one.connect()
    return prober.gaps, trouble


def _load(one: Trial) -> None:
    one.connect()
    one.load.write(LETTERS)
    one.load.ask()
    one.load.publish()


def extra_copies(copies: list[Copy], restarts: int) -> Iterator[str]:
    """Each of the two who send has one letter in hand when the database goes, and may send that one again."""
    extra = len(copies) - len({one.stable_id for one in copies})
    if extra > TWICE * restarts:
        yield f"{extra} letters were sent again over {restarts} restarts"


def _restart(estate: Estate, mode: str) -> None:
    living, number = postmaster(layout_of(estate.home.folder)), MODES[mode]
    if living is None:
        raise AssertionError("no database runs")
    if number is None:
        stop(estate.home.folder)
    else:
        door = os.pidfd_open(living.pid)
        os.kill(living.pid, number)
        select.select([door], [], [])
        os.close(door)
    start(estate.home.folder)


def _begun(one: Trial, kind: str, life: int) -> int:
    """Have a process go round until it is told to stop; give its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(os.open(_words(one.estate), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
            code = _go_round(one, kind, life)
        finally:
            os._exit(code)
    return child


def _go_round(one: Trial, kind: str, life: int) -> int:
    own = one.estate.lived_by(life)
    connect_as(own.home, ROLES[kind])

    def turn() -> float:
        demands = one.load.published() if kind == "engineer" else []
        with ExitStack() as held:
            if kind in HELD:
                held.enter_context(own.world.standing())
            return 0.0 if CREW[kind](own, demands) else IDLE

    with sleeper() as asleep:
        return Loop(f"{kind} {life}", turn, Machine(), asleep.sleep, let_go=connection.close).run()


def _words(estate: Estate) -> Path:
    """What the crew says of databases that are away."""
    return estate.home.log / "crew"


def _relieved(one: Trial, lives: Lives) -> Lives:
    """Whoever found no database for a minute has given up, and is begun anew, as the supervisor does."""
    relieved: Lives = {}
    for child, (kind, life) in lives.items():
        gone, status = os.waitpid(child, os.WNOHANG)
        if not gone:
            relieved[child] = (kind, life)
        elif os.waitstatus_to_exitcode(status) == GAVE_UP:
            connection.close()
            relieved[_begun(one, kind, life)] = (kind, life)
            say(f"  {kind} {life} gave up and was begun anew")
        else:
            raise AssertionError(f"{kind} {life} ended by itself: {status}")
    return relieved


def _end(lives: Lives, words: Path) -> Iterator[str]:
    """End the crew. Whoever had given up says what it said last."""
    for child in lives:
        os.kill(child, signal.SIGTERM)
    for child, (kind, life) in lives.items():
        name = f"{kind} {life}"
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code not in (STOPPED, GAVE_UP):
            yield f"{name} ended with {code}"
            yield from [line for line in lines_of(words) if line.startswith(f"{name}:")][-LAST_WORDS:]
