"""Receive: a request arrives. What it brought is kept with the terms it is served under; the law's answer follows in `settle`."""

from collections.abc import Mapping

from reglament.core.case.act import Receive
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field, kept_apart
from reglament.core.case.decide.register import is_automatic
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Event, Linked, Pinned, Received, Registered
from reglament.core.contract.known import tier_of
from reglament.core.contract.status import key_of, status, tag_of
from reglament.core.contract.terms import Terms

STRANGER = "stranger"


def receive(act: Receive, now: Situation) -> Answer:
    """Take a request in. Turned away unrecorded are only words nobody declared, a mistake of whoever asks, and what comes by a
    channel whose letters are kept apart from cases.
    """
    wrong = _undeclared(act, now) or bad_axes(act.axes, now) or bad_field(act.fields, now.regulation)
    if wrong:
        return wrong
    key = act.key or key_of(now.terms.contract, act.certificate)
    received = Received(
        channel=act.channel,
        role=act.role,
        contract=status(now.terms.contract, key=key, at=now.at, zone=now.terms.home),
        pinned=pin(now.terms),
        product=act.product,
        axes=act.axes,
        fields=act.fields,
        message=act.message,
        certificate=tag_of(now.terms.contract, key),
    )
    events: tuple[Event, ...] = (received,)
    other: dict[str, tuple[Event, ...]] = {}
    if act.case is not None:
        events = (received, Linked(act.case, "follow-up"))
        other = {act.case: (Linked(now.case, "follow-up"),)}
    if is_automatic(now):
        return Accepted((*events, Registered(now.case)), automatic=1, other=other)
    return Accepted(events, other=other)


def pin(terms: Terms) -> Pinned:
    """What the case is received under: a later edition, calendar or tier is another matter."""
    regulation = terms.regulation
    return Pinned(
        edition=regulation.edition,
        digest=regulation.digest,
        tier=tier_of(regulation, terms.contract),
        zone=terms.zone,
        calendars={name: hours.digest for name, hours in terms.calendars.items()},
        tzdata=terms.tzdata,
    )


def _undeclared(act: Receive, now: Situation) -> Refused | None:
    if act.channel not in now.regulation.channels:
        return deny("receive/channel-undeclared", channel=act.channel)
    if act.role != STRANGER and act.role not in now.regulation.roles:
        return deny("receive/role-undeclared", role=act.role)
    apart = kept_apart(act.channel, now.regulation)
    if apart is not None:
        return deny("receive/not-copied", apart, channel=act.channel)
    return deny("link/itself") if act.case == now.case else None


def bad_axes(axes: Mapping[str, str], now: Situation) -> Refused | None:
    """Say no to an axis or value that is not declared, or that this party may not set."""
    for name, value in axes.items():
        axis = now.regulation.axes.get(name)
        if axis is None:
            return deny("axis/undeclared", axis=name)
        if value not in axis.values:
            return deny("axis/value-undeclared", axis=name, value=value)
        if now.by.party != "system" and not is_one_of(now.by, axis.set_by):
            return deny("axis/not-by", axis=name, allowed=axis.set_by)
    return None
