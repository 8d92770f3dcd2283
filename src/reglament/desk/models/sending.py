"""What goes out: letters to customers, notices to staff."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.desk.models.content import Message
from reglament.desk.models.ledger import Stream
from reglament.people.models import Customer


class Letter(models.Model):
    """A message on its way to one recipient. `stable_id` is the same on every attempt; `fence` names the attempt that may report.

    `tried_at`: the last attempt. `receipt`: the line at its end that proves the case's history. One that is about no case has no
    stream and no message, but a `subject` and a `body` of its own, in which nobody's words stand, until they are erased at `purged_at`;
    one to staff has no customer.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, null=True, db_index=False)
    stream = models.ForeignKey(Stream, models.PROTECT, null=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True)
    subject = models.TextField(default="", db_default="")
    body = models.TextField(default="", db_default="")
    receipt = models.TextField(default="", db_default="")
    channel = models.TextField()
    recipient = models.TextField()
    stable_id = models.TextField(unique=True)
    automatic = models.BooleanField(default=False)
    state = models.TextField(default="ready")
    attempts = models.SmallIntegerField(default=0)
    ready_at = models.BigIntegerField()
    lease_until = models.BigIntegerField(null=True)
    fence = models.IntegerField(default=0)
    trouble = models.TextField(default="")
    queued_at = models.BigIntegerField()
    tried_at = models.BigIntegerField(null=True)
    sent_at = models.BigIntegerField(null=True)
    purged_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "letter"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("ready", "leased", "sent", "failed", "unknown", "withdrawn")),
                name="letter_state",
            ),
            models.CheckConstraint(
                condition=models.Q(stream__isnull=False, message__isnull=False)
                | (
                    models.Q(stream__isnull=True, message__isnull=True)
                    & (~models.Q(body="") | models.Q(purged_at__isnull=False))
                ),
                name="letter_text",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ready_at", "id"],
                name="letter_ready",
                condition=models.Q(state__in=("ready", "leased")),
            ),
            # What the budgets of automatic letters are counted by.
            models.Index(
                fields=["recipient", "tried_at"], name="letter_budget", condition=models.Q(automatic=True)
            ),
            models.Index(fields=["tried_at"], name="letter_budget_all", condition=models.Q(automatic=True)),
            models.Index(
                fields=["queued_at"],
                name="letter_caseless",
                condition=models.Q(stream__isnull=True, purged_at__isnull=True),
            ),
        ]


class Hold(models.Model):
    """While the row is there, nothing goes out (`everything`), or nothing that no person wrote (`automatic`).

    `clock`: nothing goes out either, for the machine's clock is in doubt; the watch sets it and takes it away.
    """

    what = models.TextField(primary_key=True)
    at = models.BigIntegerField()
    by = models.TextField()
    why = models.TextField(default="")

    class Meta:
        db_table = "hold"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=("everything", "automatic", "clock")), name="hold_what"
            )
        ]


class Notice(models.Model):
    """Something a role, or whoever works on the case, is to be told; gathered into one digest a person and period."""

    id = models.UUIDField(primary_key=True, editable=False)
    stream = models.ForeignKey(Stream, models.PROTECT)
    kind = models.TextField()
    key = models.TextField()
    role = models.TextField(default="")
    rule = models.TextField(default="")
    at = models.BigIntegerField()
    told_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "notice"
        constraints = [models.UniqueConstraint(fields=["stream", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["at"], name="notice_untold", condition=models.Q(told_at__isnull=True))
        ]
