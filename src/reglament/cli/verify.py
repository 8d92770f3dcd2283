"""`reglament verify`: was history rewritten? Of this desk's books, or of an exported case."""

import sys
from pathlib import Path

import click
from rich.console import Console

from reglament.cli.audited import lines
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.progress import Meter
from reglament.cli.tell import tell
from reglament.words.catalogue import LANGUAGES, Language


@click.command(name="verify")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--key",
    help="The public key you know. Without it the published ones of the desk, or of the file, are believed.",
)
@click.option("--receipt", multiple=True, help="A receipt as a letter shows it; any number of them.")
@language_option
@click.pass_obj
def command(
    outside: Outside, *, file: Path | None, key: str | None, receipt: tuple[str, ...], language: Language
) -> None:
    """Check every event against its chain and the signed log, and every text against its event.

    Without FILE: the books of the desk at home, read as of one moment while it may go on, and its witness. With FILE: an
    exported case, as standalone_verify.py does. A receipt finds a history that was rewritten since its letter, sealed or not.
    Nothing is changed.
    Exit codes: 0 all holds, 1 something does not, 2 it cannot be checked, and why.
    """
    if file is not None:
        raise SystemExit(_file(file, key, receipt, language))
    console = Console(file=sys.stderr, highlight=False)
    with Meter(1, console) as meter:
        found = outside.operations().verify(tell, key, receipt, meter.grow)
    for line in lines(found, outside.almanac(), language):
        click.echo(line)
    raise SystemExit(0 if found.holds else 1)


def _file(file: Path, key: str | None, receipts: tuple[str, ...], language: Language) -> int:
    from reglament.desk.ledger.standalone_verify import report  # noqa: PLC0415 - only this use pays for it

    code, said = report(str(file), key, list(receipts), 1 + LANGUAGES.index(language))
    for line in said:
        click.echo(line)
    return code
