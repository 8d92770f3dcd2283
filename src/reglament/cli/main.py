"""The `reglament` command: with no verb it greets and helps a newcomer."""

import click

from reglament.cli.front import Front

VERBS = {
    "lint": ("reglament.cli.lint", "Check regulations and say what is wrong, line by line."),
    "examples": ("reglament.cli.examples", "Run the worked examples beside regulations."),
    "explain": ("reglament.cli.explain", "Say why the deadlines of a story are what they are."),
    "compare": ("reglament.cli.compare", "Say what differs between two editions, clause by clause."),
    "render": ("reglament.cli.render", "Publish a regulation as a document: HTML and PDF."),
    "schema": ("reglament.cli.schema", "Print the JSON Schema of regulation files for an editor."),
    "history": ("reglament.cli.history", "Make a plausible history of cases to try things on."),
    "whatif": ("reglament.cli.whatif", "Try a regulation on past cases."),
    "up": ("reglament.cli.up", "Run the desk; what is missing is made first."),
    "init": ("reglament.cli.init", "Make the home of a desk, with an empty database."),
    "demo": ("reglament.cli.demo", "Let the demo town move in, or move its clock on."),
    "publish": ("reglament.cli.publish", "Bring an edition into force: first the plan, then the deed."),
    "watch": ("reglament.cli.watch", "Work the alarms of cases until told to stop."),
    "serve": ("reglament.cli.serve", "Answer with pages until told to stop."),
    "fetch": ("reglament.cli.fetch", "Take in what arrives until told to stop."),
    "post": ("reglament.cli.post", "Open what was taken in and send letters until told to stop."),
    "verify": (
        "reglament.cli.verify",
        "Say whether history was rewritten: of the desk, or of an exported case.",
    ),
    "export": (
        "reglament.cli.export",
        "Write a case with its proof into a file, and the program that checks it.",
    ),
    "renew-key": (
        "reglament.cli.renew_key",
        "Renew the key of confidential content; older backups open none of it.",
    ),
    "doctor": ("reglament.cli.doctor", "Say what is late, stuck, unloaded or weak."),
    "rebuild": ("reglament.cli.rebuild", "Make board, alarms and search anew from the events."),
    "backup": ("reglament.cli.backup", "Copy the desk while it runs, and check the copy."),
    "restore": ("reglament.cli.restore", "Put a backup back into a new home, with sending held."),
    "town": ("reglament.cli.town", "Fill a desk with as many cases as one likes, to measure on."),
    "tail": ("reglament.cli.tail", "Keep elsewhere what changes since a backup, until told to stop."),
    "simulate": ("reglament.cli.simulate", "Let the whole desk live through weeks of faults, and check it."),
    "sending": ("reglament.cli.sending", "Hold all letters that go out, or let them go again."),
}
WELCOME = """\
Run a support regulation from its file, and a service desk under it.

A regulation is one YAML file: clauses, and under them the rules they state. Start with

\b
  reglament up                               a running desk with a demo town
  reglament lint regulations/*/*.yaml        is everything in order?
  reglament examples regulations/*/*.yaml    do the worked examples hold?
  reglament VERB --help                      more about one verb

How a regulation is written: docs/regulation/. How a desk is run: docs/running.md.
"""


def _start(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


main = Front(verbs=VERBS, name="reglament", help=WELCOME)
main.callback = click.pass_context(_start)
click.version_option(package_name="reglament")(main)
