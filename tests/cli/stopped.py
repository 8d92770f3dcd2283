"""A verb that somebody stops from the keyboard at once."""

import click


@click.command(name="stopped")
def command() -> None:
    """Never gets further."""
    raise KeyboardInterrupt
