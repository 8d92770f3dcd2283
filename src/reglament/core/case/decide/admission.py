"""In which state of a case each act can be done at all, and the grammar's word for the act."""

from collections.abc import Mapping

from reglament.core.case import act
from reglament.core.case.answer import Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.draft import LIVE
from reglament.core.case.state import CaseState

RECEIVED = LIVE | {"closed", "refused"}
SERVED = frozenset({"open"})
AFTER_ENTRY = frozenset({"open", "closed"})

# Word of the act (a refusing rule names it so) and the states of a case that admit it.
ACTS: Mapping[type, tuple[str, frozenset[str]]] = {
    act.Receive: ("receive", frozenset({"none"})),
    act.Register: ("register", LIVE),
    act.Supply: ("supply", RECEIVED),
    act.Classify: ("classify", LIVE),
    act.Record: ("record", RECEIVED),
    act.Reply: ("reply", RECEIVED),
    act.Report: ("report", RECEIVED),
    act.Pause: ("pause", LIVE),
    act.Resume: ("resume", LIVE),
    act.Refuse: ("refuse", LIVE),
    act.Revive: ("revive", frozenset({"refused"})),
    act.Close: ("close", LIVE),
    act.Reopen: ("reopen", frozenset({"closed"})),
    act.Assign: ("assign", LIVE),
    act.StartWork: ("start work", SERVED),
    act.Snooze: ("snooze", LIVE),
    act.Wake: ("wake", LIVE),
    act.Enter: ("enter", frozenset({"waiting"})),
    act.Join: ("join", RECEIVED),
    act.Leave: ("leave", RECEIVED),
    act.Link: ("link", RECEIVED),
    act.SplitOff: ("split", RECEIVED),
    act.MergeInto: ("merge", LIVE),
    act.Extend: ("extend", LIVE),
    act.Estimate: ("estimate", SERVED),
    act.Accept: ("accept", SERVED),
    act.LogWork: ("log work", SERVED),
    act.Charge: ("charge", AFTER_ENTRY),
    act.Refund: ("refund", AFTER_ENTRY),
    act.Excuse: ("excuse", RECEIVED),
    act.Correct: ("correct", RECEIVED),
    act.Share: ("share", RECEIVED),
}


def not_admitted(asked: act.Act, state: CaseState) -> Refused | None:
    """Say no where the state of the case leaves no room for the act, whatever the regulation says."""
    word, statuses = ACTS[type(asked)]
    if state.status in statuses:
        return None
    return deny("act/not-in-this-state", act=word, status=state.status)
