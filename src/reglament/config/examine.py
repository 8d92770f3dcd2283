"""What to make of the figures of a desk and its machine: which of them somebody should act upon."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage

from reglament.cli.finding import NOTE, TROUBLE, Finding
from reglament.config.keeping_copies.receiver import Place
from reglament.core.hours.almanac import Almanac
from reglament.desk.queries.overview import Overview
from reglament.desk.queries.walls_stand import Breach
from reglament.desk.watch.stuck import StuckCase
from reglament.desk.watch.trouble import Trouble

LATE = 60  # seconds
CLOCKS_APART = 5
LEAST_FREE = 1024**3
MIB = 1024**2
NEXT_YEAR_KNOWN_BY = 10  # the month from which a missing calendar of the next year is an alarm


def of_books(found: Overview) -> Iterator[Finding]:
    """What is late, stuck, or missing."""
    if found.lag > LATE:
        yield Finding("alarms late", {"seconds": found.lag})
    yield from _of_messages(found)
    for what, why in found.holds.items():
        yield Finding("sending held", {"what": what, "why": why})
    for line in found.lines:
        if line.edition is None:
            yield Finding("no edition", {"line": line.name, "regulation": line.regulation})
        if not line.mailboxes:
            yield Finding("no mailbox", {"line": line.name}, NOTE)


def _of_messages(found: Overview) -> Iterator[Finding]:
    """What came to no good end: letters out, messages in."""
    letters, inbound = found.letters, found.inbound
    for code, number, severity in (
        ("letters failed", letters.get("failed"), TROUBLE),
        ("letters unknown", letters.get("unknown"), TROUBLE),
        ("letters refused", letters.get("refused"), NOTE),
        ("quarantine overlooked", inbound.get("overlooked"), TROUBLE),
        ("quarantine", inbound.get("quarantined"), NOTE),
    ):
        if number:
            yield Finding(code, {"n": number}, severity)


def of_processes(pulses: Mapping[str, int], *, expected: Collection[str], at: int) -> Iterator[Finding]:
    """Who should live and gives no sign of it: those a supervisor keeps, and those that ended without a word."""
    for name in sorted({*pulses, *expected}):
        pulse_at = pulses.get(name)
        if pulse_at is None or at - pulse_at > LATE:
            yield Finding("pulse late", {"name": name})


def of_watch(stuck: Iterable[StuckCase], troubles: Iterable[Trouble]) -> Iterator[Finding]:
    """What the watch has said of itself."""
    for case in stuck:
        yield Finding("stuck case", {"number": case.number, "tries": case.tries, "trouble": case.trouble})
    for one in troubles:
        since = datetime.fromtimestamp(one.since_at, UTC)
        yield Finding(
            "desk trouble", {"kind": one.kind, "since": f"{since:%Y-%m-%d %H:%M} UTC", "detail": one.detail}
        )


def of_walls(breaches: Iterable[Breach]) -> Iterator[Finding]:
    """Where one customer could be shown what is another's."""
    for breach in breaches:
        yield Finding("wall", {"what": breach.what, "remedy": breach.remedy})


def of_clocks(*, here: int, database: int) -> Iterator[Finding]:
    """Whether this machine and the database tell the same time, UTC seconds."""
    if abs(here - database) > CLOCKS_APART:
        yield Finding("clocks apart", {"seconds": database - here})


def of_calendars(almanac: Almanac, *, at: int) -> Iterator[Finding]:
    """Whether the official calendars reach as far as they should."""
    today = datetime.fromtimestamp(at, UTC)
    needed = today.year + (1 if today.month >= NEXT_YEAR_KNOWN_BY else 0)
    for country, years in sorted(almanac.years.items()):
        for year in range(today.year, needed + 1):
            if year not in years:
                yield Finding("calendar missing", {"country": country, "year": year})


def of_pages(failures: int) -> Iterator[Finding]:
    """Whether the disk gave back other bytes than were written: pages whose checksum did not fit since the database was made."""
    if failures:
        yield Finding("pages damaged", {"n": failures})


def of_tail(place: Place | None) -> Iterator[Finding]:
    """Whether what changes since a backup is kept elsewhere, where that was begun."""
    if place is not None and place.status == "lost":
        yield Finding("tail lost")
    elif place is not None and not place.active:
        yield Finding("tail idle", {"behind": place.behind // MIB})


def of_disk(folder: Path) -> Iterator[Finding]:
    """Whether there is room to write."""
    free = disk_usage(folder).free
    if free < LEAST_FREE:
        yield Finding("disk full", {"path": folder, "free": free // MIB})
