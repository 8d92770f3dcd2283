"""How long things are kept: what must not go meanwhile, and the runs that destroyed what was due."""

from django.db import models

from reglament.desk.models.ledger import Stream
from reglament.people.models import Customer


class LegalHold(models.Model):
    """Nothing of this customer, or of this one stream of his, is purged while the hold lasts. `until_at` None: until somebody lifts it."""

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT)
    stream = models.ForeignKey(Stream, models.PROTECT, null=True)
    ground = models.TextField()
    who = models.TextField()
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField(null=True)
    lifted_by = models.TextField(default="")

    class Meta:
        db_table = "legal_hold"


class Purge(models.Model):
    """A run that destroyed what was due at `due_at`. `rewritten_at`: the tables of keys hold no dead rows of it any more."""

    id = models.UUIDField(primary_key=True, editable=False)
    due_at = models.BigIntegerField()
    contents = models.IntegerField()
    files = models.IntegerField()
    letters = models.IntegerField()
    rewritten_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "purge"
