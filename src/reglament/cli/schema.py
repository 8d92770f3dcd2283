"""`reglament schema`: the JSON Schema of regulation files, for completion in an editor."""

import json

import click

from reglament.cli.outside import Outside
from reglament.core.regulation.read import schema
from reglament.core.replay.reading.examples import examples_schema


@click.command(name="schema")
@click.option("--examples", is_flag=True, help="The schema of examples files instead.")
@click.pass_obj
def command(outside: Outside, *, examples: bool) -> None:
    """Print the JSON Schema (2020-12) of regulation files.

    An editor that knows YAML offers completion when a file begins with the line
    `# yaml-language-server: $schema=PATH` or when the schema is bound to `regulations/*/*.yaml` in its settings.
    """
    told = examples_schema(outside.almanac()) if examples else schema()
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
