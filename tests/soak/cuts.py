"""The profile `cuts`: the power goes at random instants under load; what was acknowledged must be found on the disk."""

import argparse
import json
import os
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import psycopg
from django.db import connection

from reglament.config.home import Home
from reglament.config.postgres import address, stop
from reglament.config.postgres.roles import SUPERUSER
from reglament.config.working import ROLE
from reglament.desk.content.disk_files import DiskFiles
from tests.soak.disk import Disk, lacking
from tests.soak.estate import Estate, found
from tests.soak.found_after import found_after, recovered
from tests.soak.peer import lines_of
from tests.soak.say import ended, options, say
from tests.soak.writing import Careless, blobs_of, let_write

WRITERS = 3
SOONEST, LATEST = 0.3, 1.5  # seconds between two cuts


@dataclass(slots=True)
class Outcome:
    """`wrong` of all cuts; `recovery`: seconds each took to be ready again; `said`: how much was acknowledged, by what it is."""

    wrong: list[str] = field(default_factory=list)
    recovery: list[float] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="cuts")
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--planted", action="store_true", help="prove that the trial finds what is wrong")
    given = options(parser, arguments)
    if reason := lacking():
        say(f"cuts: {reason}")
        return 2
    if given.planted:
        return prove(given.cuts, given.seed)
    begun = time.monotonic()
    out = cut(given.cuts, given.seed)
    return ended("cuts", _told(out), out.wrong, since=begun)


def prove(cuts: int, seed: int) -> int:
    """Two planted faults of storing: each must be found, and only where it is."""
    begun = time.monotonic()
    late, careless = cut(cuts, seed, late_commits=True), cut(cuts, seed, files=Careless())
    rows, blobs = ("was acknowledged and is lost", "blob ")
    say(f"  planted: commits that do not wait for the disk: {_count(late, rows)} lost; {_told(late)}")
    say(f"  planted: files that are not synced: {_count(careless, blobs)} missing or torn; {_told(careless)}")
    unfound = [] if _count(late, rows) else ["late commits were not found"]
    unfound += [] if _count(careless, blobs) else ["files that are not synced were not found"]
    unfound += [f"not planted: {line}" for line in careless.wrong if rows in line]
    return ended("cuts --planted", "2 planted faults", unfound, since=begun)


def cut(cuts: int, seed: int, *, late_commits: bool = False, files: DiskFiles | None = None) -> Outcome:
    """Let the power go so many times, on copies of the disk, while writers go on."""
    out, random = Outcome(), Random(seed)  # noqa: S311 - repeatable on purpose
    with tempfile.TemporaryDirectory(prefix="reglament-cuts-") as place:
        disk, said = Disk(Path(place)), Path(place) / "said"
        with disk.mounted(), _desk(disk.folder / "home") as estate:
            if late_commits:
                _commit_late(estate)
            with _writers(estate, said, files or DiskFiles(), out):
                for number in range(1, cuts + 1):
                    time.sleep(random.uniform(SOONEST, LATEST))
                    before = lines_of(said)
                    with disk.cut() as dead:
                        _judge(estate, dead, before, out)
                    if number % 10 == 0:
                        say(f"  {number} cuts, {len(before)} acknowledged")
            out.said = Counter(line.split()[0] for line in lines_of(said))
    return out


def _judge(estate: Estate, dead: Path, said: Sequence[str], out: Outcome) -> None:
    """Look at the copy in a process of its own, which remembers nothing of the disk that goes on."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            os.write(tell, json.dumps(_look(estate, Home(dead / "home"), said)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(hear, "rb") as ear:
        heard = ear.read()
    os.waitpid(child, 0)
    taken, wrong = json.loads(heard or b'[0, ["whoever looked at the disk died of it"]]')
    out.recovery.append(taken)
    out.wrong += wrong


def _look(estate: Estate, home: Home, said: Sequence[str]) -> tuple[float, list[str]]:
    try:
        other, taken = recovered(estate, home)
        return taken, list(found_after(other, said))[:200]
    finally:
        connection.close()
        stop(home.folder)


@contextmanager
def _desk(folder: Path) -> Iterator[Estate]:
    estate = found(folder, scratch=False)
    blobs_of(estate, DiskFiles()).prepare()
    try:
        yield estate
    finally:
        connection.close()
        stop(estate.home.folder)


@contextmanager
def _writers(estate: Estate, said: Path, files: DiskFiles, out: Outcome) -> Iterator[None]:
    lives = [os.fork() or _write(estate, said, files, life) for life in range(1, WRITERS + 1)]
    try:
        yield
    finally:
        for life in lives:
            os.kill(life, signal.SIGKILL)
            if os.waitstatus_to_exitcode(os.waitpid(life, 0)[1]) != -signal.SIGKILL:
                out.wrong.append("a writer ended by itself, and nobody wrote in its place")


def _write(estate: Estate, said: Path, files: DiskFiles, life: int) -> int:
    try:
        let_write(estate, said, files, life)
    finally:
        os._exit(1)


def _commit_late(estate: Estate) -> None:
    """Planted: the worker's commits are told done before they are on the disk."""
    dsn = address(estate.home.folder, SUPERUSER, dbname="postgres").dsn
    with psycopg.connect(dsn, autocommit=True) as above:
        above.execute(f"alter role {ROLE} set synchronous_commit = off")


def _count(out: Outcome, words: str) -> int:
    return sum(words in line for line in out.wrong)


def _told(out: Outcome) -> str:
    said = ", ".join(f"{what} {number}" for what, number in sorted(out.said.items()))
    return (
        f"{len(out.recovery)} power cuts; acknowledged: {said}; "
        f"ready again after {median(out.recovery):.2f} s (median), {max(out.recovery):.2f} s (longest)"
    )
