"""A fault behind many cases: one record, the cases that have it, and the banner that tells everybody of a mass incident."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.desk.models.ledger import Stream
from reglament.desk.models.product import Product
from reglament.people.models import Customer


class Problem(models.Model):
    """A fault. `tracker`: its key where developers work on it; `fixed_in`: the version that has the fix, published at `fixed_at`.

    `answer`: what every case that has it is then told: `texts` by language, perhaps the declared `mark` it carries with `fields`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    line = models.ForeignKey(Line, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, null=True)
    title = models.TextField()
    tracker = models.TextField(default="")
    made_at = models.BigIntegerField()
    made_by = models.TextField()
    fixed_in = models.TextField(default="")
    fixed_at = models.BigIntegerField(null=True)
    fixed_by = models.TextField(default="")
    answer = models.JSONField(null=True)

    class Meta:
        db_table = "problem"
        indexes = [
            models.Index(fields=["line", "made_at"], name="problem_open", condition=models.Q(fixed_at=None))
        ]


class ProblemCase(models.Model):
    """A case has the problem: its stream says so too, by a link. `told_at`: when its people were told of the fix."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="cases")
    case = models.ForeignKey(Stream, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    told_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "problem_case"
        constraints = [models.UniqueConstraint(fields=["problem", "case"], name="problem_case_once")]
        indexes = [
            models.Index(
                fields=["problem", "case"], name="problem_case_untold", condition=models.Q(told_at=None)
            )
        ]


class Banner(models.Model):
    """What everybody on a line is told on every page while it lasts. `texts`: language → sentence, no word of any customer."""

    id = models.UUIDField(primary_key=True, editable=False)
    line = models.ForeignKey(Line, models.PROTECT)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True)
    texts = models.JSONField()
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField(null=True)
    made_by = models.TextField()

    class Meta:
        db_table = "banner"
        indexes = [
            models.Index(fields=["line"], name="banner_shown", condition=models.Q(until_at=None)),
        ]
