"""Making of a raw message what it is: a case, a reply to one, or something set apart in sight. One transaction, one effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError

from reglament.core.case.act import Doer, Receive, Reply
from reglament.core.contract.key import written_keys
from reglament.desk.acts.answered_case import answered_case
from reglament.desk.acts.enclose import enclose
from reglament.desk.acts.identify import Identified, identify, key_among
from reglament.desk.acts.inbound_message import InboundMessage, Parse, Unreadable
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.content.inbound import (
    AlreadyEnded,
    Leased,
    bytes_of,
    give_back,
    is_ended,
    lease_inbound,
    quarantine_fatal,
    quarantine_inbound,
)
from reglament.desk.content.safe import NoKeys
from reglament.desk.content.text import one_line
from reglament.desk.library.shelf import EditionUnknown
from reglament.desk.models import Case
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import receive
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import Busy, seen_by
from reglament.desk.record.viewer import SYSTEM

LEASE = 120
MOST_TRIES = 3
WAIT = 10  # seconds after the first failure; as many times longer as it was tried
LOOK_WITHIN = 4 * 3600
BATCH = 20
READ_FOR_KEYS = 100_000
ENDED_THE_WORKER, NOTHING_CAME = "inbound/ended-the-worker", "inbound/nothing-came-of-it"


@dataclass(frozen=True, slots=True)
class Opened:
    """`received` as a case or `answered` one (`case`), `repeated`: done before, `quarantined` or to be tried `again` (`reason`)."""

    outcome: Literal["received", "answered", "repeated", "quarantined", "again"]
    inbound: UUID
    case: UUID | None = None
    reason: str = ""


def pick_inbound(*, desk: Desk, channels: Sequence[str], limit: int = BATCH) -> list[Leased]:
    """Take raw messages of these channels in hand, in order of arrival; several workers share them. What killed its workers is set apart."""
    now = desk.world.now()
    with seen_by(SYSTEM):
        quarantine_fatal(reason=ENDED_THE_WORKER, at=now, due_at=now + LOOK_WITHIN)
        leased = lease_inbound(channels=channels, at=now, until=now + LEASE, limit=limit)
    fail_point("ingest.after lease")
    return leased


def open_inbound(*, desk: Desk, leased: Leased, parse: Parse) -> Opened:
    """Open a raw message that was picked. Whatever is wrong with it is its own matter; what is wrong with the database is raised."""
    try:
        message = parse(bytes_of(leased, safe=desk.safe), leased.address)
        fail_point("ingest.parsed")
        return _open(desk, leased, message)
    except Unreadable as no:
        return _set_apart(desk, leased, no.reason)
    except AlreadyEnded:
        return Opened("repeated", leased.id)
    except Busy as busy:
        _let_go(desk, leased, wait=1, counted=False)
        return Opened("again", leased.id, reason=_said(busy))
    except NoKeys as closed:
        _let_go(desk, leased, wait=LEASE, counted=False)
        return Opened("again", leased.id, reason=_said(closed))
    except (OperationalError, InterfaceError):
        raise
    except IntegrityError as twice:
        return Opened("repeated", leased.id) if is_ended(leased.id) else _failed(desk, leased, twice)
    except Exception as poison:  # noqa: BLE001 - whatever it is, it must not stop the messages behind it; it is kept and shown
        return _failed(desk, leased, poison)


def _open(desk: Desk, leased: Leased, message: InboundMessage) -> Opened:
    key = message.key or key_among(line=leased.line, values=_where_keys_stand(message))
    message = replace(message, key=key)
    if leased.edition is None:
        raise EditionUnknown(
            "no edition of the line's regulation was in force then: reglament publish brings one"
        )
    known = identify(
        desk=desk,
        regulation=desk.shelf.edition(leased.edition),
        line=leased.line,
        way=message.way,
        address=message.address,
        key=key,
        at=leased.received_at,
    )
    case = answered_case(message=message, known=known)
    fail_point("ingest.before done")
    # News of a sender who had no contract, with the key of one, are a request under it.
    if case is not None and (case.contract_id is not None or known.sender.contract is None):
        done = _reply(desk, leased, message, known, case)
        if is_ended(leased.id):
            return Opened("answered", leased.id, done.new_case or done.case)
    else:
        done = _receive(desk, leased, message, known, case.number if case else None)
        if done.seq:
            return Opened("received", leased.id, done.case)
    return _set_apart(desk, leased, str(getattr(done.answer, "code", NOTHING_CAME)))


def _where_keys_stand(message: InboundMessage) -> list[str]:
    """Fields first: people put keys where they are asked for them, or somewhere in the letter."""
    prose = (message.subject, message.body)
    return [*message.fields.values(), *(key for text in prose for key in written_keys(text[:READ_FOR_KEYS]))]


def _receive(
    desk: Desk, leased: Leased, message: InboundMessage, known: Identified, follows: str | None
) -> Recorded:
    letter = enclose(desk=desk, message=message, leased=leased, regulation=known.sender.regulation)
    act = Receive(
        channel=leased.received_as or message.channel or leased.channel,
        role=known.role,
        product=message.product,
        axes=message.axes,
        fields=letter.fields,
        message=letter.message,
        key=message.key,
        case=follows,
    )
    return receive(
        desk=desk,
        viewer=SYSTEM,
        act=act,
        sender=known.sender,
        by=Doer("customer", known.role, known.actor),
        name=leased.number,
        happened_at=leased.received_at,
        enclosed=letter.enclosed,
    )


def _reply(desk: Desk, leased: Leased, message: InboundMessage, known: Identified, case: Case) -> Recorded:
    regulation = desk.shelf.edition(case.digest)
    letter = enclose(desk=desk, message=message, leased=leased, regulation=regulation)
    fields: Mapping[str, str] = letter.fields
    return record(
        desk=desk,
        viewer=SYSTEM,
        case=case.stream_id,
        act=Reply(letter.message, fields, message.key),
        by=Doer("customer", known.role, known.actor),
        happened_at=leased.received_at,
        enclosed=letter.enclosed,
    )


def _failed(desk: Desk, leased: Leased, poison: Exception) -> Opened:
    """It could not be opened for no reason it knows: again later, and after the last try set apart."""
    # What an error quotes of a confidential letter is part of it.
    reason = type(poison).__name__ if desk.safe.seals(leased.line) else _said(poison)
    if leased.tries >= MOST_TRIES:
        return _set_apart(desk, leased, reason)
    _let_go(desk, leased, wait=WAIT * leased.tries, counted=True)
    return Opened("again", leased.id, reason=reason)


def _let_go(desk: Desk, leased: Leased, *, wait: int, counted: bool) -> None:
    with seen_by(SYSTEM):
        give_back(leased, at=desk.world.now() + wait, counted=counted)


def _set_apart(desk: Desk, leased: Leased, reason: str) -> Opened:
    with seen_by(SYSTEM):
        quarantine_inbound(leased.id, reason=reason, due_at=desk.world.now() + LOOK_WITHIN)
    return Opened("quarantined", leased.id, reason=reason)


def _said(trouble: Exception) -> str:
    return one_line(raw=f"{type(trouble).__name__}: {trouble}", limit=200).text
