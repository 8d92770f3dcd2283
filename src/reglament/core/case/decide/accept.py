"""Accept: the standing estimate is accepted by whom the rule names, with the evidence it asks for."""

from reglament.core.case.act import Accept
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.pool import account_of
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import EstimateAccepted, Estimated
from reglament.core.contract.event import HoursReserved
from reglament.core.regulation.model.permission import PoolRule

ANYBODY = "customer"


def accept(act: Accept, now: Situation) -> Answer:
    """Accept the hours and set them aside in the pool, in place of what was set aside for the case before."""
    account = account_of(now)
    if account is None or not account.charged:
        return deny("estimate/not-charged", account.rule if account else None)
    rule, standing = account.rule, now.state.estimate
    if now.by.party != "customer" or rule.accepted_by not in (ANYBODY, now.by.role):
        return deny("accept/not-by", rule, allowed=rule.accepted_by)
    since = _open_estimate(now)
    if standing is None or since is None:
        return deny("accept/no-estimate", rule)
    no = _no_evidence(act, rule, now, since)
    if no:
        return no
    accepted = EstimateAccepted(standing.seconds, standing.term, act.evidence)
    short = standing.seconds > account.free_for(now.case)
    return Accepted(
        (accepted,),
        contract=(HoursReserved(now.case, rule.counter, standing.seconds, now.state.certificate),),
        cautions=("estimate/over-balance",) if short else (),
    )


def _open_estimate(now: Situation) -> int | None:
    """Number of the entry with the last estimate, unless it is accepted already."""
    for entry in reversed(now.entries):
        if isinstance(entry.event, EstimateAccepted):
            return None
        if isinstance(entry.event, Estimated):
            return entry.seq
    return None


def _no_evidence(act: Accept, rule: PoolRule, now: Situation, since: int) -> Refused | None:
    """The evidence is a message that carries the rule's mark and came after the estimate it accepts."""
    if rule.evidence is None:
        return None
    if act.evidence is None:
        return deny("accept/evidence-missing", rule, mark=rule.evidence)
    uses = now.state.marks.get(rule.evidence, ())
    if any(use.message == act.evidence and use.seq > since for use in uses):
        return None
    return deny("accept/evidence-unknown", rule, mark=rule.evidence, message=act.evidence)
