"""`reglament restore`: a new home made of a backup, audited, with every letter held back."""

from pathlib import Path
from shlex import quote

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="restore")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="The new home; it must be empty or absent."
)
@click.option(
    "--keys", type=click.Path(path_type=Path), help="The copy of the keys, kept apart from the backup."
)
@language_option
@click.pass_obj
def command(outside: Outside, *, folder: Path, into: Path, keys: Path | None, language: Language) -> None:
    """Check the backup in FOLDER, make a home of it, hold its letters, audit its books, destroy again what is due by now.

    Nothing runs there afterwards. Exit codes: 0 restored and all holds, 1 restored and something does not, 2 not restored, and why.
    """
    source = keys.absolute() if keys is not None else None
    found = outside.operations().restore(tell, folder.absolute(), into.absolute(), source)
    click.echo(say("restore made", language, path=found.home, cases=found.cases))
    if found.destroyed is None:
        click.echo(say("restore keys", language, into=found.keys), err=True)
    else:
        click.echo(say("restore purged", language, n=found.destroyed))
    if found.flaws:
        click.echo(say("restore broken", language, n=found.flaws, path=found.home), err=True)
    click.echo(say("restore next", language, path=quote(str(found.home))))
    raise SystemExit(1 if found.flaws else 0)
