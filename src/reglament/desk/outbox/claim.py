"""Claiming a letter to send: a lease with a fence, the attempt counted and committed before anything goes out."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from reglament.desk.content.read import Unread, read_contents
from reglament.desk.content.safe import NoKeys, Safe
from reglament.desk.outbox.budget import (
    TO_A_STRANGER,
    TO_ONE,
    TO_STAFF,
    all_spent,
    alone_with,
    next_free,
    put_off,
    withdraw,
)
from reglament.desk.outbox.outgoing import Outgoing

LEASE = 300
TURNS = 100  # letters over their budget that one claim may pass by

_PICK = """select l.id, l.automatic, l.recipient, c.kind from letter l left join customer c on c.id = l.customer_id
where l.state in ('ready', 'leased') and l.ready_at <= %s and (l.state = 'ready' or l.lease_until <= %s)
  and l.channel = any(%s) and not exists (select from hold where what <> 'automatic')
  and not (l.automatic and (%s or exists (select from hold where what = 'automatic')))
order by l.ready_at, l.id limit 1 for update of l skip locked"""
_LEASE = """update letter set state = 'leased', attempts = attempts + 1, fence = fence + 1, lease_until = %s, tried_at = %s
where id = %s"""
_READ = """select l.id, l.stream_id, l.message_id, l.channel,
  coalesce((select address from mailbox where line_id = coalesce(l.line_id, line_id) and channel = l.channel
    order by id limit 1), ''),
  l.recipient, l.stable_id, coalesce(c.name, ''), l.subject, l.body, l.automatic, l.attempts, l.fence,
  m.subject, m.body, l.receipt
from letter l left join message m on m.id = l.message_id left join stream c on c.id = l.stream_id where l.id = %s"""
BUDGETS = {"nobody": TO_A_STRANGER, None: TO_STAFF}


class _Picked(NamedTuple):
    id: UUID
    automatic: bool
    recipient: str
    customer: str | None  # of which kind; none: it goes to staff

    @property
    def stranger(self) -> bool:
        return self.customer == "nobody"


def claim(*, channels: Sequence[str], at: int, safe: Safe, lease: int = LEASE) -> Outgoing | None:
    """Claim the next letter of these channels that is to go out by `at`, UTC seconds; in a transaction of the caller, which ends
    before anything is sent. None: nothing may go out now.

    A lease that ran out leaves open whether its letter went out: it is claimed anew, as a repeated attempt. A letter whose text
    is gone is withdrawn. Raises NoKeys for a sealed one in a process without keys.
    """
    spent = all_spent(at=at)
    for _ in range(TURNS):
        picked = _pick(channels, at, spent=spent)
        if picked is None:
            return None
        if picked.automatic and not alone_with(picked.recipient):
            return None  # the next turn knows what he sent
        most = BUDGETS.get(picked.customer, TO_ONE)
        free_at = next_free(picked.id, picked.recipient, most=most, at=at) if picked.automatic else at
        if free_at <= at:
            letter = _leased(picked, at, safe, lease)
            if letter is not None:
                return letter
        elif picked.stranger:
            withdraw(picked.id)
        else:
            put_off(picked.id, until=free_at)
    return None


def _pick(channels: Sequence[str], at: int, *, spent: bool) -> _Picked | None:
    with connection.cursor() as cursor:
        cursor.execute(_PICK, (at, at, list(channels), spent))
        row = cursor.fetchone()
        return _Picked(*row) if row else None


def _leased(picked: _Picked, at: int, safe: Safe, lease: int) -> Outgoing | None:
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, (at + lease, at, picked.id))
        cursor.execute(_READ, (picked.id,))
        row = cursor.fetchone()
    *told, subject, body, receipt = row
    if told[1] is None:
        return Outgoing(*told)
    prose = (subject, body)
    found = read_contents([one for one in prose if one is not None], safe=safe)
    unread = {one.unread for one in found.values() if one.unread is not None}
    if Unread.SEALED in unread:
        raise NoKeys
    if unread:
        withdraw(picked.id, trouble=min(unread))
        return None
    told[8:10] = [(found[one].text if one is not None else "") or "" for one in prose]
    told[9] += f"\n{receipt}\n" if receipt else ""
    return Outgoing(*told)
