"""`reglament serve`: a process that answers with pages."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="serve")
@click.option(
    "--listen",
    metavar="HOST:PORT",
    help="Where to listen. Default: REGLAMENT_LISTEN, else 127.0.0.1:8000, or any free port where that is taken.",
)
@click.option("--socket", "number", type=int, hidden=True, help="The number of a socket left open for it.")
@language_option
@click.pass_obj
def command(outside: Outside, *, listen: str | None, number: int | None, language: Language) -> None:  # noqa: ARG001 - the language of troubles
    """Answer with pages until told to stop; `reglament up` keeps two of these alive on one socket.

    Exit codes: 0 told to stop, 2 it cannot begin, and why: an address that is taken, a wall between customers that is down.
    """
    raise SystemExit(outside.operations().serve(tell, listen, number))
