"""Clauses that permit an act name who may do it; where no clause speaks of an act, its decision alone does."""

from collections.abc import Collection

from reglament.core.case.answer import Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation
from reglament.core.regulation.model.permission import PermitRule


def not_permitted(words: Collection[str], now: Situation) -> Refused | None:
    """Say no where the act under these words is permitted to others only. Marks have demands of their own, told when recorded."""
    if now.by.party in ("system", "timer"):
        return None
    for word in words:
        if word in now.regulation.marks:
            continue
        rules = [rule for rule in now.regulation.of_kind(PermitRule) if rule.mark == word]
        here = applying(rules, now.facts()) if rules else ()
        if rules and not any(is_one_of(now.by, rule.by) for rule in here):
            first = (*here, *rules)[0]
            return deny("permit/act-not-by", first, act=word, allowed=first.by)
    return None
