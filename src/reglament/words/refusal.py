"""Refusals as sentences: what is not possible and what is, where else to turn, and the clause that says so."""

from reglament.core.case.answer import Refused
from reglament.core.contract.answer import ContractRefused
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.title import Title
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import quote
from reglament.words.moment import LocalTime
from reglament.words.noun import in_language
from reglament.words.refused_value import Subject, said


def refusal_sentence(
    refused: Refused | ContractRefused, regulation: Regulation, language: Language, zone: LocalTime
) -> str:
    """Say why not, what the regulation answers and where else to turn, and quote the clause. Moments are those of `zone`."""
    subject = Subject(refused.code, refused.rule, refused.values, regulation, zone)
    values = {name: said(name, value, subject, language) for name, value in refused.values.items()}
    parts = [sentence(f"refusal {refused.code}", language, values)]
    parts += _answer(refused, regulation, language)
    instead = refused.values.get("instead")
    if isinstance(instead, Title):
        parts.append(in_language(instead, language))
    if refused.clause:
        parts.append(quote(refused.clause, regulation, language))
    return " ".join(part for part in parts if part)


def caution_sentence(code: str, language: Language) -> str:
    """Say what staff should see before they go on."""
    return sentence(f"caution {code}", language)


def _answer(refused: Refused | ContractRefused, regulation: Regulation, language: Language) -> list[str]:
    """What the rule itself says to whoever is refused, where it has words of its own."""
    rule = regulation.rules.get(refused.rule)
    answer = rule.answer if isinstance(rule, RefuseRule) else None
    return [in_language(answer, language)] if isinstance(answer, Title) else []
