"""`reglament demo`: somebody to serve."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="demo")
@language_option
@click.pass_obj
def command(outside: Outside, *, language: Language) -> None:
    """Let the demo town move in: five service lines with customers, each under a regulation that is shipped.

    What stands already is left as it is. Exit codes: 0 the town is there, 2 it is not, and why.
    """
    number = outside.operations().demo(tell)
    click.echo(say("town there", language, n=number))
