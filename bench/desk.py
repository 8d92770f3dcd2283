"""Intake: raw letters into cases with targets, board and answers queued, by one and by two workers, beside bare PostgreSQL; acts on them."""

# ruff: noqa: T201, INP001, S603, PLC0415 - a bench prints, is run by its path, and sets Django up before it imports the desk

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")

import psycopg  # noqa: E402 - after the path is set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reglament.config.home import Home
    from reglament.desk.record.desk import Desk

LETTERS = 1200
TOWNS = 40
AIM = 400  # cases a second with two workers
ACTS = 300  # answers, then closings
TICKS = os.sysconf("SC_CLK_TCK")
# What a desk that computes nothing would write: a case, its message and three events, each by a statement, in one transaction.
BARE = """create table if not exists bare_case(id uuid primary key, number text, status text, due_at bigint);
create table if not exists bare_message(id uuid primary key, case_id uuid, body text);
create table if not exists bare_event(case_id uuid, seq int, facts text, primary key (case_id, seq))"""
BODY = (
    "С утра отчёт обрывается на половине, в журнале timeout. Что нам сделать, чтобы он построился сегодня? "
    * 6
)


def main() -> int:
    if len(sys.argv) > 1:
        return work(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="reglament-bench-") as folder:
        from reglament.config.home import Home
        from reglament.config.postgres import init, start, stop

        home = Home(Path(folder) / "home")
        home.make()
        os.environ["REGLAMENT_SECRET_KEY"] = home.read_secret_key()
        init(home.folder)
        start(home.folder)
        try:
            return measure(home)
        finally:
            stop(home.folder)


def measure(home: "Home") -> int:
    import django

    django.setup()
    from reglament.config.connecting import connect_as
    from reglament.config.migrating import migrate
    from reglament.config.postgres import address
    from reglament.config.verbs.workers import open_working_desk
    from reglament.desk.acts.take_in import find_mailbox, take_in

    migrate(home)
    connect_as(home, "desk_worker")
    senders = many_towns()
    desk = open_working_desk(home)
    rates: dict[int, float] = {}
    print(f"{len(senders)} contacts of {TOWNS} towns on five lines; {LETTERS} letters for each run")
    for workers in (1, 2):
        begun = time.perf_counter()
        for number in range(LETTERS):
            sender, to = senders[number % len(senders)]
            raw = f"From: {sender}\nTo: {to}\nSubject: {workers} {number}\n\n{BODY}\n".encode()
            mailbox = find_mailbox(channel="console", address=to)
            take_in(world=desk.world, mailbox=mailbox, source_key=f"{workers}-{number}", raw=raw)
        kept = LETTERS / (time.perf_counter() - begun)
        rates[workers] = run_workers(home, workers)
        print(
            f"  {workers} at work: {rates[workers]:7.0f} cases/s  (raw letters kept by one before: {kept:.0f}/s)"
        )
    connect_as(home, "desk_worker")
    for what, rate, python, postgres in acts_on_cases(desk, home.folder):
        print(
            f"  {what}: {rate:7.0f} acts/s by one process; {python:.2f} + {postgres:.2f} ms of processor an act"
        )
    bare = bare_rate(address(home.folder, "reglament_owner").dsn)
    print(
        f"  bare PostgreSQL, one client: {bare:.0f} cases/s; we give {rates[2] / bare:.2f} of it with everything computed"
    )
    print(f"  {'met ' if rates[2] >= AIM else 'MISS'} cases/s with two workers ≥ {AIM}: {rates[2]:.0f}")
    return 0 if rates[2] >= AIM else 1


def many_towns() -> list[tuple[str, str]]:
    """Take on the demo town's customers many times over, under other addresses; give contacts with their mailboxes."""
    from reglament.config import town
    from reglament.config.almanac import load_almanac
    from reglament.desk.acts.customer import take_on
    from reglament.desk.clock.virtual import VirtualWorld
    from reglament.desk.models import Line
    from reglament.desk.record.desk import open_desk
    from reglament.desk.record.viewer import SYSTEM

    now = int(time.time())
    desk = open_desk(VirtualWorld(town.began_at(now), 7), load_almanac())
    town.move_in(desk=desk, present_at=now)
    found: list[tuple[str, str]] = []
    for plain in town.read_file("town.yaml")["lines"]:
        if plain.get("confidential"):
            continue  # sealed letters are another measurement
        line = Line.objects.get(name=plain["name"])
        regulation = desk.shelf.in_force(line.regulation, now)
        for copy in range(TOWNS):
            for customer in plain["customers"]:
                if customer["contract"].get("until", 0) < 0:
                    continue  # whoever is refused makes no work
                new = town.new_customer(customer, line.id, regulation, now)
                people = tuple(replace(one, email=f"{copy}.{one.email}") for one in new.contacts)
                text = replace(new.text, number=f"{new.text.number}/{copy}", certificates=())
                take_on(
                    desk=desk,
                    viewer=SYSTEM,
                    customer=replace(new, text=text, contacts=people),
                    by=town.STAFF,
                )
                found += [(one.email, plain["mailbox"]) for one in people]
    return found


