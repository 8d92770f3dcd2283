"""`reglament demo`: somebody to serve, half a year of cases, and a clock that can be moved."""

import sys
from datetime import datetime

import click
from rich.console import Console

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.progress import Meter
from reglament.cli.span import seconds_of
from reglament.cli.summary import TOWN_ZONE
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.core.hours.almanac import Almanac
from reglament.words.catalogue import Language
from reglament.words.moment import LocalTime, local_time, moment

CASES = 400


@click.command(name="demo")
@click.option("--at", "present", metavar="TIME", help="The town's present, in Moscow; otherwise now.")
@click.option(
    "--cases", type=click.IntRange(0, 100_000), default=CASES, show_default=True, help="About so many."
)
@click.option("--ahead", metavar="SPAN", help="Move the clock of a demo home on: 90m, 3h, 2d, 1w 2d.")
@click.option("--to", "moved_to", metavar="TIME", help="Move it on to this moment, in Moscow.")
@language_option
@click.pass_obj
def command(
    outside: Outside,
    *,
    present: str | None,
    cases: int,
    ahead: str | None,
    moved_to: str | None,
    language: Language,
) -> None:
    """Let the demo town move into empty books: six service lines, 25 customers, half a year of cases up to the present.

    The same present gives the same town. TIME is 2026-11-20 or "2026-11-20 10:00". With --ahead or --to the town there is
    taken as it is, and its clock is moved: alarms in between ring in their order. No clock goes back.
    Exit codes: 0 the town is there, 2 it is not, or its clock was not moved, and why.
    """
    here = _here(outside.almanac())
    if ahead is not None or moved_to is not None:
        moved = outside.operations().move_clock(
            tell, _span(ahead) if ahead is not None else 0, _moment(moved_to, here) if moved_to else None
        )
        click.echo(say("clock moved", language, moment=moment(moved, here, language), zone=TOWN_ZONE))
        return
    asked = _moment(present, here) if present is not None else None
    with Meter(1, Console(file=sys.stderr, highlight=False)) as meter:
        found = outside.operations().demo(tell, asked, cases, meter.grow)
    figures = {"n": found.customers, "cases": found.cases, "open": found.open, "breached": found.breached}
    click.echo(say("town there", language, **figures))


def _here(almanac: Almanac) -> LocalTime:
    here = local_time(TOWN_ZONE, almanac)
    if here is None:
        raise LookupError(f"the time zones shipped lack {TOWN_ZONE}")
    return here


def _moment(text: str, here: LocalTime) -> int:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        raise Trouble("time unreadable", text=text) from None
    if wall.tzinfo is not None:
        return int(wall.timestamp())
    return here.zone.instant(wall.toordinal(), wall.hour * 3600 + wall.minute * 60 + wall.second)


def _span(text: str) -> int:
    try:
        return seconds_of(text)
    except ValueError:
        raise Trouble("span unreadable", text=text) from None
