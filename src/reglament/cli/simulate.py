"""`reglament simulate`: weeks of the whole desk made from seeds, with faults, and every invariant held against them."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import click
from rich.console import Console

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.progress import Meter
from reglament.cli.simulated import Broken, Simulated
from reglament.cli.tell import tell
from reglament.words.catalogue import Language

DAYS = 7


@click.command(name="simulate")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The first seed.")
@click.option(
    "--seeds", type=click.IntRange(1), default=1, show_default=True, help="How many, one after another."
)
@click.option(
    "--days", type=click.IntRange(1, 28), default=DAYS, show_default=True, help="Days in each week."
)
@click.option("--calm", is_flag=True, help="Put in no faults.")
@click.option("--trace", is_flag=True, help="Print every step.")
@language_option
@click.pass_obj
def command(
    outside: Outside, *, seed: int, seeds: int, days: int, calm: bool, trace: bool, language: Language
) -> None:
    """Let the whole desk live through a week in one process, on virtual time, against a database of its own.

    Customers, staff and faults are drawn from the seed; the same seed gives the same books, byte for byte. Nothing runs before,
    nothing is left behind.
    Exit codes: 0 every invariant held, 1 one did not: its seed, moment and last steps are told, 2 it cannot be done, and why.
    """
    done: list[Simulated] = []
    with Meter(seeds, Console(file=sys.stderr, highlight=False)) as meter:
        for number, one in enumerate(
            outside.operations().simulate(tell, range(seed, seed + seeds), days, calm, trace), 1
        ):
            for line in one.lines:
                click.echo(line)
            done.append(one)
            meter.reach(number)
            if one.broken is not None:
                _tell_broken(one, one.broken, days, calm=calm, language=language)
    _tell_sum(done, language)
    raise SystemExit(1 if any(one.broken for one in done) else 0)


def _tell_broken(one: Simulated, broken: Broken, days: int, *, calm: bool, language: Language) -> None:
    at = f"{datetime.fromtimestamp(broken.at, UTC):%Y-%m-%d %H:%M:%S} UTC"
    click.echo(say("simulate broken", language, seed=one.seed, at=at, name=broken.name, what=broken.what))
    for line in broken.last:
        click.echo(f"    {line}")
    options = f"{'' if days == DAYS else f' --days {days}'}{' --calm' if calm else ''}"
    click.echo(
        say("simulate again", language, command=f"reglament simulate --seed {one.seed}{options} --trace")
    )


def _tell_sum(done: Iterable[Simulated], language: Language) -> None:
    done = list(done)
    faults = sum((Counter(one.faults) for one in done), Counter[str]())
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(faults.items()))
    values = {
        "seeds": len(done), "cases": sum(one.cases for one in done), "events": sum(one.events for one in done),
        "steps": sum(one.steps for one in done), "letters": sum(one.letters for one in done), "faults": faults.total(),
        "kinds": kinds or "-", "broken": sum(one.broken is not None for one in done),
    }  # fmt: skip
    if len(done) == 1:
        click.echo(say("simulate books", language, books=done[0].books))
    click.echo(say("simulate sum", language, **values))
