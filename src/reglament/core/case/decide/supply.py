"""Supply: fields are given after receipt, whoever types them; a certificate key may come with them."""

from collections.abc import Mapping

from reglament.core.case.act import Supply
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field, kept
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Supplied
from reglament.core.contract.status import status, tag_of


def supply(act: Supply, now: Situation) -> Answer:
    if not act.fields and act.key is None:
        return deny("supply/nothing")
    return bad_field(act.fields, now.regulation) or Accepted((supplied(act.fields, act.key, now),))


def supplied(fields: Mapping[str, str], key: str | None, now: Situation) -> Supplied:
    """Give the event, with the contract's state at receipt where a key names it, or the sender's contract is found only now."""
    fields = kept(fields, key, now.regulation)
    if key is None and now.state.contract != "none":
        return Supplied(fields)
    received_at = now.at if now.state.received_at is None else now.state.received_at
    found = status(now.terms.contract, key=key, at=received_at, zone=now.terms.home)
    if key is None and found == "none":
        return Supplied(fields)
    return Supplied(fields, found, tag_of(now.terms.contract, key))
