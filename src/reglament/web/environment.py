"""Jinja as pages use it: escaping everywhere, and a name nobody gave is an error, not an empty place."""

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Make it; called by Django with its loader."""
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    return Environment(**{**options, **ours, "autoescape": True})  # noqa: S701 - it is on, among the options
