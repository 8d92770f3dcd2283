"""Processes of a desk under measurement: watches that drain, a server's and a post's work, and how much memory each holds."""

# ruff: noqa: T201, INP001, S603 - a bench prints, is run by its path, and starts itself again

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reglament.channels.post import post
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as
from reglament.config.filling.cast import CHANNEL
from reglament.config.filling.lives import Everybody
from reglament.config.home import Home
from reglament.config.postgres.layout import layout_of
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.queries.case import read_case
from reglament.desk.queries.queue import queue
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.record.viewer import Viewer
from reglament.desk.watch.tick import rung
from reglament.desk.watch.turn import turn

KB = 1024
PAGES, LETTERS = 300, 200
LINES = (1, 2, 3, 4, 5)


def worked(home: Home, workers: Sequence[str]) -> list[dict[str, Any]]:
    """Let processes work at once; give what each said at its end."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("million_desk.py")),
        "--home",
        str(home.folder),
        "--worker",
    ]
    started = [subprocess.Popen([*command, one], stdout=subprocess.PIPE, text=True) for one in workers]
    told = [one.communicate()[0] for one in started]
    return [json.loads(one) for one in told]


def as_worker(home: Home, kind: str, at: str, number: str) -> int:
    """Be one of them, at a moment, and say what was done."""
    connect_as(home, "desk_web" if kind == "serve" else "desk_worker")
    # Chance of its own, or two processes would give the same ids.
    desk = open_desk(VirtualWorld(int(at), time.time_ns() + int(number)), load_almanac())
    begun, spent = time.time(), time.process_time()
    done = {"watch": _watch, "serve": _serve, "post": _post}[kind](desk, number)
    cpu = time.process_time() - spent
    print(json.dumps({"begun": begun, "ended": time.time(), "done": done, "cpu": cpu, **memory("self")}))
    return 0


def _watch(desk: Desk, number: str) -> int:
    done = 0
    while rung(at=desk.world.now(), limit=1):
        done += turn(desk=desk, process=f"watch-{number}").carried_out
    return done


def _serve(desk: Desk, _number: str) -> int:
    staff, done = Viewer("engineer", lines=LINES), 0
    after = None
    for _ in range(PAGES):
        page = queue(desk=desk, viewer=staff, at=desk.world.now(), after=after)
        after = page.after
        for row in page.rows[:2]:
            read_case(desk=desk, viewer=staff, case=row.id, at=desk.world.now())
            done += 1
    return done


def _post(desk: Desk, _number: str) -> int:
    channels = {CHANNEL: Everybody()}
    return sum(post(desk=desk, channels=channels, outward=True) is not None for _ in range(LETTERS))


def memory(process: str) -> dict[str, float]:
    """Megabytes a process holds: all it maps, and its share of them."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    kept = {line.split(":")[0]: int(line.split()[1]) for line in told.splitlines()[1:]}
    return {"rss": kept["Rss"] / KB, "pss": kept["Pss"] / KB}


def memory_of_the_server(home: Home) -> dict[str, float]:
    """Megabytes of PostgreSQL: its processes by their shares, all together."""
    pid = layout_of(home.folder).postmaster_pid.read_text("utf-8").splitlines()[0]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return {
        "all processes, PSS": sum(memory(one)["pss"] for one in (pid, *children)),
        "processes": float(1 + len(children)),
    }
