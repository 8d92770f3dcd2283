"""`reglament doctor`: what is late, stuck, unloaded or weak."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="doctor")
@language_option
@click.pass_obj
def command(outside: Outside, *, language: Language) -> None:
    """Examine the books, the processes and the machine, and say what needs somebody.

    Nothing is changed. Exit codes: 0 nothing found, 1 something is, 2 it cannot be examined, and why.
    """
    findings = outside.operations().doctor(tell)
    for found in findings:
        click.echo(
            f"{'!' if found.severity == 'trouble' else '·'} {say(f'doctor {found.code}', language, **found.values)}"
        )
    troubles = sum(found.severity == "trouble" for found in findings)
    if not troubles:
        click.echo(say("doctor well", language))
    raise SystemExit(1 if troubles else 0)
