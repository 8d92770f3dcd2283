"""The language the command line speaks: as asked, else as the terminal's locale says, else English."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from reglament.words.catalogue import LANGUAGES, Language

Command = TypeVar("Command", bound=Callable[..., Any])


def from_locale() -> Language:
    """Russian where the locale is Russian, otherwise English."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ru" if said.lower().startswith("ru") else "en"


def spoken() -> Language:
    """The language asked for in the verb that is running, else that of the locale."""
    context = click.get_current_context(silent=True)
    asked: Language | None = context.params.get("language") if context else None
    return asked or from_locale()


def language_option(command: Command) -> Command:
    """`--language ru|en` for a verb that prints sentences."""
    option = click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=from_locale,
        show_default="of the locale",
        help="Language of the sentences.",
    )
    return option(command)
