"""Readings in words: the choice made where the document is silent, and what could stand there instead."""

from collections.abc import Iterable

from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.model.rule import Reading
from reglament.words.amount import amount_text
from reglament.words.noun import in_language
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Choice


def choices(readings: Iterable[Reading], speaker: Speaker) -> tuple[Choice, ...]:
    return tuple(
        Choice(_ended(in_language(one.says, speaker.language)), _instead(one.instead, speaker))
        for one in readings
    )


def _ended(says: str) -> str:
    """With a full stop, for something may follow."""
    return says if says.endswith((".", "!", "?", "…")) else f"{says}."


def _instead(written: str | None, speaker: Speaker) -> str:
    """What else could stand there, where it is a term; a word of the file says nothing to a reader of the document."""
    amount = read_amount(written) if written is not None else None
    if not isinstance(amount, Amount):
        return ""
    return speaker.say("choice instead", amount=amount_text(amount, speaker.language))
