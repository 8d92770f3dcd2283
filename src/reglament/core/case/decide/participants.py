"""Join and leave: who takes part in a case besides its sender."""

from reglament.core.case.act import Join, Leave
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Joined, Left


def join(act: Join, now: Situation) -> Answer:
    if not act.who:
        return deny("join/nobody")
    if act.who in now.state.participants:
        return deny("join/already", who=act.who)
    return Accepted((Joined(act.who),))


def leave(act: Leave, now: Situation) -> Answer:
    if act.who not in now.state.participants:
        return deny("leave/not-in", who=act.who)
    return Accepted((Left(act.who),))
