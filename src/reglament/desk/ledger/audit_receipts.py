"""Receipts from letters held against the books: whoever kept one knows how a case's history stood, sealed by then or not."""

from collections.abc import Iterator, Sequence

from django.db import connection

from reglament.desk.ledger.flaw import BookReason, Flaw
from reglament.desk.ledger.receipt import Receipt

_EVENT = """select s.id, e.hash from stream s
left join event e on e.customer_id = s.customer_id and e.stream_id = s.id and e.seq = %s
where s.kind = 'case' and upper(s.name) = %s"""


def audit_receipts(receipts: Sequence[Receipt]) -> Iterator[Flaw]:
    """Give what does not hold. That an event's hash is the one its case's history gives is for the audit of the streams."""
    for receipt in receipts:
        with connection.cursor() as cursor:
            cursor.execute(_EVENT, (receipt.seq, receipt.number))
            row = cursor.fetchone()
        if row is None:
            yield Flaw(BookReason.RECEIPT_CASE, None, receipt.number, receipt.seq)
        elif row[1] is None:
            yield Flaw(BookReason.RECEIPT_EVENT, row[0], receipt.number, receipt.seq)
        elif not receipt.fits(bytes(row[1])):
            yield Flaw(BookReason.RECEIPT_OTHER, row[0], receipt.number, receipt.seq)
