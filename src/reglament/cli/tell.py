"""What long work says meanwhile goes to the error output: what was asked for goes to the other."""

import click


def tell(line: str) -> None:
    """Say one line."""
    click.echo(line, err=True)
