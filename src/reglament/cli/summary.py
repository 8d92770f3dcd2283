"""A running desk on a terminal: what runs, what is open, what is due next, and where to drop a letter."""

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from reglament.cli.phrase import say
from reglament.cli.sight import Sight, Worker
from reglament.core.hours.almanac import Almanac
from reglament.words.catalogue import Language
from reglament.words.length import length
from reglament.words.moment import local_time, moment

WAITING = ("ready", "leased")
STUCK = ("failed", "unknown")
APART = ("quarantined", "overlooked")
TOWN_ZONE = "Europe/Moscow"  # of the demo town's vendor


def drawn(sight: Sight, almanac: Almanac, language: Language) -> Group:
    """The whole summary."""
    return Group(*_drawn(sight, almanac, language))


def _drawn(sight: Sight, almanac: Almanac, language: Language) -> Iterator[Text | Table]:
    ready = say("up ready" if sight.is_ready else "up starting", language)
    yield Text.assemble(("Reglament", "bold"), " · ", (ready, "green" if sight.is_ready else "yellow"))
    facts = Table.grid(padding=(0, 2))
    facts.add_row(say("up pages", language), sight.pages)
    if sight.sign_in:
        *addresses, password = sight.sign_in
        told = say("up password", language, addresses=" · ".join(addresses), password=password)
        facts.add_row(say("up sign in", language), told)
    facts.add_row(say("up home", language), str(sight.home))
    if sight.ahead and (here := local_time(TOWN_ZONE, almanac)) is not None:
        moved = {
            "moment": moment(sight.at, here, language),
            "zone": TOWN_ZONE,
            "span": length(sight.ahead, language),
        }
        facts.add_row(say("up clock", language), say("up clock moved", language, **moved))
    facts.add_row(say("up database", language), sight.database)
    facts.add_row(
        say("up processes", language), " · ".join(_worker(one, sight.at, language) for one in sight.workers)
    )
    if sight.overview is not None:
        facts.add_row(say("up now", language), figures(sight, almanac, language))
    yield facts
    yield from _lines(sight, language)
    inbox, outbox = sight.letters
    yield Text(say("up letter", language, inbox=inbox, outbox=outbox))
    yield Text(say("up stop", language), "dim")


def figures(sight: Sight, almanac: Almanac, language: Language) -> str:
    """The books in one line."""
    found = sight.overview
    if found is None:
        return say("up database away", language)
    told = [say("up open", language, n=found.cases)]
    if found.next_due is not None:
        number, due_at, zone = found.next_due
        here = local_time(zone, almanac) or local_time("UTC", almanac)
        if here is not None:
            told.append(
                say("up next", language, case=number, moment=moment(due_at, here, language, year=False))
            )
    if found.overdue:
        told.append(say("up overdue", language, n=found.overdue))
    told.append(say("up letters", language, n=sum(found.letters.get(state, 0) for state in WAITING)))
    if stuck := sum(found.letters.get(state, 0) for state in STUCK):
        told.append(say("up stuck", language, n=stuck))
    if quarantined := sum(found.inbound.get(state, 0) for state in APART):
        told.append(say("up quarantined", language, n=quarantined))
    told.append(say("up lag", language, seconds=found.lag))
    if sight.ahead:
        told.append(say("up ahead", language, span=length(sight.ahead, language)))
    return " · ".join(told)


def _lines(sight: Sight, language: Language) -> Iterator[Table]:
    if sight.overview is None or not sight.overview.lines:
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("line", "regulation", "cases", "mailbox"):
        table.add_column(say(f"up {heading}", language), justify="right" if heading == "cases" else "left")
    for line in sight.overview.lines:
        edition = line.edition or say("up no edition", language)
        table.add_row(line.name, f"{line.regulation} {edition}", str(line.cases), ", ".join(line.mailboxes))
    yield table


def _worker(one: Worker, at: int, language: Language) -> str:
    if one.pid is None:
        return say("up worker down", language, name=one.name, n=one.restarts)
    if one.pulse_at is None:
        return say("up worker begins", language, name=one.name, pid=one.pid)
    return say("up worker", language, name=one.name, pid=one.pid, seconds=max(0, at - one.pulse_at))
