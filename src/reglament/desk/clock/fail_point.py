"""Named places between two steps at which a test lets the process die or a step fail; in service they do nothing."""

from collections.abc import Callable


def _pass(name: str) -> None:
    """Go on."""


_reached: Callable[[str], None] = _pass
NAMES: set[str] = set()


def fail_point(name: str) -> None:
    """Say that the place `name` is reached."""
    NAMES.add(name)
    _reached(name)


def on_fail_point(hook: Callable[[str], None] | None) -> None:
    """Call `hook` at every place from now on; None: go on as in service. What it raises passes through."""
    global _reached  # noqa: PLW0603 - one process, one hook; passing it through every signature would be noise
    _reached = hook or _pass
