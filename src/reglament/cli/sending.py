"""`reglament sending`: the switch that stops every letter, and lets them go again."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.words.catalogue import Language


@click.command(name="sending")
@click.argument("what", type=click.Choice(("hold", "release")))
@click.argument("why", default="", required=False)
@language_option
@click.pass_obj
def command(outside: Outside, *, what: str, why: str, language: Language) -> None:
    """Hold every letter from now on, for the reason WHY, or release what is held, whatever held it.

    Letters wait in their order; what is being sent at this moment still goes out. `reglament doctor` shows the hold.
    """
    outside.operations().sending(tell, why or "-" if what == "hold" else None)
    click.echo(say(f"sending {'held' if what == 'hold' else 'released'}", language))
