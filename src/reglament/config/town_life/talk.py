"""Conversations of `demo/talks/`: who asks what by which channel, and what follows step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from reglament.config.town import read_file

OPTIONS = frozenset(
    {
        "after",
        "by",
        "fields",
        "text",
        "criteria",
        "brought",
        "refused",
        "sure",
        "term",
        "notice",
        "way",
        "ground",
        "mark",
    }
)


class TalkWrong(Exception):  # noqa: N818 - named for what happened
    """A conversation that came with the program cannot be played; the message names it and the step."""


@dataclass(frozen=True, slots=True)
class Step:
    """`do`: a verb or a declared mark, with its `value`. `options`: what else the line says."""

    do: str
    value: Any
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Talk:
    """One kind of conversation on a line. `times`: how often in a town of full size; `days`: when it may begin, 0 the present."""

    line: str
    subject: str
    text: str
    times: int
    days: tuple[int, int]
    who: tuple[str, ...]
    letter: Mapping[str, Any]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Talks:
    """All conversations of a line, and the details that make two of a kind differ."""

    talks: tuple[Talk, ...]
    details: Mapping[str, Sequence[str]]

    def chosen(self, chance: Random) -> dict[str, str]:
        """Choose the details of one conversation."""
        return {name: chance.choice(values) for name, values in self.details.items()}


def read_talks(name: str, line: str, longest_ago: int) -> Talks:
    """Read the conversations of a line. Raises TalkWrong."""
    plain: Mapping[str, Any] = read_file(f"talks/{name}.yaml")
    found = tuple(_talk(one, line, longest_ago) for one in plain["talks"])
    return Talks(found, plain.get("details", {}))


def _talk(plain: Mapping[str, Any], line: str, longest_ago: int) -> Talk:
    first, last = plain.get("days", (-longest_ago, 0))
    return Talk(
        line=line,
        subject=plain["subject"],
        text=plain["text"],
        times=plain.get("times", 3),
        days=(max(first, -longest_ago), last),
        who=tuple(plain.get("who", ())),
        letter={
            key: plain[key] for key in ("axes", "fields", "channel", "from", "key", "raw") if key in plain
        },
        steps=tuple(_step(one, plain["subject"]) for one in plain.get("then", ())),
    )


def _step(plain: Mapping[str, Any], subject: str) -> Step:
    deeds = [key for key in plain if key not in OPTIONS]
    if len(deeds) != 1:
        raise TalkWrong(f"{subject}: a step does one thing, not {deeds or 'nothing'}")
    options = {key: value for key, value in plain.items() if key in OPTIONS}
    return Step(deeds[0], plain[deeds[0]], options)
