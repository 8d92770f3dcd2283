"""`reglament town`: a desk with as many open cases as one likes, to measure on."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from reglament.cli.filled import Wanted
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.progress import Meter
from reglament.cli.tell import tell
from reglament.words.catalogue import Language
from reglament.words.number import number

MILLION = 1_000_000


@click.command(name="town")
@click.option(
    "--cases",
    type=click.IntRange(1, 10 * MILLION),
    required=True,
    help="How many of its cases are to be open, at least.",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    help="Where; must hold no desk yet. Without it: REGLAMENT_HOME or `var`.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed at the same moment, the same town.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    help="The moment up to which its cases are lived, UTC; now without it.",
)
@language_option
@click.pass_obj
def command(
    outside: Outside, *, cases: int, home: Path | None, seed: int, at: datetime | None, language: Language
) -> None:
    """Make a home with a filled town: customers of ten kinds on five lines, cases open in many states, each with its chain.

    One customer of each kind lives its cases through the door; the others are its like, with ids, numbers, names and texts of
    their own, written in bulk. `reglament verify` and `reglament rebuild --check --sample 1000` look after it.
    Exit codes: 0 the town is there, 2 it is not, and why.
    """
    moment = None if at is None else int(at.replace(tzinfo=UTC).timestamp())
    with Meter(cases, Console(file=sys.stderr, highlight=False)) as meter:
        made = outside.operations().town(tell, home, Wanted(cases, seed, moment), meter.grow)
    counts = {
        "customers": made.customers, "cases": made.cases, "open": made.still_open, "armed": made.armed, "events": made.events,
    }  # fmt: skip
    click.echo(
        say("town filled", language, **{name: number(count, language) for name, count in counts.items()})
    )
    disk = number(made.octets // 10**6, language)
    click.echo(say("town took", language, seconds=number(round(made.whole), language), disk=disk))
