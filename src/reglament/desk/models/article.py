"""Answers to frequent questions. A published version never changes: whoever links to it links to those words."""

from django.db import models

from reglament.desk.models.agreement import Line
from reglament.desk.models.product import Product


class Article(models.Model):
    """An article of a line. `public`: read without sign-in. `withdrawn_at`: no longer offered, still read by links."""

    id = models.UUIDField(primary_key=True, editable=False)
    line = models.ForeignKey(Line, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, null=True)
    public = models.BooleanField(default=False)
    made_at = models.BigIntegerField()
    withdrawn_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "article"


class ArticleVersion(models.Model):
    """A version in one language, `number` from 1; a draft until `published_at`."""

    id = models.UUIDField(primary_key=True, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    language = models.TextField()
    number = models.IntegerField()
    title = models.TextField()
    body = models.TextField()
    made_at = models.BigIntegerField()
    made_by = models.TextField()
    published_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "article_version"
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "number"], name="article_version_once")
        ]
