"""`reglament up`: the desk, running, with a live summary."""

import sys
import time
from collections.abc import Callable, Iterator

import click
from rich.console import Console, RenderableType
from rich.live import Live

from reglament.cli.language import language_option
from reglament.cli.outside import Attended, Outside
from reglament.cli.sight import Sight
from reglament.cli.summary import drawn, figures
from reglament.cli.tell import tell
from reglament.words.catalogue import Language

IN_A_PIPE = 200  # columns: nothing is folded that a program may read
Draw = Callable[[Sight], RenderableType]


@click.command(name="up")
@click.option(
    "--for", "seconds", type=click.FloatRange(min=0), help="Stop so many seconds after it is ready."
)
@click.option("--once", is_flag=True, help="Stop as soon as it is ready and has shown how it stands.")
@click.option("--bare", is_flag=True, help="Do not let the demo town move into empty books.")
@language_option
@click.pass_obj
def command(outside: Outside, *, seconds: float | None, once: bool, bare: bool, language: Language) -> None:
    """Run the desk until Ctrl-C: its database, watch, post and pages. What is missing is made first.

    The home is REGLAMENT_HOME or `var`. Stopping and starting again keeps everything.
    Exit codes: 0 stopped as asked, 2 it cannot run, and why.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else IN_A_PIPE)
    almanac = outside.almanac()
    with outside.operations().up(tell, not bare) as desk:
        sights = _sights(desk, 0.0 if once else seconds)
        if console.is_terminal:
            _live(sights, console, lambda sight: drawn(sight, almanac, language))
        else:
            _in_lines(
                sights,
                console,
                lambda sight: drawn(sight, almanac, language),
                lambda sight: figures(sight, almanac, language),
            )


def _sights(desk: Attended, seconds: float | None) -> Iterator[Sight]:
    """Attend to the desk and look at it, until it has been ready for so long or is told to stop."""
    until: float | None = None
    going = True
    while going:
        desk.turn()
        sight = desk.look()
        yield sight
        now = time.monotonic()
        if until is None and sight.is_ready and seconds is not None:
            until = now + seconds
        going = desk.wait() and (until is None or now < until)


def _live(sights: Iterator[Sight], console: Console, draw: Draw) -> None:
    """Draw over the same place of a terminal."""
    with Live(console=console, auto_refresh=False) as place:
        for sight in sights:
            for line in sight.told:
                place.console.print(line, soft_wrap=True)
            place.update(draw(sight), refresh=True)


def _in_lines(sights: Iterator[Sight], console: Console, draw: Draw, in_one: Callable[[Sight], str]) -> None:
    """Say everything once it is ready, then what changes."""
    said: str | None = None
    for sight in sights:
        for line in sight.told:
            console.print(line, soft_wrap=True)
        if said is None and sight.is_ready:
            console.print(draw(sight), soft_wrap=True)
            said = in_one(sight)
        elif said is not None and (now := in_one(sight)) != said:
            console.print(now, soft_wrap=True)
            said = now
        sys.stdout.flush()
