"""Under what somebody is served: service lines, editions stored whole, contracts and the tags of their keys."""

from django.db import models

from reglament.people.models import Customer, Team


class Line(models.Model):
    """A service line: what is served under one regulation. `prefix` begins its case numbers; a confidential one seals what it receives."""

    id = models.SmallIntegerField(primary_key=True)
    name = models.TextField(unique=True)
    regulation = models.TextField()
    prefix = models.TextField(unique=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True)
    confidential = models.BooleanField(default=False)
    keep_days = models.IntegerField(null=True)

    class Meta:
        db_table = "line"


class Edition(models.Model):
    """An edition of a regulation as published, whole and unchangeable. `digest` is of `source`; in force from `effective_at`."""

    digest = models.TextField(primary_key=True)
    regulation = models.TextField()
    edition = models.TextField()
    source = models.BinaryField()
    examples = models.BinaryField(null=True)
    effective_at = models.BigIntegerField()
    published_at = models.BigIntegerField()
    published_by = models.TextField()

    class Meta:
        db_table = "edition"
        constraints = [models.UniqueConstraint(fields=["regulation", "edition"], name="edition_once")]


class Contract(models.Model):
    """What finds a contract; its text is in its stream, which has the same id. `partner` sees its cases too."""

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT)
    line = models.ForeignKey(Line, models.PROTECT)
    number = models.TextField()

    class Meta:
        db_table = "contract"
        constraints = [
            models.UniqueConstraint(fields=["customer", "line", "number"], name="contract_number"),
        ]


class CertificateKey(models.Model):
    """The tag of a certificate's key → its contract. The key itself is kept by its holder alone."""

    tag = models.TextField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT)
    contract = models.ForeignKey(Contract, models.PROTECT)

    class Meta:
        db_table = "certificate_key"
