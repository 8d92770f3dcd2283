"""The board: a row a case with every key that lists sort or filter by. Derived: `rebuild` makes it anew from events."""

from django.db import models

from reglament.desk.models.agreement import Contract, Line
from reglament.desk.models.ledger import Stream
from reglament.people.models import Contact, Customer, Team

OPEN = models.Q(status__in=("open", "held", "waiting"))
URGENT_FIRST = ("line", "rank", models.F("due_at").asc(nulls_last=True), "stream")


class Case(models.Model):
    """A case as lists show it. `rank`: place of its most urgent sorting, 0 first; `due_at`: the next moment owed by the vendor."""

    stream = models.OneToOneField(Stream, models.CASCADE, primary_key=True, db_column="id")
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False)
    number = models.TextField()
    subject = models.UUIDField(null=True)
    status = models.TextField()
    seq = models.IntegerField()
    received_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    closed_at = models.BigIntegerField(null=True)
    assignee = models.TextField(null=True)
    axes = models.JSONField(default=dict)
    rank = models.SmallIntegerField(default=0)
    due_at = models.BigIntegerField(null=True)
    due_metric = models.TextField(default="")
    breached = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    snoozed_until = models.BigIntegerField(null=True)
    zone = models.TextField(default="")
    digest = models.TextField(default="")

    class Meta:
        db_table = "case"
        indexes = [
            models.Index(*URGENT_FIRST, name="case_queue", condition=OPEN),
            models.Index(
                *URGENT_FIRST, name="case_unassigned", condition=OPEN & models.Q(assignee__isnull=True)
            ),
            models.Index(*URGENT_FIRST, name="case_breached", condition=OPEN & models.Q(breached=True)),
            models.Index(fields=["customer", "-received_at"], name="case_customer"),
            models.Index(fields=["number"], name="case_number"),
            models.Index(fields=["assignee", "rank", "due_at"], name="case_assignee", condition=OPEN),
        ]


class Participant(models.Model):
    """Who follows a case besides its contact and engineer: a user or a contact, by id."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    who = models.TextField()

    class Meta:
        db_table = "participant"
        constraints = [models.UniqueConstraint(fields=["case", "who"], name="participant_once")]
