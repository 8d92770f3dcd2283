"""A desk with a million open cases: what a page, a search, a tick and a drain take, under the roles and walls they run with."""

# ruff: noqa: T201, INP001, S311, S603 - a bench prints, is run by its path, and starts our own command

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
os.environ.setdefault("REGLAMENT_SECRET_KEY", "a bench only")

import django  # noqa: E402 - after the path is set

django.setup()

from bench.million_figures import MS, Figures, on_the_cpu, timed, written  # noqa: E402
from bench.million_known import Known, ask, served  # noqa: E402
from bench.million_processes import as_worker, memory_of_the_server, worked  # noqa: E402
from django.db import connection  # noqa: E402

from reglament.config.almanac import load_almanac  # noqa: E402
from reglament.config.connecting import connect_as, database_running  # noqa: E402
from reglament.config.filling.prose import ERRORS, NODES, RACKS  # noqa: E402
from reglament.config.home import Home  # noqa: E402
from reglament.desk.acts.who import viewer_of_contact  # noqa: E402
from reglament.desk.clock.virtual import VirtualWorld  # noqa: E402
from reglament.desk.queries.case import read_case  # noqa: E402
from reglament.desk.queries.cases_of import cases_of  # noqa: E402
from reglament.desk.queries.queue import Only, queue, statement  # noqa: E402
from reglament.desk.queries.search import search  # noqa: E402
from reglament.desk.record.desk import Desk, open_desk  # noqa: E402
from reglament.desk.record.rebuild import rebuild, sample  # noqa: E402
from reglament.desk.record.transaction import seen_by  # noqa: E402
from reglament.desk.record.viewer import SYSTEM, Viewer  # noqa: E402
from reglament.desk.watch.tick import BATCH, rung  # noqa: E402
from reglament.words.explanation import explanation  # noqa: E402
from reglament.words.moment import LocalTime  # noqa: E402

