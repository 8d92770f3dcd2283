"""The request that news on a closed case make, where the case stays closed: a case of its own, from the same sender."""

from reglament.core.case.act import Doer, Receive, Reply
from reglament.core.case.state import CaseState
from reglament.core.regulation.model.permission import RequireRule
from reglament.core.regulation.model.regulation import Regulation


def follow_up(news: Reply, *, of: str, former: CaseState, by: Doer, regulation: Regulation) -> Receive | None:
    """Give what is to be received: what identified the sender on the former case (`of`) still does, and need not be told again.

    None where the former case was never received.
    """
    received = former.received
    if received is None:
        return None
    gates = [rule for rule in regulation.of_kind(RequireRule) if rule.missing == "hold"]
    identifying = {name for rule in gates for name in (*rule.fields, *rule.one_of)}
    known = {name: value for name, value in former.fields.items() if name in identifying}
    return Receive(
        channel=received.channel,
        role=by.role or received.role,
        product=received.product,
        fields={**known, **news.fields},
        message=news.message,
        key=news.key,
        case=of,
        certificate=former.certificate,
    )
