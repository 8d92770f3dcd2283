"""Clauses as they are cited and quoted."""

from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language, sentence


def clause_of(rule: str, regulation: Regulation) -> str:
    """The number of the clause that a rule belongs to."""
    found = regulation.rules.get(rule)
    return found.clause if found else rule.rpartition("/")[0]


def cited(rule: str, regulation: Regulation, language: Language) -> str:
    """Cite the clause of a rule: `п. 3.1`; nothing where the rule is none of this edition."""
    number = clause_of(rule, regulation)
    return sentence("cited", language, {"number": number}) if number else ""


def with_clause(text: str, rule: str, regulation: Regulation, language: Language) -> str:
    """A text with the clause it rests on behind it."""
    reference = cited(rule, regulation, language)
    return f"{text} ({reference})" if reference else text


def quote(number: str, regulation: Regulation, language: Language) -> str:
    """Quote a clause in full, in the words of the regulation; nothing where there is no such clause."""
    text = next((clause.text for clause in regulation.clauses if clause.number == number), None)
    if text is None:
        return ""
    return sentence("clause quoted", language, {"number": number, "text": " ".join(text.split())})
