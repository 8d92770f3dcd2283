"""Link: two cases belong together; both say so."""

from reglament.core.case.act import Link
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Linked

KINDS = ("related", "follow-up", "problem", "warranty", "repeat")


def link(act: Link, now: Situation) -> Answer:
    if act.case == now.case:
        return deny("link/itself")
    if not act.case or act.kind not in KINDS:
        return deny("link/kind-unknown", kind=act.kind, known=KINDS)
    linked = Linked(act.case, act.kind)
    if linked in now.state.links:
        return deny("link/already", case=act.case, kind=act.kind)
    return Accepted((linked,), other={act.case: (Linked(now.case, act.kind),)})
