"""What is supported: products with their versions, and which of them each contract is for."""

from django.db import models

from reglament.desk.models.agreement import Contract, Line
from reglament.people.models import Customer


class Product(models.Model):
    """A product of a line. `kind`: the word by which its regulation may ask for it; `customer`: the one whose own system it is."""

    id = models.UUIDField(primary_key=True, editable=False)
    line = models.ForeignKey(Line, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True)
    name = models.TextField()
    kind = models.TextField(default="")

    class Meta:
        db_table = "product"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "name", "customer"], nulls_distinct=False, name="product_once"
            )
        ]


class ProductVersion(models.Model):
    """A version that came out at `released_at` and is current until `until_at`; None: still is."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="versions")
    version = models.TextField()
    released_at = models.BigIntegerField()
    until_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "product_version"
        constraints = [models.UniqueConstraint(fields=["product", "version"], name="product_version_once")]


class SupportedProduct(models.Model):
    """A contract is for this product, from one moment to another; `until_at` None: no end was put."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="products")
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    product = models.ForeignKey(Product, models.PROTECT)
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "supported_product"
        constraints = [
            models.UniqueConstraint(fields=["contract", "product"], name="supported_product_once"),
        ]
