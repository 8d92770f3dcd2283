"""From an event as recorded to what was done: the act behind it, or nothing where the system did it by itself."""

from collections.abc import Callable, Mapping
from typing import Any

from reglament.core.case import act, event
from reglament.core.case.act import Act
from reglament.core.case.event import Event

Facts = dict[str, Any]

# Parties whose deeds are decided anew.
ITSELF = frozenset(("system", "timer"))
AS_RECORDED = "as recorded"


def act_of(recorded: Event, key: str | None) -> Act | None:
    """Give the act that a person's event came of; None where no act makes such an event."""
    make = ACTS.get(type(recorded))
    return make(recorded, key) if make else None


def _received(one: event.Received, key: str | None) -> Act:
    return act.Receive(
        channel=one.channel,
        role=one.role,
        product=one.product,
        axes=one.axes,
        fields=one.fields,
        message=one.message,
        key=key,
        certificate=one.certificate,
        criteria=one.criteria,
        brought=one.brought,
    )


def _split(one: event.Split, _: str | None) -> Act | None:
    return act.SplitOff(one.messages, one.into) if one.into else None


def _merged(one: event.Merged, _: str | None) -> Act | None:
    return act.MergeInto(one.into) if one.into else None


def _linked(one: event.Linked, _: str | None) -> Act | None:
    """The side on which a follow-up is entered by itself has its act on the other."""
    return None if one.kind == "follow-up" else act.Link(one.case, one.kind)


ACTS: Mapping[type[Event], Callable[[Any, str | None], Act | None]] = {
    event.Received: _received,
    event.Registered: lambda one, _: act.Register(one.number),
    event.Supplied: lambda one, key: act.Supply(one.fields, key),
    event.Classified: lambda one, _: act.Classify(one.axes, one.criteria, one.brought),
    event.Marked: lambda one, _: act.Record(one.mark, one.fields, one.message, one.case),
    event.Replied: lambda one, _: act.Reply(one.message),
    event.HandedOver: lambda one, _: act.Report("handed over", one.message),
    event.Delivered: lambda one, _: act.Report("delivered", one.message),
    event.Bounced: lambda one, _: act.Report("bounced", one.message),
    event.Failed: lambda one, _: act.Report("failed", one.message),
    event.Paused: lambda one, _: act.Pause(one.reason, one.notice, None, one.note),
    event.Resumed: lambda one, _: act.Resume(one.reason, one.ground),
    event.Refused: lambda one, _: act.Refuse(one.ground, AS_RECORDED),
    event.Revived: lambda _one, _: act.Revive(),
    event.Closed: lambda one, _: act.Close(one.ground),
    event.Reopened: lambda _one, _: act.Reopen(),
    event.Assigned: lambda one, _: act.Assign(one.to, one.ground),
    event.WorkStarted: lambda _one, _: act.StartWork(),
    event.Snoozed: lambda one, _: act.Snooze(one.until_at),
    event.Woken: lambda _one, _: act.Wake(),
    event.Joined: lambda one, _: act.Join(one.who),
    event.Left: lambda one, _: act.Leave(one.who),
    event.Linked: _linked,
    event.Split: _split,
    event.Merged: _merged,
    event.Extended: lambda one, _: act.Extend(one.metric, one.amount, one.ground, one.agreement),
    event.Estimated: lambda one, _: act.Estimate(one.seconds, one.term),
    event.EstimateAccepted: lambda one, _: act.Accept(one.evidence),
    event.WorkLogged: lambda one, _: act.LogWork(one.seconds, one.who),
    event.Charged: lambda one, _: act.Charge(one.ground),
    event.Refunded: lambda _one, _: act.Refund(),
    event.Excused: lambda one, _: act.Excuse(one.metric, one.period, one.reason),
    event.Corrected: lambda one, _: act.Correct(one.seq, one.happened_at, one.ground),
    event.Shared: lambda one, _: act.Share(one.with_whom),
}

# Acts whose outcome hangs on the order of things alone. The rest looks at moments, at hours or at other cases.
ALIKE = (
    act.Receive,
    act.Register,
    act.Supply,
    act.Classify,
    act.Record,
    act.Reply,
    act.Report,
    act.Pause,
    act.Resume,
    act.Refuse,
    act.Revive,
    act.Close,
    act.Reopen,
    act.Assign,
    act.StartWork,
    act.Join,
    act.Leave,
    act.Share,
)


def is_alike(done: Act) -> bool:
    """Whether only order matters; an act that names another case, or a certificate's key, is not such."""
    names_another = isinstance(done, act.Record | act.Receive) and done.case is not None
    has_key = isinstance(done, act.Receive | act.Supply | act.Reply) and done.key is not None
    return isinstance(done, ALIKE) and not names_another and not has_key
