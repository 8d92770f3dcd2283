"""`reglament renew-key`: a new key for everything confidential; what older backups hold of it stays shut for ever."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.words.catalogue import Language


@click.command(name="renew-key")
@click.option("--yes", is_flag=True, help="Do it: older backups open nothing confidential from then on.")
@language_option
@click.pass_obj
def command(outside: Outside, *, yes: bool, language: Language) -> None:
    """Make the next key-encryption key, wrap every key of confidential content with it, destroy the former ones.

    The desk may go on meanwhile. After it a backup made before opens nothing confidential, and what was purged is gone from
    those too: make a new backup, and keep a copy of the new key apart from it. Cut short, it goes on when said again.
    """
    if not yes:
        raise Trouble("renew yes")
    number = outside.operations().renew_key(tell)
    click.echo(say("key renewed", language, n=number))
