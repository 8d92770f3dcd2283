"""Receive: a request arrives. What it brought is kept with the terms it is served under; the law's answer follows in `settle`."""

from reglament.core.case.act import Receive
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field, kept, kept_apart
from reglament.core.case.decide.register import is_automatic
from reglament.core.case.decide.situation import Situation, after
from reglament.core.case.decide.sorting import bad_axes, unfounded
from reglament.core.case.event import Event, Linked, Pinned, Received, Registered
from reglament.core.contract.known import tier_of
from reglament.core.contract.status import status, tag_of
from reglament.core.contract.terms import Terms

STRANGER = "stranger"


def receive(act: Receive, now: Situation) -> Answer:
    """Take a request in. Turned away unrecorded are only words nobody declared, a mistake of whoever asks, and what comes by a
    channel whose letters are kept apart from cases.
    """
    wrong = _undeclared(act, now) or bad_axes(act.axes, now) or bad_field(act.fields, now.regulation)
    if wrong:
        return wrong
    key, former = act.key or None, act.certificate
    received = Received(
        channel=act.channel,
        role=act.role,
        contract=status(now.terms.contract, key=key, at=now.at, zone=now.terms.home, tag=former),
        pinned=pin(now.terms),
        product=act.product,
        axes=act.axes,
        fields=kept(act.fields, key, now.regulation),
        message=act.message,
        certificate=tag_of(now.terms.contract, key, former),
        criteria=act.criteria,
        brought=act.brought,
    )
    no = unfounded(act, now, after(now, (received,), now.by))
    if no:
        return no
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
