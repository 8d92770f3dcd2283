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
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import counted, say
from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.replay.mutate.edition import mutants
from reglament.core.replay.mutate.hunt import Hunted, hunt
from reglament.core.replay.outcome import Outcome, outcome
from reglament.core.replay.story import Length, Value
from reglament.words.catalogue import Language


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
        if mutate and run.holds and run.file:
            run.hunted.extend(_hunt(console, run, language))
            _tell_hunted(console, run, language)
    if form == "json":
        click.echo(json.dumps([_plain(run) for run in runs], ensure_ascii=False, indent=1))
    raise SystemExit(0 if all(run.holds and not run.survivors for run in runs) else 1)


@dataclass(frozen=True, slots=True)
class Run:
    """What running the examples of one edition showed. `file` is None where none lies beside it."""

    edition: EditionFile
    file: ExamplesFile | None
    outcomes: tuple[Outcome, ...]
    almanac: Almanac
    hunted: list[Hunted]

    @property
    def holds(self) -> bool:
        """Whether the edition and its examples can be read and every example holds."""
        readable = self.edition.regulation is not None and (
            self.file is None or self.file.examples is not None
        )
        return readable and all(outcome.holds for outcome in self.outcomes)

    @property
    def survivors(self) -> list[Hunted]:
        return [one for one in self.hunted if one.fate == "survived"]


def _run(path: Path, almanac: Almanac) -> Run:
    edition = load_edition(path)
    beside = examples_of(path)
    if edition.regulation is None or not beside.exists():
        return Run(edition, None, (), almanac, [])
    file = load_examples(beside, edition.regulation, almanac)
    stories = file.examples.stories if file.examples else ()
    memo = Memo()
    outcomes = tuple(outcome(story, edition.regulation, almanac, memo=memo) for story in stories)
    return Run(edition, file, outcomes, almanac, [])


def _tell(console: Console, run: Run, language: Language) -> None:
    path = run.edition.path
    if run.edition.regulation is None:
        console.print(_line(path, say("has faults", language, path=path), "red"), soft_wrap=True)
        return
    if run.file is None:
        console.print(_line(path, say("no examples", language), "yellow"), soft_wrap=True)
        return
    draw_faults(console, run.file.path, run.file.data, run.file.faults, language)
    failed = [one for one in run.outcomes if not one.holds]
    for one in failed:
        draw_outcome(console, run.file.path, one, run.almanac)
    told = counted(len(run.outcomes), "example", language)
    checks = sum(len(question.checks) for one in run.outcomes for question in one.story.questions)
    verdict = say("fail", language, n=len(failed)) if failed else say("all hold", language)
    if run.file.examples is None:
        verdict = say("has faults", language, path=run.file.path)
    line = f"{told}, {counted(checks, 'expectation', language)}: {verdict}"
    console.print(_line(path, line, "green" if run.holds else "red"), soft_wrap=True)


def _hunt(console: Console, run: Run, language: Language) -> list[Hunted]:
    regulation, file = run.edition.regulation, run.file
    if regulation is None or file is None or file.examples is None:
        return []
    number = sum(1 for _ in mutants(regulation))
    hunted = hunt(regulation, file.examples, run.almanac)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        return list(progress.track(hunted, total=number, description=say("playing", language)))


def _tell_hunted(console: Console, run: Run, language: Language) -> None:
    fates = Counter(one.fate for one in run.hunted)
    told = [counted(len(run.hunted), "mutant", language), say("caught", language, n=fates["caught"])]
    told += [say(fate, language, n=fates[fate]) for fate in ("equivalent", "survived") if fates[fate]]
    console.print(
        _line(run.edition.path, ", ".join(told), "red" if run.survivors else "green"), soft_wrap=True
    )
    for one in run.hunted:
        if one.fate != "caught":
            style = "red" if one.fate == "survived" else "dim"
            console.print(
                Text(f"  {one.mutant}{f': {one.reason}' if one.reason else ''}", style), soft_wrap=True
            )


def _line(path: Path, told: str, style: str) -> Text:
    return Text(str(path), "bold").append(f"  {told}", f"not bold {style}")


def _plain(run: Run) -> dict[str, Any]:
    return {
        "file": str(run.edition.path),
        "examples": None if run.file is None else str(run.file.path),
        "holds": run.holds,
        "stories": [
            {
                "story": one.story.name,
                "line": one.story.place.line,
                "holds": one.holds,
                "trouble": None if one.trouble is None else str(one.trouble),
                "surprises": [
                    {"line": surprise.place.line, "expected": surprise.expected, "actual": surprise.actual}
                    for surprise in one.surprises
                ],
                "mismatches": [
                    {
                        "line": mismatch.place.line,
                        "case": mismatch.case,
                        "path": list(mismatch.path),
                        "expected": _plain_value(mismatch.expected),
                        "actual": _plain_value(mismatch.actual),
                    }
                    for mismatch in one.mismatches
                ],
            }
            for one in run.outcomes
        ],
        "mutants": [
            {"mutant": one.mutant, "fate": one.fate, "caught by": one.caught_by, "reason": one.reason}
            for one in run.hunted
        ],
    }


def _plain_value(value: Value) -> object:
    if isinstance(value, Length):
        return {value.unit: value.number}
    return list(value) if isinstance(value, tuple) else value
