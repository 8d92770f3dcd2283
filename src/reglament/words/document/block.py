"""What a published regulation is made of: sections of tables, clauses, choices and stories. Plain text only, no markup."""

from dataclasses import dataclass

from reglament.words.catalogue import Language
from reglament.words.rule.told import Choice, Grid, RuleTold


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads to another place of the document; without an anchor it leads nowhere."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A clause. `level` is its depth from 1, `language` that of its text, `carried` where else what it says is executed."""

    anchor: str
    level: int
    number: str
    title: str
    language: str
    paragraphs: tuple[str, ...]
    rules: tuple[RuleTold, ...]
    carried: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryMoment:
    """A moment of a story: what happens then, and how everything stands."""

    at: str
    happens: tuple[str, ...]
    stands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A worked example; `under` says what was agreed."""

    anchor: str
    name: str
    language: str
    clauses: tuple[Link, ...]
    under: str
    moments: tuple[StoryMoment, ...]


@dataclass(frozen=True, slots=True)
class ChoicesBlock:
    """Readings that belong to no single clause."""

    choices: tuple[Choice, ...]


Block = Grid | ChoicesBlock | ClauseBlock | StoryBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with a heading of its own and a sentence about it."""

    anchor: str
    title: str
    intro: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a page, in its language."""

    contents: str
    skip: str
    executed: str
    carried: str
    choice: str
    clauses: str
    happens: str
    stands: str
    at: str
    page: str


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: its head, the words it needs, its sections in order. `effective` is the date as text, year first."""

    language: Language
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    labels: Labels
    sections: tuple[Section, ...]
