"""`reglament rebuild`: board, alarms and search made anew from the events, or held against what stands."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from rich.console import Console

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.progress import Meter
from reglament.cli.rebuilt import Rebuilt
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.words.catalogue import Language


@click.command(name="rebuild")
@click.option(
    "--check", is_flag=True, help="Change nothing; only say which cases do not stand as they should."
)
@click.option(
    "--sample", type=click.IntRange(1), help="With --check: look at so many cases only, taken at random."
)
@language_option
@click.pass_obj
def command(outside: Outside, *, check: bool, sample: int | None, language: Language) -> None:
    """Make what is derived from the events anew, case by case; the desk may go on meanwhile.

    Each case that stood otherwise is named: what of it, how it stood, how it is.
    Exit codes: 0 all stands as it should now, 1 with --check: something does not, 2 it cannot be done, and why.
    """
    if sample is not None and not check:
        raise Trouble("sample without check")
    with Meter(1, Console(file=sys.stderr, highlight=False)) as meter:
        found = outside.operations().rebuild(tell, not check, sample, meter.grow)
    for line in _lines(found, language):
        click.echo(line)
    outcome = "clean" if not found.wrong else "differs" if check else "mended"
    click.echo(say(f"rebuild {outcome}", language, cases=found.cases, n=found.wrong))
    raise SystemExit(1 if check and found.wrong else 0)


def _lines(found: Rebuilt, language: Language) -> Iterator[str]:
    for number, keys in found.differing.items():
        for key, (stood, now) in keys.items():
            told = {"stood": _value(key, stood, language), "now": _value(key, now, language)}
            yield say("rebuild case", language, number=number, key=key, **told)
    for number, texts in found.words.items():
        yield say("rebuild words", language, number=number, n=texts)


def _value(key: str, value: object, language: Language) -> str:
    if value is None:
        return say("rebuild nothing", language)
    if isinstance(value, int) and (key == "alarm" or key.endswith("_at")):
        return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S} UTC"
    return str(value)
