"""Report: what sending did to a message. Reports come at least once and about letters core never saw: none is turned away."""

from collections.abc import Callable, Mapping

from reglament.core.case.act import Report
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Bounced, Delivered, Event, Failed, HandedOver

STAGES: Mapping[str, Callable[[str], Event]] = {
    "handed over": HandedOver,
    "delivered": Delivered,
    "bounced": Bounced,
    "failed": Failed,
}


def report(act: Report, now: Situation) -> Answer:
    """Enter the stage; one that is known already adds nothing."""
    stage = STAGES.get(act.stage)
    if stage is None:
        return deny("report/stage-unknown", stage=act.stage)
    known = now.state.messages.get(act.message)
    if known is not None and act.stage in known.stages and known.bounced == (act.stage == "bounced"):
        return Accepted(())
    return Accepted((stage(act.message),))
