"""Readings: the chosen interpretation of something a document leaves open, beside the key that carries the choice."""

from dataclasses import dataclass

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.title import TITLE
from reglament.core.regulation.model.rule import Reading
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing
from reglament.core.regulation.shape.either import Located, located
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import text


@dataclass(frozen=True, slots=True)
class Said:
    """A reading, whose `of` still has to be held against the keys that stand beside it."""

    reading: Reading
    of: Located[str]


def _said(*, of: Located[str], says: Title, instead: str | None, place: Place) -> Said:
    return Said(Reading(of.value, says, instead, place), of)


READING = optional(
    OneOrMany(
        Record(
            _said,
            {
                "of": required(located(text()), "the key beside it that carries the choice"),
                "says": required(TITLE, "which interpretation was chosen, and why"),
                "instead": optional(text(), None, "what could be written there otherwise"),
            },
            name="reading",
        )
    ),
    (),
    "the chosen interpretation where the document is unclear",
)


def carried(
    said: tuple[Said, ...], written: tuple[str, ...], gathering: Gathering
) -> tuple[Reading, ...] | Missing:
    """The readings, if every one speaks of a key that was written."""
    idle = [one.of for one in said if one.of.value not in written]
    for of in idle:
        hint = None if gathering.full else nearest(of.value, written)
        gathering.fault("reading/of-nothing", of.place, hint=hint, found=of.value, known=", ".join(written))
    return MISSING if idle else tuple(one.reading for one in said)
