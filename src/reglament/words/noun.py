"""Declared nouns by their titles, and the words core itself has for parties, states and verdicts."""

from collections.abc import Mapping
from typing import Protocol

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.title import Title
from reglament.words.catalogue import Language, has, sentence
from reglament.words.listing import code, quoted


class Titled(Protocol):
    """Whatever a regulation declares with a title."""

    @property
    def title(self) -> Title: ...


def in_language(title: Title, language: Language) -> str:
    """A title as written in one of its two languages."""
    return title.ru if language == "ru" else title.en


def title_of(declared: Mapping[str, Titled], name: str, language: Language) -> str:
    """The title of a declared noun, in quotes; the bare name where nothing is declared under it."""
    found = declared.get(name)
    return quoted(in_language(found.title, language), language) if found else code(name)


def value_title(values: Mapping[str, Title], name: str, language: Language) -> str:
    """The title of one of the values of an axis, field or term, in quotes; yes and no and free values stay as they are."""
    found = values.get(name)
    return quoted(in_language(found, language), language) if found else code(name)


def word(kind: str, name: str, language: Language) -> str:
    """Core's own word for people: of a `state`, `verdict`, `status`, `contract`, `party`, `strength` …; else the name."""
    key = f"{kind} {name}"
    return sentence(key, language) if has(key, language) else code(name)


def who(name: str, regulation: Regulation, language: Language) -> str:
    """A party or a declared role."""
    if name in regulation.roles:
        return title_of(regulation.roles, name, language)
    return word("party", name, language)


def fact_title(fact: str, regulation: Regulation, language: Language) -> str:
    """What a table may go by: an axis by its title, core's own facts by their words."""
    if fact in regulation.axes:
        return title_of(regulation.axes, fact, language)
    return word("fact", fact, language)


def fact_value(fact: str, value: str, regulation: Regulation, language: Language) -> str:
    """A value of such a fact by its title."""
    if fact in regulation.axes:
        return value_title(regulation.axes[fact].values, value, language)
    declared: Mapping[str, Mapping[str, Titled]] = {
        "tier": regulation.tiers,
        "channel": regulation.channels,
        "role": regulation.roles,
    }
    return title_of(declared.get(fact, {}), value, language)
