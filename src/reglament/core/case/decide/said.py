"""Who says so: whether a party, or the role it acts in, is among those a rule names; and the second person."""

from collections.abc import Collection

from reglament.core.case.act import Doer
from reglament.core.case.answer import Refused
from reglament.core.case.decide.deny import deny


def is_one_of(by: Doer, named: Collection[str]) -> bool:
    """Whether the party or the role is named; nobody named means anybody."""
    return not named or by.party in named or (by.role is not None and by.role in named)


def has_second(by: Doer) -> bool:
    """Whether another person than the actor stands behind the act as well."""
    return by.second is not None and by.second not in ("", by.actor)


def not_staff(by: Doer, word: str) -> Refused | None:
    return None if by.party == "staff" else deny("act/staff-only", act=word)
