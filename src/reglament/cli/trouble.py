"""What the command line could not do for the person: a sentence in his language and exit code 2, never a traceback."""

import sys
from functools import partial
from typing import IO, Any

import click

from reglament.cli.language import spoken
from reglament.cli.phrase import say


class Trouble(click.ClickException):
    """A sentence of the catalogue, `cli trouble <phrase>`: what happened, where, what to do."""

    exit_code = 2

    def __init__(self, phrase: str, **values: object) -> None:
        self._again = partial(type(self), phrase, **values)
        super().__init__(told(phrase, **values))
        # Said now: when it is shown the verb is over, and with it the language asked for.
        self._line = told("error", message=self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a process of its own can hand its trouble to the first one."""
        return self._again, ()

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence on the error output."""
        click.echo(self._line, file=file or sys.stderr)


def told(phrase: str, **values: object) -> str:
    """The sentence of a trouble in the language of the verb that is running."""
    return say(f"trouble {phrase}", spoken(), **values)
