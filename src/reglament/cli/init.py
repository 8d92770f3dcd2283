"""`reglament init`: a home with an empty desk in it."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="init")
@language_option
@click.pass_obj
def command(outside: Outside, *, language: Language) -> None:
    """Make the home of a desk: its database, keys and tables, in REGLAMENT_HOME or `var`.

    With DATABASE_URL the database is the one named there. Exit codes: 0 made, 2 not, and why.
    """
    folder = outside.operations().init(tell)
    click.echo(say("home made", language, path=folder))
