"""Whom the vendor serves: a legal entity or a person, perhaps through a partner, and the people who write for it."""

from django.db import models


class Customer(models.Model):
    """A customer. `partner`: the one through whom it is served; `kind`: organisation or person."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.TextField()
    kind = models.TextField()
    partner = models.ForeignKey("self", models.PROTECT, null=True, related_name="end_customers")
    zone = models.TextField(default="Europe/Moscow")
    made_at = models.BigIntegerField()

    class Meta:
        db_table = "customer"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("organisation", "person", "nobody")), name="customer_kind"
            )
        ]


class Contact(models.Model):
    """A person of a customer. Addresses are kept in lower case; empty: has none."""

    id = models.UUIDField(primary_key=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts")
    name = models.TextField()
    email = models.TextField(default="")
    phone = models.TextField(default="")
    telegram = models.TextField(default="")
    language = models.TextField(default="ru")
    until_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "contact"
        indexes = [models.Index(fields=["email"], name="contact_email")]
