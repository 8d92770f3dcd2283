"""Happenings: what can start, meet, pause or end something. Recognised among a case's events in core.case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A happening core knows by itself (`received`, `closed` …)."""

    name: str


RECEIPT = Word("received")


@dataclass(frozen=True, slots=True)
class MarkRecorded:
    """A declared mark is recorded; withdrawn marks do not count."""

    mark: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A message that carries the mark reached a stage: `sent`, `handed over`, `delivered` or `bounced`."""

    stage: str
    mark: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """A field is given for the first time."""

    field: str


@dataclass(frozen=True, slots=True)
class ClassifiedAs:
    """An axis took this value."""

    axis: str
    value: str


@dataclass(frozen=True, slots=True)
class PausedFor:
    """A pause with this reason began (`begins`) or ended."""

    reason: str
    begins: bool


@dataclass(frozen=True, slots=True)
class ClosedWith:
    """The case was closed with this ground."""

    ground: str


@dataclass(frozen=True, slots=True)
class DoneBy:
    """The happening, counted only when done by this party or role."""

    happening: Happening
    who: str


@dataclass(frozen=True, slots=True)
class LatestOf:
    """All of the parts have happened: the moment of the last one."""

    parts: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class FirstOf:
    """Any of the parts: the moment of the first one."""

    parts: tuple[Happening, ...]


Happening = (
    Word
    | MarkRecorded
    | Carried
    | Supplied
    | ClassifiedAs
    | PausedFor
    | ClosedWith
    | DoneBy
    | LatestOf
    | FirstOf
)

# The words of grammar §7; a declared mark may not take one of them.
WORDS = (
    "received registered identified entered taken begun staff-reply reply classified estimated accepted work-logged "
    "extended snoozed woken paused resumed linked split merged refused revived closed reopened asked complete"
).split()
HAPPENING_WORDS: frozenset[str] = frozenset(word.replace("-", " ") for word in WORDS)
