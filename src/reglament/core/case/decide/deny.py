"""How a decision says no: a stable code, the rule that says it if one does, and the values its sentence needs."""

from reglament.core.case.answer import Refused
from reglament.core.regulation.model.rule import Rule


def deny(code: str, rule: Rule | None = None, **values: object) -> Refused:
    """Refuse with one of the codes of `core.case.code`; `values` are those listed there."""
    return Refused(code, rule.clause if rule else "", rule.id if rule else "", values)
