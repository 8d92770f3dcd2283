"""What happened, for the picture: the events a reader looks for, each in a few words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reglament.core.case import event as events
from reglament.core.case.event import Entry
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language, sentence
from reglament.words.noun import in_language


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened at a moment, said in a few words; several at one moment stand together."""

    at: int
    says: str


def happened(entries: Iterable[Entry], regulation: Regulation, language: Language) -> tuple[Happened, ...]:
    """The visible entries worth a place in the picture, in order; what happened at one moment is one of them."""
    told: dict[int, list[str]] = {}
    for entry in entries:
        say = SAYS.get(type(entry.event))
        says = say(entry, regulation, language) if say else ""
        if says:
            told.setdefault(entry.happened_at, []).append(says)
    return tuple(Happened(at, "; ".join(dict.fromkeys(says))) for at, says in told.items())


def _word(word: str) -> Callable[[Entry, Regulation, Language], str]:
    def say(entry: Entry, regulation: Regulation, language: Language) -> str:
        del entry, regulation
        return sentence(f"happening {word}", language)

    return say


def _registered(entry: Entry, regulation: Regulation, language: Language) -> str:
    """A number given by itself is no news."""
    del regulation
    return "" if entry.party == "system" else sentence("happening registered", language)


def _marked(entry: Entry, regulation: Regulation, language: Language) -> str:
    event: Any = entry.event
    return titled(regulation.marks, event.mark, language)


def _replied(entry: Entry, regulation: Regulation, language: Language) -> str:
    del regulation
    word = "reply" if entry.party == "customer" else "staff reply"
    return sentence(f"happening {word}", language)


def _classified(entry: Entry, regulation: Regulation, language: Language) -> str:
    event: Any = entry.event
    told = []
    for name, value in event.axes.items():
        axis = regulation.axes.get(name)
        values = {"axis": name, "value": value}
        if axis is not None:
            values = {
                "axis": in_language(axis.title, language),
                "value": titled_value(axis.values, value, language),
            }
        told.append(sentence("happening classified as", language, values))
    return "; ".join(told)


def _closed(entry: Entry, regulation: Regulation, language: Language) -> str:
    event: Any = entry.event
    if event.ground is None:
        return sentence("happening closed", language)
    return sentence(
        "happening closed with", language, {"ground": titled(regulation.grounds, event.ground, language)}
    )


def titled(declared: Mapping[str, Any], name: str, language: Language) -> str:
    """The title of a declared noun; the name itself where the regulation does not know it."""
    noun = declared.get(name)
    return in_language(noun.title, language) if noun is not None else name


def titled_value(values: Mapping[str, Any], name: str, language: Language) -> str:
    return in_language(values[name], language) if name in values else name


SAYS: Mapping[type, Callable[[Entry, Regulation, Language], str]] = {
    events.Received: _word("received"),
    events.Registered: _registered,
    events.Entered: _word("entered"),
    events.Marked: _marked,
    events.Replied: _replied,
    events.Classified: _classified,
    events.Closed: _closed,
    events.Assigned: _word("taken"),
    events.WorkStarted: _word("begun"),
    events.EstimateAccepted: _word("accepted"),
    events.Extended: _word("extended"),
    events.Refused: _word("refused"),
    events.Revived: _word("revived"),
    events.Reopened: _word("reopened"),
    events.Split: _word("split"),
    events.Merged: _word("merged"),
}
