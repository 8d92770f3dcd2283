"""Budgets of letters that no person wrote: so many to one address, fewer to a stranger's, more to staff, so many in all. Loops end here."""

from uuid import UUID

from django.db import connection

HOUR = 3600
TO_ONE = 3  # an hour
TO_A_STRANGER = 1  # an hour; more are withdrawn, so that nobody can be flooded through us
TO_STAFF = 12  # an hour
IN_ALL, MINUTE = 120, 60

_TO_ONE = """select tried_at from letter where automatic and recipient = %s and tried_at > %s and id <> %s
order by tried_at desc offset %s limit 1"""
_IN_ALL = "select count(*) from (select from letter where automatic and tried_at > %s limit %s) as sent"
_ALONE = "select pg_try_advisory_xact_lock(hashtextextended('reglament budget ' || %s, 0))"
_PUT_OFF = "update letter set ready_at = %s where id = %s"
_WITHDRAW = "update letter set state = 'withdrawn', trouble = %s where id = %s"
OVER_BUDGET = "outbox/over-budget"


def alone_with(recipient: str) -> bool:
    """Whether nobody else is about to send to this address: until the transaction ends nobody is. What he sends counts only then."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, (recipient,))
        return bool(cursor.fetchone()[0])


def next_free(letter: UUID, recipient: str, *, most: int, at: int) -> int:
    """Give the moment from which this address may get one more of `most` an hour, `at` if it may now."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_ONE, (recipient, at - HOUR, letter, most - 1))
        row = cursor.fetchone()
        return int(row[0]) + HOUR if row else at


def all_spent(*, at: int) -> bool:
    """Whether as many went out in the last minute as ever may."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_ALL, (at - MINUTE, IN_ALL))
        return int(cursor.fetchone()[0]) >= IN_ALL


def put_off(letter: UUID, *, until: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PUT_OFF, (until, letter))


def withdraw(letter: UUID, *, trouble: str = OVER_BUDGET) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, (trouble, letter))
