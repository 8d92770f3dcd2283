"""Refund: charged hours go back to the pool they left, where the rule's condition holds."""

from reglament.core.case.act import Refund
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Charged, Refunded
from reglament.core.case.facts import holds
from reglament.core.contract.event import HoursRefunded
from reglament.core.regulation.model.permission import PoolRule


def refund(act: Refund, now: Situation) -> Answer:
    del act
    no = not_staff(now.by, "refund")
    if no:
        return no
    owed = {counter: seconds for counter, seconds in _kept(now).items() if seconds > 0}
    if not owed:
        return deny("refund/nothing-charged")
    seen = now.facts()
    rules = [rule for rule in applying(now.regulation.of_kind(PoolRule), seen) if rule.counter in owed]
    rule = next((rule for rule in rules if rule.refund is not None and holds(rule.refund, seen)), None)
    if rule is None:
        return deny("refund/not-provided", rules[0] if rules else None)
    seconds = owed[rule.counter]
    return Accepted(
        (Refunded(rule.counter, seconds, rule.id),),
        contract=(HoursRefunded(now.case, rule.counter, seconds, now.state.certificate),),
    )


def _kept(now: Situation) -> dict[str, int]:
    """Seconds charged and not yet given back, by pool."""
    kept: dict[str, int] = {}
    for entry in now.entries:
        event = entry.event
        if isinstance(event, Charged):
            kept[event.counter] = kept.get(event.counter, 0) + event.charged
        elif isinstance(event, Refunded):
            kept[event.counter] = kept.get(event.counter, 0) - event.seconds
    return kept
