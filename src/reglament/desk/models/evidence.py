"""Proof that history was not rewritten, and who opened what."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.people.models import Customer


class Unsealed(models.Model):
    """Events `first` to `last` of a stream, written by one append, that wait for their places in the log. The sealer takes the row away."""

    customer = models.UUIDField(db_column="customer_id")
    stream = models.UUIDField(db_column="stream_id")
    first = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        db_table = "unsealed"


class Leaf(models.Model):
    """An event's place in the log; `hash` is the leaf hash over it (`chain.log_leaf`), so the tree can be made of leaves alone."""

    index = models.BigIntegerField(primary_key=True)
    stream = models.UUIDField()
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "leaf"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="leaf_once")]


class Tile(models.Model):
    """The root over 256 leaves (level 1), over 256 such roots (level 2) and so on, so that a proof reads hundreds of rows and not all."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    root = models.BinaryField()

    class Meta:
        db_table = "tile"


class Checkpoint(models.Model):
    """A signed statement of the log's size and root; `range` is the compact range that the log goes on from."""

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
