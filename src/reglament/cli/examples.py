"""`reglament examples`: do the worked examples beside these regulations hold, and would they notice a mistake?"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from reglament.cli.editions import editions_among
from reglament.cli.files import read_bytes
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.trial import Trial, named_in, story_files, try_edition
from reglament.cli.trial_report import plain, tell, tell_hunted
from reglament.cli.trouble import Trouble
from reglament.core.replay.mutate.edition import mutants
from reglament.core.replay.mutate.hunt import Hunted, hunt
from reglament.words.catalogue import Language

STORIES = "Further stories: files, or folders of files, that name the regulation they are told under."


@click.command(name="examples")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mutate", is_flag=True, help="Change every rule a little and see whether some example fails.")
@click.option("--stories", multiple=True, type=click.Path(path_type=Path, exists=True), help=STORIES)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@click.pass_obj
def command(
    outside: Outside,
    files: Sequence[Path],
    *,
    mutate: bool,
    stories: Sequence[Path],
    form: str,
    language: Language,
) -> None:
    """Run the worked examples that lie beside regulation files (EDITION.examples.yaml beside EDITION.yaml).

    Exit codes: 0 all hold, 1 some do not (or some file has faults, or a mutant survived), 2 a file cannot be read.
    """
    console = Console(highlight=False, stderr=form == "json")
    almanac = outside.almanac()
    further = tuple(story_files(stories))
    trials: list[Trial] = []
    for path in editions_among(files):
        trial = try_edition(path, further, almanac)
        trials.append(trial)
        tell(console, trial, language)
        if mutate and trial.holds and trial.outcomes:
            trial.hunted.extend(_hunt(console, trial, language))
            tell_hunted(console, trial, language)
    _all_played(stories, trials)
    if form == "json":
        click.echo(json.dumps([plain(trial) for trial in trials], ensure_ascii=False, indent=1))
    raise SystemExit(0 if all(trial.holds and not trial.survivors for trial in trials) else 1)


def _all_played(stories: Sequence[Path], trials: Sequence[Trial]) -> None:
    """A file of stories that was asked for and belongs to none of the regulations is no success."""
    played = {tried.file.path for trial in trials for tried in trial.files}
    for path in stories:
        if path.is_file() and path not in played and all(trial.edition.regulation for trial in trials):
            raise Trouble("another regulation", path=path, name=named_in(read_bytes(path)))


def _hunt(console: Console, trial: Trial, language: Language) -> Iterator[Hunted]:
    if trial.edition.regulation is None:
        return
    number = sum(1 for _ in mutants(trial.edition.regulation))
    hunted = hunt(trial.edition.regulation, trial.examples, trial.almanac)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        yield from shown.track(hunted, total=number, description=say("playing", language))
