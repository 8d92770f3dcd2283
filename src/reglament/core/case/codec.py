"""Events as plain canonical data and back; old versions are lifted by upcasters, for ever."""

from collections.abc import Mapping

from reglament.core.case.event import Event

Plain = dict[str, object]


def word_of(event: Event) -> str:
    """Give the stable type word under which the event is kept."""
    raise NotImplementedError


def version_of(event: Event) -> int:
    """Give the version in which the event is written today."""
    raise NotImplementedError


def encode(event: Event) -> Plain:
    """Give the facts as plain JSON-able data, keys sorted, defaults left out."""
    raise NotImplementedError


def decode(word: str, version: int, facts: Mapping[str, object]) -> Event:
    """Read an event of any version ever written. ValueError names the type, the version and the key that is wrong."""
    raise NotImplementedError
