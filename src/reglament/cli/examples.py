"""`reglament examples`: do the worked examples beside these regulations hold, and would they notice a mistake?"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from reglament.cli.differences import draw_outcome
from reglament.cli.editions import (
    EditionFile,
    ExamplesFile,
    editions_among,
    examples_of,
    load_edition,
    load_examples,
)
from reglament.cli.frames import draw_faults
from reglament.cli.language import Language, language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import counted, say
from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.replay.mutate.edition import mutants
from reglament.core.replay.mutate.hunt import Hunted, hunt
from reglament.core.replay.outcome import Outcome, outcome


@click.command(name="examples")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mutate", is_flag=True, help="Change every rule a little and see whether some example fails.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@click.pass_obj
def command(outside: Outside, files: Sequence[Path], *, mutate: bool, form: str, language: Language) -> None:
    """Run the worked examples that lie beside regulation files (EDITION.examples.yaml beside EDITION.yaml).

    Exit codes: 0 all hold, 1 some do not (or some file has faults, or a mutant survived), 2 a file cannot be read.
    """
    console = Console(highlight=False, stderr=form == "json")
    almanac = outside.almanac()
    runs = [_run(path, almanac) for path in editions_among(files)]
    for run in runs:
        _tell(console, run, language)
        if mutate and run.holds and run.examples:
            run.hunted.extend(_hunt(console, run, almanac, language))
            _tell_hunted(console, run, language)
    if form == "json":
        click.echo(json.dumps([_plain(run) for run in runs], ensure_ascii=False, indent=1))
    raise SystemExit(0 if all(run.holds and not run.survivors for run in runs) else 1)
