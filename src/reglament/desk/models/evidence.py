"""Proof that history was not rewritten, and who opened what."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.people.models import Customer


class Leaf(models.Model):
    """An event's place in the global log."""

    index = models.BigIntegerField(primary_key=True)
    stream = models.UUIDField()
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "leaf"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="leaf_once")]


class Checkpoint(models.Model):
    """A signed statement of the log's size and root."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    range = models.BinaryField()
    made_at = models.BigIntegerField()

    class Meta:
        db_table = "checkpoint"


class Opening(models.Model):
    """Somebody opened a case or a piece of content."""

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    who = models.TextField()
    stream = models.UUIDField()
    content = models.UUIDField(null=True)
    at = models.BigIntegerField()

    class Meta:
        db_table = "opening"
