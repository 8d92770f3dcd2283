"""Prose and files, outside the ledger: the ledger keeps only salted commitments to them, so a purge leaves it whole."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.desk.models.ledger import Stream
from reglament.people.models import Customer


class WrappedKey(models.Model):
    """The key that seals a confidential case's content of one day, itself sealed by a key kept outside the database."""

    stream = models.ForeignKey(Stream, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    day = models.DateField()
    kek = models.SmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "wrapped_key"
        constraints = [models.UniqueConstraint(fields=["stream", "day"], name="wrapped_key_once")]


class Content(models.Model):
    """A piece of prose. Either `text` or `sealed`, neither once purged; `note`: not for the customer; `commitment` is the hash of `salt` and payload.

    `day` names the key it is sealed under. `purge_at`: when its time is over; `purged_at`: when that was carried out.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    stream = models.ForeignKey(Stream, models.PROTECT)
    kind = models.TextField()
    note = models.BooleanField(default=False)
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField()
    text = models.TextField(null=True)
    sealed = models.BinaryField(null=True)
    day = models.DateField(null=True)
    made_at = models.BigIntegerField()
    purge_at = models.BigIntegerField(null=True)
    purged_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "content"
        indexes = [
            models.Index(
                fields=["purge_at"],
                name="content_due",
                condition=models.Q(purge_at__isnull=False, purged_at__isnull=True),
            ),
            models.Index(
                fields=["stream"],
                name="content_purging",
                condition=models.Q(purged_at__isnull=False, salt__isnull=False),
            ),
        ]


class Blob(models.Model):
    """A stored file of a case; its bytes lie in the blob store under `name`, an HMAC that tells nothing; no name once discarded.

    A confidential one is ciphertext there, under a key of its own that is `sealed` here by the case's key of `day`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    stream = models.ForeignKey(Stream, models.PROTECT)
    name = models.TextField()
    file_name = models.UUIDField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField(default=b"")
    sealed = models.BinaryField(null=True)
    day = models.DateField(null=True)
    purge_at = models.BigIntegerField(null=True)
    purged_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "blob"
        indexes = [
            models.Index(fields=["name"], name="blob_name"),
            models.Index(
                fields=["purge_at"],
                name="blob_due",
                condition=models.Q(purge_at__isnull=False, purged_at__isnull=True),
            ),
            models.Index(
                fields=["stream"],
                name="blob_purging",
                condition=models.Q(purged_at__isnull=False) & ~models.Q(name=""),
            ),
        ]


class Message(models.Model):
    """A message of a case, in or out. `note`: of staff among themselves, never shown to the customer."""

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    stream = models.ForeignKey(Stream, models.PROTECT, related_name="messages")
    party = models.TextField()
    author = models.TextField(default="")
    channel = models.TextField()
    note = models.BooleanField(default=False)
    subject = models.UUIDField(null=True)
    body = models.UUIDField(null=True)
    inbound = models.UUIDField(null=True)
    sent_at = models.BigIntegerField()

    class Meta:
        db_table = "message"
        indexes = [
            models.Index(
                fields=["author", "sent_at"], name="message_author", condition=models.Q(party="customer")
            )
        ]