REPEATED = 200
DUE_AT_ONCE = 10_000
SAMPLE = 200
# Words by how often they are said, from one text in six to next to none.
WORDS = ("сервер", "квартал", "rack{rack}", "srv{node}", "E{error}")
_NTH = "select due_at from timer where state = 'armed' order by due_at offset %s limit 1"
_DUE = "select count(*) from timer where state = 'armed' and due_at <= %s"
_WORD = "select stream, at from desk_search(%(asked)s::text, 51)"
_PICK = """select stream_id from timer where state = 'armed' and due_at <= %(at)s::bigint
  and stream_id <> all(array(select stream_id from stuck where again_at > %(at)s::bigint)) order by due_at, stream_id limit %(most)s::int"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a filled town; made there if there is none")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--verify", action="store_true", help="let `reglament verify` read all of it as well")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    told = parser.parse_args()
    home = Home(told.home.absolute())
    if told.worker:
        return as_worker(home, *told.worker.split(":"))
    if not (home.folder / "town.json").exists():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "reglament",
                "town",
                "--cases",
                str(told.cases),
                "--home",
                str(home.folder),
            ],
            check=True,
        )
    town = json.loads((home.folder / "town.json").read_text("utf-8"))
    figures = Figures()
    with database_running(home, print):
        measure(home, town, figures)
    if told.verify:
        figures.add("reglament verify, all of it", [verified(home)], unit="s")
    written(home, town, figures)
    print(f"  missed: {', '.join(figures.missed)}" if figures.missed else "  all aims met")
    return 1 if figures.missed else 0


def measure(home: Home, town: Mapping[str, Any], figures: Figures) -> None:
    """Everything in turn: what reads first, then what changes the books."""
    load = os.getloadavg()[0]
    print(
        f"{town['still_open']} open cases of {town['cases']}, {town['armed']} alarms, {town['events']} events; load {load:.1f}"
    )
    print(f"  {'':62} {'least':>10} {'p50':>10} {'p99':>10}")
    chance = Random(1)
    desk = open_desk(VirtualWorld(town["at"], 1), load_almanac())
    connect_as(home, "desk_worker")
    picks(town, chance, figures)
    rebuilt(desk, figures)
    known = Known(town["at"], chance)
    connect_as(home, "desk_web")
    queues(desk, known, figures)
    portal(desk, known, figures)
    words(known, figures)
    openings(desk, known, figures)
    connection.close()
    for name in ("serve", "post"):
        told = worked(home, [f"{name}:{town['at']}:1"])[0]
        figures.add(f"memory of {name} at work: PSS", [told["pss"]], unit="MB")
        figures.add(f"memory of {name} at work: RSS", [told["rss"]], unit="MB")
    drained(home, town, figures)
    for name, megabytes in memory_of_the_server(home).items():
        figures.add(f"memory of PostgreSQL: {name}", [megabytes], unit="MB")


def picks(town: Mapping[str, Any], chance: Random, figures: Figures) -> None:
    """The pick of a tick, at moments when a few are due and when very many are."""
    moments = [town["at"] + chance.randrange(0, 10 * 86_400) for _ in range(REPEATED)]
    pick = [served(SYSTEM, _PICK, {"at": at, "most": BATCH}) for at in moments]
    figures.add("a tick's pick of 100, server", pick, aim=2)
    figures.add("a tick's pick of 100, whole", [timed(rung, at=at, limit=BATCH) for at in moments])


def queues(desk: Desk, known: Known, figures: Figures) -> None:
    """Pages of 50 of the queue: the first, those behind any row, and every filter, for staff of five lines and of one."""
    cases: dict[str, tuple[Only, list[Viewer], bool]] = {
        "first page, five lines": (Only(), known.everything, False),
        "first page, one line": (Only(), known.of_a_line, False),
        "any page, five lines": (Only(), known.everything, True),
        "mine": (Only(mine=True), known.everything, False),
        "unassigned": (Only(unassigned=True), known.everything, False),
        "breached": (Only(breached=True), known.everything, False),
    }
    for name, (only, viewers, behind) in cases.items():
        seen = []
        for number in range(REPEATED):
            viewer, after = viewers[number % len(viewers)], known.cursor() if behind else None
            values: dict[str, object] = {
                "lines": list(viewer.lines),
                "who": viewer.who,
                "team": None,
                "at": known.at,
            }
            values |= {"rank": after.keys[0], "due": after.keys[1], "id": after.id} if after else {}
            seen.append(served(viewer, statement(only, after, most=51), values))
        figures.add(f"queue, {name}, server", seen, aim=1)
    whole = [
        timed(queue, desk=desk, viewer=viewer, at=known.at)
        for viewer in islice(known.everything * REPEATED, REPEATED)
    ]
    figures.add("queue, first page, five lines, with transaction and rows", whole)


def portal(desk: Desk, known: Known, figures: Figures) -> None:
    """A customer's person: who he is, and the first page of his cases."""
    viewers = [viewer_of_contact(desk=desk, contact=contact) for contact in known.contacts]
    seen = [timed(cases_of, desk=desk, viewer=viewer) for viewer in viewers]
    figures.add("a customer's list of his cases, whole", seen)
    staff = known.everything[0]
    foreign = [
        len(queue(desk=desk, viewer=viewer, at=known.at).rows)
        + len(cases_of(desk=desk, viewer=replace(staff, lines=())).rows)
        for viewer in viewers[:5]
    ]
    if any(foreign):
        raise AssertionError("rows were shown that are not for this viewer")


def words(known: Known, figures: Figures) -> None:
    """Search for words from very common to very rare, for staff of all lines, of one, and for a customer's people."""
    customers = [Viewer(str(one), customers=(customer,)) for one, customer in of_customers(known)]
    whose = {"staff": known.everything, "staff of one line": known.of_a_line, "customer": customers}
    for who, viewers in whose.items():
        for word in WORDS:
            asked = [
                word.format(
                    rack=known.chance.randrange(RACKS),
                    node=known.chance.randrange(NODES),
                    error=known.chance.randrange(ERRORS),
                )
                for _ in range(60)
            ]
            seen = [
                served(viewers[number % len(viewers)], _WORD, {"asked": one})
                for number, one in enumerate(asked)
            ]
            figures.add(f"search, {who}, {word}, server", seen, aim=20)
    whole = [timed(search, viewer=viewer, asked=WORDS[0]) for viewer in known.everything]
    figures.add(f"search, staff, {WORDS[0]}, with cases and subjects", whole)


