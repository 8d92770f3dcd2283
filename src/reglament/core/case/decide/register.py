"""Register: the case gets its number, from staff where the regulation leaves it to them."""

from reglament.core.case.act import Register
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Registered
from reglament.core.regulation.model.permission import RegistrationRule


def is_automatic(now: Situation) -> bool:
    """Whether the number is given at receipt: it is, unless a rule leaves it to staff."""
    rules = applying(now.regulation.of_kind(RegistrationRule), now.facts())
    return all(rule.automatic for rule in rules)


def register(act: Register, now: Situation) -> Answer:
    """Give the number named, else the id of the case."""
    if now.state.number is not None:
        return deny("register/already", number=now.state.number)
    if now.by.party not in ("staff", "system"):
        return deny("act/staff-only", act="register")
    return Accepted((Registered(act.number or now.case),))