def run_workers(home: "Home", workers: int) -> float:
    """Open everything that waits with so many processes; cases a second from the first start to the last end."""
    from django.db import connection

    connection.close()
    arguments = [sys.executable, __file__, str(home.folder)]
    before = postgres_seconds(home.folder)
    started = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
    spans = [one.communicate()[0].split() for one in started]
    python, postgres = sum(float(span[3]) for span in spans), postgres_seconds(home.folder) - before
    cost = f"{1000 * python / LETTERS:.2f} ms of processor a letter in Python, {1000 * postgres / LETTERS:.2f} in PostgreSQL"
    begun, ended = min(float(span[0]) for span in spans), max(float(span[1]) for span in spans)
    print("   " + " + ".join(span[2] for span in spans) + f"; {cost}")
    return LETTERS / (ended - begun)


def postgres_seconds(folder: Path) -> float:
    """Processor time of the server and all its processes so far, those that ended included."""
    server = int(next(folder.rglob("postmaster.pid")).read_text().split()[0])
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = int(stat.parent.name), stat.read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        own = sum(map(int, rest[11:13]))
        total += own + sum(map(int, rest[13:15])) if pid == server else own if int(rest[1]) == server else 0
    return total / TICKS


def acts_on_cases(desk: "Desk", folder: Path) -> "Iterator[tuple[str, float, float, float]]":
    """Answer some of the cases, then close them; acts a second, and processor time an act in Python and PostgreSQL, in ms."""
    from django.db import connection

    from reglament.core.case.act import Close, Doer, Reply
    from reglament.desk.record.record import record
    from reglament.desk.record.viewer import SYSTEM

    with connection.cursor() as cursor:
        cursor.execute("select id from \"case\" where status = 'open' order by id limit %s", (ACTS,))
        cases = [case for (case,) in cursor.fetchall()]
    engineer = Doer("staff", actor="bench")
    for what, act in (("answers ", Reply("bench")), ("closings", Close())):
        begun, used, served = time.perf_counter(), time.process_time(), postgres_seconds(folder)
        done = [record(desk=desk, viewer=SYSTEM, case=case, act=act, by=engineer) for case in cases]
        refused = sum(one.is_refused for one in done)
        took = (time.perf_counter() - begun, time.process_time() - used, postgres_seconds(folder) - served)
        told = f"{what} ({len(done) - refused} done, {refused} refused)"
        yield told, len(done) / took[0], 1000 * took[1] / len(done), 1000 * took[2] / len(done)


def work(folder: Path) -> int:
    """One worker: once all are ready to begin, open letters until none waits; print begin, end, how many."""
    os.environ["REGLAMENT_SECRET_KEY"] = "bench"  # noqa: S105 - it signs nothing here
    import django

    django.setup()
    from reglament.channels.console.channel import Console
    from reglament.channels.fetch import open_arrived
    from reglament.config.connecting import connect_as
    from reglament.config.home import Home
    from reglament.config.verbs.workers import open_working_desk

    home = Home(folder)
    connect_as(home, "desk_worker")
    desk = open_working_desk(home)
    channels = {"console": Console(folder / "console")}
    begun, outcomes, used = time.time(), dict[str, int](), time.process_time()
    while opened := open_arrived(desk=desk, channels=channels):
        for one in opened:
            outcomes[one.outcome] = outcomes.get(one.outcome, 0) + 1
    told = ",".join(f"{count}-{outcome}" for outcome, count in sorted(outcomes.items()))
    print(begun, time.time(), told or "nothing", time.process_time() - used)
    return 0


def bare_rate(dsn: str) -> float:
    with psycopg.connect(dsn) as plain:
        plain.execute(BARE)
        plain.commit()
        begun = time.perf_counter()
        for number in range(LETTERS):
            case = uuid4()
            plain.execute("insert into bare_case values (%s, %s, 'open', %s)", (case, f"B-{number}", number))
            plain.execute("insert into bare_message values (%s, %s, %s)", (uuid4(), case, BODY))
            for seq in range(3):
                plain.execute("insert into bare_event values (%s, %s, %s)", (case, seq, "{}"))
            plain.commit()
        return LETTERS / (time.perf_counter() - begun)


if __name__ == "__main__":
    sys.exit(main())