def of_customers(known: Known) -> list[tuple[UUID, UUID]]:
    with seen_by(known.everything[0]):
        found: list[tuple[UUID, UUID]] = ask("select id, customer_id from contact order by id limit 200")
        return found


def openings(desk: Desk, known: Known, figures: Figures) -> None:
    """A case opened with every target and its explanation in words; for the first time in this process, and once more."""
    for name, cases, aim in (("500 events", known.long, 20.0), ("some events", known.usual[:REPEATED], None)):
        if not cases:
            continue
        # What a process remembers of streams is forgotten; editions and terms, which it reads once, are kept.
        fresh = replace(open_desk(desk.world, load_almanac()), shelf=desk.shelf)
        opened(desk, known, cases[0])  # the terms and the edition, which a process reads once
        first = [timed(opened, fresh, known, case) for case in cases]
        again = [timed(opened, fresh, known, case) for case in cases]
        figures.add(f"case of {name} opened for the first time", first, aim=aim)
        figures.add(f"case of {name} opened again", again, aim=aim)
        work = [on_the_cpu(opened, fresh, known, case) for case in cases]
        figures.add(f"case of {name} opened again: CPU of the server of pages", work)


def opened(desk: Desk, known: Known, case: UUID) -> int:
    view = read_case(desk=desk, viewer=known.everything[0], case=case, at=known.at)
    zone = LocalTime(view.row.zone, desk.shelf.zone(view.row.zone))
    told = [
        explanation(one, view.terms, "ru", zone, at=known.at, years=desk.shelf.years) for one in view.targets
    ]
    return sum(len(one.lines) for one in told)


def rebuilt(desk: Desk, figures: Figures) -> None:
    """Some cases held against their events: all must stand as these say."""
    cases = sample(SAMPLE)
    begun = time.perf_counter()
    wrong = [found for found in rebuild(desk=desk, write=False, cases=cases) if found is not None]
    if wrong:
        raise AssertionError(
            f"{len(wrong)} of {len(cases)} cases do not stand as their events say: {wrong[:3]}"
        )
    figures.add("rebuild --check, a case", [(time.perf_counter() - begun) * MS / len(cases)])


def drained(home: Home, town: Mapping[str, Any], figures: Figures) -> None:
    """Ten thousand alarms due at once, worked by two watching processes with everything a turn does."""
    connect_as(home, "desk_worker")
    most = min(DUE_AT_ONCE, town["armed"] // 2)
    with seen_by(SYSTEM):
        ((at,),) = ask(_NTH, (most - 1,))
        ((due,),) = ask(_DUE, (at,))
    connection.close()
    spans = worked(home, [f"watch:{at}:{number}" for number in (1, 2)])
    seconds = max(one["ended"] for one in spans) - min(one["begun"] for one in spans)
    done = sum(one["done"] for one in spans)
    print(
        f"  {due} alarms due at once, {done} things done by {[one['done'] for one in spans]} in {seconds:.1f} s"
    )
    figures.add(f"alarms due at once, {due}, drained by two watches", [seconds], unit="s")
    figures.add("10,000 due at once, drained by two watches", [seconds * DUE_AT_ONCE / due], aim=30, unit="s")
    spent = sum(one["cpu"] for one in spans) * MS
    figures.add("an alarm and its notices: CPU of the watch", [spent / max(due, 1)])
    for name in ("pss", "rss"):
        figures.add(f"memory of watch at work: {name.upper()}", [max(one[name] for one in spans)], unit="MB")


def verified(home: Home) -> float:
    begun = time.perf_counter()
    environment = {**os.environ, "REGLAMENT_HOME": str(home.folder)}
    subprocess.run(
        [sys.executable, "-m", "reglament", "verify"], check=True, env=environment, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
