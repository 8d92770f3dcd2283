"""The one way in: an act is routed to its decision, and what the regulation says of it and what follows is added."""

from collections.abc import Callable, Mapping

from reglament.core.case import act as acts
from reglament.core.case.act import Act, Doer
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.accept import accept
from reglament.core.case.decide.admission import ACTS, not_admitted
from reglament.core.case.decide.assign import assign
from reglament.core.case.decide.charge import charge
from reglament.core.case.decide.classify import classify
from reglament.core.case.decide.close import close
from reglament.core.case.decide.correct import correct
from reglament.core.case.decide.draft import begin
from reglament.core.case.decide.enter import enter
from reglament.core.case.decide.estimate import estimate
from reglament.core.case.decide.excuse import excuse
from reglament.core.case.decide.extend import extend
from reglament.core.case.decide.link import link
from reglament.core.case.decide.log_work import log_work
from reglament.core.case.decide.merge import merge
from reglament.core.case.decide.participants import join, leave
from reglament.core.case.decide.pause import pause
from reglament.core.case.decide.permitted import not_permitted
from reglament.core.case.decide.receive import receive
from reglament.core.case.decide.record import record
from reglament.core.case.decide.refund import refund
from reglament.core.case.decide.refuse import refuse
from reglament.core.case.decide.register import register
from reglament.core.case.decide.reopen import reopen
from reglament.core.case.decide.reply import reply
from reglament.core.case.decide.report import report
from reglament.core.case.decide.resume import resume
from reglament.core.case.decide.revive import revive
from reglament.core.case.decide.settle import settle
from reglament.core.case.decide.share import share
from reglament.core.case.decide.situation import situation
from reglament.core.case.decide.snooze import snooze, wake
from reglament.core.case.decide.split import split
from reglament.core.case.decide.start_work import start_work
from reglament.core.case.decide.supply import supply
from reglament.core.case.event import Entries, Registered, Reopened
from reglament.core.case.state import CaseState
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms

DECISIONS: Mapping[type, Callable[..., Answer]] = {
    acts.Receive: receive,
    acts.Register: register,
    acts.Supply: supply,
    acts.Classify: classify,
    acts.Record: record,
    acts.Reply: reply,
    acts.Report: report,
    acts.Pause: pause,
    acts.Resume: resume,
    acts.Refuse: refuse,
    acts.Revive: revive,
    acts.Close: close,
    acts.Reopen: reopen,
    acts.Assign: assign,
    acts.StartWork: start_work,
    acts.Snooze: snooze,
    acts.Wake: wake,
    acts.Enter: enter,
    acts.Join: join,
    acts.Leave: leave,
    acts.Link: link,
    acts.SplitOff: split,
    acts.MergeInto: merge,
    acts.Extend: extend,
    acts.Estimate: estimate,
    acts.Accept: accept,
    acts.LogWork: log_work,
    acts.Charge: charge,
    acts.Refund: refund,
    acts.Excuse: excuse,
    acts.Correct: correct,
    acts.Share: share,
}


def decide(
    act: Act, *, case: str, by: Doer, entries: Entries, terms: Terms, standing: Standing, at: int
) -> Answer:
    """Answer an act that happened at `at` (UTC seconds, 1900-2299) on the case with id `case`; never raises.

    `entries`: all entries of the case known so far, none before it is received. They are needed rather than their fold: what
    an act makes happen (pauses, charges, limits) is recognised among them, and the facts a rule looks at are those after the act.
    """
    now = situation(case=case, by=by, entries=entries, terms=terms, standing=standing, at=at)
    answer = not_admitted(act, now.state) or DECISIONS[type(act)](act, now)
    if isinstance(answer, Refused) or not answer.events:
        return answer
    words = _words(act, answer, now.state)
    return not_permitted(words, now) or settle(begin(answer, now), words)


def _words(act: Act, answer: Accepted, before: CaseState) -> tuple[str, ...]:
    """Words under which the regulation may refuse the act: its own, its mark's, and what it does by itself besides."""
    if isinstance(act, acts.Record):
        return (act.mark,)
    if isinstance(act, acts.Close) and act.rule is not None:
        return ()
    words = [ACTS[type(act)][0]]
    if isinstance(act, acts.Receive) and any(isinstance(event, Registered) for event in answer.events):
        words.append("register")
    if isinstance(act, acts.Reply) and any(isinstance(event, Reopened) for event in answer.events):
        words.append("reopen")
    if isinstance(act, acts.Assign) and before.assignee is not None:
        words.append("hand over")
    return tuple(words)
