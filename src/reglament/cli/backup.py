"""`reglament backup`: a copy of the desk, taken while it runs and kept only when every file of it was checked."""

from pathlib import Path

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language

MIB = 1024**2


@click.command(name="backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--with-keys", is_flag=True, help="Copy the keys too, into the folder `keys` beside FOLDER.")
@click.option("--trim-tail", is_flag=True, help="Remove from REGLAMENT_TAIL what only older backups need.")
@language_option
@click.pass_obj
def command(outside: Outside, *, folder: Path, with_keys: bool, trim_tail: bool, language: Language) -> None:
    """Copy database, files and witness of the desk into the new FOLDER.

    The copy holds everything that is not confidential in plain, and the passwords of the database's roles: keep it as you keep
    the desk. Keys are never in it. Exit codes: 0 kept, 2 not, and why.
    """
    kept = outside.operations().backup(tell, folder.absolute(), with_keys, trim_tail)
    click.echo(say("backup made", language, path=kept.folder, files=kept.files, size=kept.size // MIB))
    if kept.trimmed is not None:
        click.echo(say("backup trimmed", language, n=kept.trimmed))
    if kept.keys is None:
        click.echo(say("backup no keys", language, path=kept.home_keys))
    else:
        path, number = kept.keys
        click.echo(say("backup keys", language, path=path, n=number), err=True)
