"""The `reglament` command: with no verb it prints its help."""

import click


@click.group()
@click.version_option(package_name="reglament")
def main() -> None:
    """Run a support regulation from its file."""
