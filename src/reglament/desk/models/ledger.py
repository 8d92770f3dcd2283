"""The ledger: streams, and events that are only ever added. A trigger refuses to change or delete one."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.people.models import Customer


class Stream(models.Model):
    """One case or contract as a chain of events. `name` is what the core calls it; `seq` and `head` are those of its last event.

    `contract` and `contact`: under which and from whom a case was received, by id.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    kind = models.TextField()
    name = models.TextField()
    contract = models.UUIDField(null=True)
    contact = models.UUIDField(null=True)
    seq = models.IntegerField(default=0)
    head = models.BinaryField(default=bytes(32))

    class Meta:
        db_table = "stream"
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="stream_name"),
            models.CheckConstraint(condition=models.Q(kind__in=("case", "contract")), name="stream_kind"),
        ]


class Event(models.Model):
    """One event with its envelope. `facts`: canonical JSON; `commitments`: 32 bytes each; `act` ties what one act wrote."""

    pk = models.CompositePrimaryKey("customer_id", "stream_id", "seq")
    customer = models.ForeignKey(Customer, models.DO_NOTHING, db_index=False, db_constraint=False)
    line = models.ForeignKey(Line, models.DO_NOTHING, db_index=False, db_constraint=False)
    stream = models.ForeignKey(Stream, models.DO_NOTHING, db_index=False)
    seq = models.IntegerField()
    happened_at = models.BigIntegerField()
    known_at = models.BigIntegerField()
    party = models.TextField()
    role = models.TextField(null=True)
    actor = models.TextField(null=True)
    type = models.TextField()
    version = models.SmallIntegerField()
    facts = models.BinaryField()
    commitments = models.BinaryField(default=b"")
    act = models.UUIDField()
    hash = models.BinaryField()

    class Meta:
        db_table = "event"


class Done(models.Model):
    """An act that was asked for under an id of the asker's: asked for again, it is not done again. `seq`: the case's last event then."""

    id = models.UUIDField(primary_key=True, editable=False)
    stream = models.ForeignKey(Stream, models.CASCADE, db_index=False)
    seq = models.IntegerField()

    class Meta:
        db_table = "done"
