"""`reglament tail`: the process that keeps elsewhere what changes since a backup."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="tail")
@click.option(
    "--end", is_flag=True, help="Keep no tail any more: the server need not hold anything back for it."
)
@language_option
@click.pass_obj
def command(outside: Outside, *, end: bool, language: Language) -> None:  # noqa: ARG001 - the language of troubles
    """Write the database's log and the files that come and go into the folder REGLAMENT_TAIL, which had better be on another
    disk, until told to stop. Where the variable is set, `reglament up` keeps one of these alive. `restore --tail` reads it.

    Exit codes: 0 told to stop, 75 the database stayed away, 2 it cannot begin or go on, and why.
    """
    raise SystemExit(outside.operations().tail(tell, end))
