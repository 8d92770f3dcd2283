"""`reglament history`: makes a plausible history of cases to try regulations on."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import click
from rich.console import Console

from reglament.cli.editions import is_examples, load_edition, whole
from reglament.cli.files import written_whole
from reglament.cli.outside import Outside
from reglament.cli.past import PARQUET, write_parquet
from reglament.cli.progress import shown
from reglament.cli.trouble import Trouble
from reglament.core.replay.history.make import Written, heading, make


@click.command(name="history")
@click.option("--cases", type=click.IntRange(1, 100_000_000), default=1_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same history.")
@click.option(
    "--regulation", "path", type=click.Path(path_type=Path), help="Default: the first in regulations/."
)
@click.option("--out", type=click.Path(path_type=Path), help="FILE.jsonl or FILE.parquet; default: print it.")
@click.pass_obj
def command(outside: Outside, *, cases: int, seed: int, path: Path | None, out: Path | None) -> None:
    """Make past cases that could have happened under a regulation: letters, questions, silence, closings.

    The format is told in docs/regulation/history.md. Exit codes: 0 made, 2 a file cannot be read or written.
    """
    almanac = outside.almanac()
    regulation = whole(load_edition(path or _first(), almanac))
    head = heading(regulation, cases, seed)
    made = make(regulation, almanac, Random(seed), cases)  # noqa: S311 - a history is no secret
    if out is None:
        click.echo(json.dumps(head, ensure_ascii=False))
        for one in made:
            click.echo(_line(one))
        return
    told = shown(made, cases, Console(stderr=True, highlight=False))
    with written_whole(out) as place:
        if out.suffix == PARQUET:
            write_parquet(place, head, told)
        else:
            with place.open("w", encoding="utf-8") as file:
                file.write(json.dumps(head, ensure_ascii=False) + "\n")
                file.writelines(f"{_line(one)}\n" for one in told)


def _line(one: Written) -> str:
    contract, case, terms, events = one
    return f'{{"contract":"{contract}","case":"{case}","terms":{terms},"events":{events}}}'


def _first() -> Path:
    found: Iterator[Path] = (
        path for path in sorted(Path("regulations").glob("*/*.yaml")) if not is_examples(path)
    )
    first = next(found, None)
    if first is None:
        raise Trouble("no regulation")
    return first
