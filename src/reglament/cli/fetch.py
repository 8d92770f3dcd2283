"""`reglament fetch`: the process that takes messages in."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="fetch")
@language_option
@click.pass_obj
def command(outside: Outside, *, language: Language) -> None:  # noqa: ARG001 - the language of troubles
    """Take in what arrives at every channel until told to stop; `reglament up` keeps one of these alive. It opens nothing: `post` does.

    Exit codes: 0 told to stop, 75 the database stayed away, 2 it cannot begin, and why.
    """
    raise SystemExit(outside.operations().fetch(tell))
