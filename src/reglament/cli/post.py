"""`reglament post`: the process that carries letters."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="post")
@language_option
@click.pass_obj
def command(outside: Outside, *, language: Language) -> None:  # noqa: ARG001 - the language of troubles
    """Open letters that were fetched, make cases and replies of them, and send answers, until told to stop; `reglament up` keeps one of these alive. Several share the work.

    Exit codes: 0 told to stop, 75 the database stayed away, 2 it cannot begin, and why.
    """
    raise SystemExit(outside.operations().post(tell))
