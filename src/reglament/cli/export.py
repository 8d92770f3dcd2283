"""`reglament export`: a case with its evidence in a file, and beside it the program that checks it without us."""

from pathlib import Path

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.words.catalogue import Language

VERIFIER = "standalone_verify.py"


@click.command(name="export")
@click.argument("case")
@click.option(
    "--to", "path", type=click.Path(path_type=Path), help="The file; default: CASE.json where you are."
)
@language_option
@click.pass_obj
def command(outside: Outside, *, case: str, path: Path | None, language: Language) -> None:
    """Write the whole history of the CASE (its number) with its proof into a file for somebody who need not trust us, and
    standalone_verify.py beside it: Python alone checks the one with the other.

    Notes of staff and confidential texts are in it: it is for whoever may read the case whole. Nothing is written over.
    """
    number = case.strip().upper()
    target = path or Path(f"{number}.json")
    if target.exists():
        raise Trouble("file exists", path=target)
    exported = outside.operations().export(tell, number)
    verifier = target.with_name(VERIFIER)
    try:
        target.write_bytes(exported.evidence)
        if not verifier.exists():
            verifier.write_bytes(exported.verifier)
    except OSError as trouble:
        raise Trouble("unwritable", path=trouble.filename or target, reason=trouble.strerror) from None
    click.echo(say("exported", language, path=target, verifier=verifier))
    click.echo(say("exported check", language, path=target.name, verifier=verifier.name, key=exported.key))
