"""What full-text search looks at: the words of subjects, bodies and notes, never those of a confidential line."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from reglament.desk.models.agreement import Line
from reglament.desk.models.content import Content
from reglament.desk.models.ledger import Stream
from reglament.people.models import Customer


class SearchRow(models.Model):
    """The words of one piece of content. Goes with it: a purge that takes the text takes this row. Derived, like the board."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, db_index=False)
    stream = models.ForeignKey(Stream, models.CASCADE, db_index=False)
    note = models.BooleanField(default=False)
    made_at = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        db_table = "search_row"
        indexes = [
            # Fresh entries wait in a list that every search reads through: it is kept short.
            GinIndex(fields=["words"], name="search_words", gin_pending_list_limit=512),
            models.Index(fields=["line", "-made_at"], name="search_line"),
            models.Index(fields=["customer", "-made_at"], name="search_customer"),
        ]
