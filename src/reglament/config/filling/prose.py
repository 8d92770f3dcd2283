"""What people of a filled town write: sentences with common words, names of nodes and numbers of errors that hardly occur twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from random import Random
from typing import Any

import yaml

RACKS, NODES, ERRORS = 50, 2_000, 100_000
SENTENCES = 3
WITH_NODE, WITH_ERROR = 0.25, 0.1


def read_phrases() -> dict[str, Any]:
    """Read the phrases that come with the program."""
    found: dict[str, Any] = yaml.safe_load((files("reglament") / "demo" / "crowd.yaml").read_bytes())
    return found


@dataclass(frozen=True)
class Prose:
    """Makes texts of phrases, by a chance that is handed in."""

    phrases: dict[str, Any]

    @cached_property
    def subjects(self) -> Sequence[str]:
        """Every subject about every thing."""
        return self._about("subjects")

    @cached_property
    def sentences(self) -> Sequence[str]:
        """Every sentence about every thing."""
        return self._about("sentences")

    def subject(self, chance: Random) -> str:
        """A subject; every tenth names the number of an error."""
        text = self.subjects[int(chance.random() * len(self.subjects))]
        return f"{text} [E{int(chance.random() * ERRORS)}]" if chance.random() < WITH_ERROR else text

    def body(self, chance: Random) -> str:
        """Some sentences; one in four bodies names a rack and a node."""
        said = self.sentences
        text = " ".join([said[int(chance.random() * len(said))] for _ in range(SENTENCES)])
        if chance.random() < WITH_NODE:
            rack = int(chance.random() * RACKS)
            return f"{text} Стойка rack{rack}, узел srv{int(chance.random() * NODES)}."
        return text

    def field(self, chance: Random) -> str:
        """What stands in a field: one sentence."""
        return self.sentences[int(chance.random() * len(self.sentences))]

    def organisation(self, number: int) -> str:
        """The name of the customer of this number."""
        names, kinds = self.phrases["organisations"], self.phrases["kinds"]
        kind: str = kinds[number // len(names) % len(kinds)]
        return kind.format(name=names[number % len(names)], number=number)

    def person(self, number: int) -> str:
        """The name of a customer's person, counted over all of them."""
        first, last = self.phrases["people"]
        return f"{first[number % len(first)]} {last[number // len(first) % len(last)]}"

    def _about(self, kind: str) -> Sequence[str]:
        things: Sequence[str] = self.phrases["things"]
        made = [one.format(thing=thing) for one in self.phrases[kind] for thing in things]
        return tuple(dict.fromkeys(made))
