"""Supply: fields are given after receipt, whoever types them."""

from reglament.core.case.act import Supply
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Supplied


def supply(act: Supply, now: Situation) -> Answer:
    if not act.fields:
        return deny("supply/nothing")
    return bad_field(act.fields, now.regulation) or Accepted((Supplied(act.fields),))
