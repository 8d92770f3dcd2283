"""What happens to a product itself: maintenance announced ahead, the mode it runs in, technological works."""

from django.db import models
from django.db.models import F, Q

from reglament.desk.models.agreement import Line
from reglament.desk.models.ledger import Stream
from reglament.desk.models.product import Product
from reglament.people.models import Customer


class Maintenance(models.Model):
    """A span of maintenance. `document`: the place in the documentation that lays it down, without which there is none.

    `texts`: language → what customers are told. `cancelled_at`: it will not be, or no longer is.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    product = models.ForeignKey(Product, models.PROTECT)
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField()
    document = models.TextField()
    texts = models.JSONField()
    announced_at = models.BigIntegerField()
    announced_by = models.TextField()
    cancelled_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "maintenance"
        constraints = [
            models.CheckConstraint(condition=~Q(document=""), name="maintenance_cites"),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="maintenance_span"),
        ]
        indexes = [models.Index(fields=["product", "until_at"], name="maintenance_until")]


class ProductMode(models.Model):
    """From `from_at` on the product runs in this mode, until the next row. `titles`: language → name. Only added to."""

    pk = models.CompositePrimaryKey("product_id", "from_at")
    product = models.ForeignKey(Product, models.DO_NOTHING, db_index=False)
    from_at = models.BigIntegerField()
    mode = models.TextField()
    titles = models.JSONField()
    known_at = models.BigIntegerField()
    by = models.TextField()

    class Meta:
        db_table = "product_mode"


class Work(models.Model):
    """Technological work on a case, a span the regulation has let pass. `note`: what is done, as the customer may read it."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Stream, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField()
    note = models.TextField(default="")
    planned_at = models.BigIntegerField()
    planned_by = models.TextField()

    class Meta:
        db_table = "work"
        constraints = [models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="work_span")]
        indexes = [models.Index(fields=["line", "from_at"], name="work_from")]
