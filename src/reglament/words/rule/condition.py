"""Conditions as phrases: what must be true of a case, declared nouns by their titles."""

from collections.abc import Mapping

from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.declared import Field, Term
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.title import Title
from reglament.words.catalogue import Language, has, sentence
from reglament.words.listing import alternatives, code, listing
from reglament.words.noun import fact_title, fact_value, title_of, value_title, who, word
from reglament.words.rule.hours import hours_phrase

# Facts whose values are words of core's own, or of nobody's: a product is named by whoever sells it.
OWN_WORDS = frozenset({"contract", "status", "product"})
Values = dict[str, object]


def condition_phrase(condition: Condition, regulation: Regulation, language: Language) -> str:
    """Say a condition; `not` is said of each test itself, never of a whole sentence."""
    return _told(condition, regulation, language, holds=True)


def _told(condition: Condition, regulation: Regulation, language: Language, *, holds: bool) -> str:
    match condition:
        case Not(inner):
            return _told(inner, regulation, language, holds=not holds)
        case AllOf(()) | AnyOf(()):
            return sentence("condition always", language)
        case AllOf(parts) | AnyOf(parts):
            together = isinstance(condition, AllOf) is holds
            told = [_part(part, regulation, language, holds=holds) for part in parts]
            return _joined(told, "condition and" if together else "condition or", language)
        case _:
            key, values = _test(condition, regulation, language)
            return sentence(f"condition {key}" if holds else f"condition not {key}", language, values)


def _part(condition: Condition, regulation: Regulation, language: Language, *, holds: bool) -> str:
    """A part of several; what is made of several itself stands in brackets."""
    told = _told(condition, regulation, language, holds=holds)
    while isinstance(condition, Not):
        condition = condition.condition
    several = isinstance(condition, AllOf | AnyOf) and len(condition.conditions) > 1
    return f"({told})" if several else told


def _joined(parts: list[str], key: str, language: Language) -> str:
    told = parts[0]
    for part in parts[1:]:
        told = sentence(key, language, {"first": told, "last": part})
    return told


def _test(
    test: Is | Marked | Has | Lacks | FieldIs | TermIs | Received | Over | Left,
    regulation: Regulation,
    language: Language,
) -> tuple[str, Values]:
    match test:
        case Is(fact, values) if fact in OWN_WORDS:
            return fact, {
                "values": alternatives([_own_word(fact, value, language) for value in values], language)
            }
        case Is(fact, values):
            return "is", {
                "fact": fact_title(fact, regulation, language),
                "values": _values(fact, values, regulation, language),
            }
        case Marked(marks):
            told = alternatives([title_of(regulation.marks, mark, language) for mark in marks], language)
            return "marked" if len(marks) == 1 else "marked any", {"marks": told}
        case Has(fields) | Lacks(fields):
            told = listing([title_of(regulation.fields, field, language) for field in fields], language)
            key = "has" if isinstance(test, Has) else "lacks"
            return key if len(fields) == 1 else f"{key} of several", {"fields": told}
        case FieldIs(field, values):
            return "field", _option(regulation.fields, field, values, language)
        case TermIs(term, values):
            return "term", _option(regulation.terms, term, values, language)
        case Received(calendar, inside):
            hours = hours_phrase(calendar, regulation, language)
            return "received during" if inside else "received outside", {"hours": hours}
        case Over(counter) | Left(counter):
            key = "over" if isinstance(test, Over) else "left"
            return key, {"counter": title_of(regulation.counters, counter, language)}


def _values(fact: str, values: tuple[str, ...], regulation: Regulation, language: Language) -> str:
    if fact == "role":
        return alternatives([who(value, regulation, language) for value in values], language)
    return alternatives([fact_value(fact, value, regulation, language) for value in values], language)


def _own_word(fact: str, value: str, language: Language) -> str:
    """A state of a contract or a case as it is said of it; the name of a product as it is."""
    key = "contract state" if fact == "contract" else fact
    return word(key, value, language)


def _option(
    declared: Mapping[str, Field] | Mapping[str, Term], name: str, values: tuple[str, ...], language: Language
) -> Values:
    """A field or a contract's option with the values it must have."""
    found = declared.get(name)
    told = [option_value(found.values if found else {}, value, language) for value in values]
    return {"name": title_of(declared, name, language), "values": alternatives(told, language)}


def option_value(titles: Mapping[str, Title], value: str, language: Language) -> str:
    """A value of a field or an option: its title, yes and no in words, anything else as it is written."""
    if value in titles:
        return value_title(titles, value, language)
    return sentence(f"value {value}", language) if has(f"value {value}", language) else code(value)
