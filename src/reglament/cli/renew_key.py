"""`reglament renew-key`: a new key for everything confidential, or a new one that signs the log."""

import click

from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.tell import tell
from reglament.cli.trouble import Trouble
from reglament.words.catalogue import Language


@click.command(name="renew-key")
@click.option("--yes", is_flag=True, help="Do it: older backups open nothing confidential from then on.")
@click.option("--of-log", is_flag=True, help="The key that signs the log of events instead.")
@language_option
@click.pass_obj
def command(outside: Outside, *, yes: bool, of_log: bool, language: Language) -> None:
    """Make the next key-encryption key, wrap every key of confidential content with it, destroy the former ones.

    The desk may go on meanwhile. After it a backup made before opens nothing confidential, and what was purged is gone from
    those too: make a new backup, and keep a copy of the new key apart from it. Cut short, it goes on when said again.

    With --of-log: the next checkpoint is signed by the former key too, which so vouches for the new one; later ones by the new
    one alone. Nothing that was signed loses its worth.
    """
    if of_log:
        click.echo(say("log key renewed", language, key=outside.operations().renew_log_key(tell)))
        return
    if not yes:
        raise Trouble("renew yes")
    number = outside.operations().renew_key(tell)
    click.echo(say("key renewed", language, n=number))
