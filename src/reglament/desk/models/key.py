"""Keys of confidential content, kept only wrapped under key-encryption keys that lie outside the database."""

from django.db import models

from reglament.desk.models.intake import Mailbox
from reglament.people.models import Customer


class IntakeKey(models.Model):
    """The pair of a mailbox and day (UTC): intake reads `public` alone, `sealed` is the private half."""

    pk = models.CompositePrimaryKey("mailbox_id", "day")
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, db_index=False)
    day = models.DateField()
    public = models.BinaryField()
    kek = models.SmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "intake_key"


class BlobKey(models.Model):
    """The key under which a customer's files get their names."""

    customer = models.OneToOneField(Customer, models.PROTECT, primary_key=True)
    kek = models.SmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "blob_key"


class Kek(models.Model):
    """A version of the key-encryption key that came into use: since then nothing is wrapped by an older one. Never the key."""

    version = models.SmallIntegerField(primary_key=True)
    since_at = models.BigIntegerField()

    class Meta:
        db_table = "kek"
