"""What came in, as bytes, before anything is made of it; and the numbers that are taken then."""

from django.db import models
from django.db.models.functions import Length

from reglament.desk.models.agreement import Line


class Mailbox(models.Model):
    """Where letters of a line arrive: a channel and an address on it. `received_as`: the declared channel they count as, if named otherwise."""

    id = models.SmallIntegerField(primary_key=True)
    line = models.ForeignKey(Line, models.PROTECT)
    channel = models.TextField()
    address = models.TextField()
    received_as = models.TextField(default="")

    class Meta:
        db_table = "mailbox"
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="mailbox_once")]


class Number(models.Model):
    """The last case number given on a line; never goes back."""

    line = models.OneToOneField(Line, models.CASCADE, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "number"


class Inbound(models.Model):
    """A message as it arrived. `source_key` is the channel's own name for it; `state`: new, done or quarantined (`reason` says why).

    On a confidential line `raw` is sealed by the mailbox's key of `day`, there is no `digest`, and once it is a case's its bytes
    are content of that case, under the same id.
    `purged_at`: when its time was over. Until `lease_until` a worker has it in hand; `due_at`: by when somebody of staff looks at a quarantined one.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    source_key = models.TextField()
    digest = models.BinaryField(null=True)
    raw = models.BinaryField(null=True)
    sealed = models.BooleanField(default=False)
    received_at = models.BigIntegerField()
    number = models.TextField()
    state = models.TextField(default="new")
    reason = models.TextField(default="")
    stream = models.UUIDField(null=True)
    tries = models.SmallIntegerField(default=0)
    lease_until = models.BigIntegerField(null=True)
    due_at = models.BigIntegerField(null=True)
    purged_at = models.BigIntegerField(null=True)
    day = models.DateField(null=True)

    class Meta:
        db_table = "inbound"
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "source_key"], name="inbound_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("new", "done", "repeated", "quarantined")), name="inbound_state"
            ),
        ]
        indexes = [
            # Ids sort by the second only; within one, numbers tell who came first.
            models.Index(
                "received_at", Length("number"), "number", name="inbound_new", condition=models.Q(state="new")
            ),
            models.Index(
                fields=["received_at"], name="inbound_quarantine", condition=models.Q(state="quarantined")
            ),
            models.Index(fields=["mailbox", "digest"], name="inbound_digest"),
            models.Index(
                fields=["mailbox", "received_at"], name="inbound_kept", condition=models.Q(raw__isnull=False)
            ),
        ]
