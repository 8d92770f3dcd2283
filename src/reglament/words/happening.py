"""Happenings as phrases: what starts, meets or ends something, said after a colon."""

from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Supplied,
    Word,
)
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language, sentence
from reglament.words.listing import alternatives, listing
from reglament.words.noun import title_of, value_title, who


def happening_phrase(happening: Happening, regulation: Regulation, language: Language) -> str:
    """Say what happened, declared nouns by their titles."""
    match happening:
        case FirstOf(parts):
            return alternatives([happening_phrase(part, regulation, language) for part in parts], language)
        case LatestOf(parts):
            told = listing([happening_phrase(part, regulation, language) for part in parts], language)
            return sentence("happening all", language, {"parts": told})
        case DoneBy(inner, by):
            phrase = happening_phrase(inner, regulation, language)
            by_whom = who(by, regulation, language)
            return sentence("happening done by", language, {"happening": phrase, "who": by_whom})
        case Word(name):
            return sentence(f"happening {name}", language)
        case _:
            key, values = _single(happening, regulation, language)
            return sentence(f"happening {key}", language, values)


def _single(
    happening: MarkRecorded | Carried | Supplied | ClassifiedAs | PausedFor | ClosedWith,
    regulation: Regulation,
    language: Language,
) -> tuple[str, dict[str, object]]:
    match happening:
        case MarkRecorded(mark):
            return "mark", {"mark": title_of(regulation.marks, mark, language)}
        case Carried(stage, mark):
            return stage, {"mark": title_of(regulation.marks, mark, language)}
        case Supplied(field):
            return "supplied", {"field": title_of(regulation.fields, field, language)}
        case ClassifiedAs(axis, value):
            values = regulation.axes[axis].values if axis in regulation.axes else {}
            named = title_of(regulation.axes, axis, language)
            return "classified as", {"axis": named, "value": value_title(values, value, language)}
        case PausedFor(reason, begins):
            key = "paused for" if begins else "resumed from"
            return key, {"reason": title_of(regulation.pauses, reason, language)}
        case ClosedWith(ground):
            return "closed with", {"ground": title_of(regulation.grounds, ground, language)}
