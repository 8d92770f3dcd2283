"""The words of content that search looks at: kept in the statement that keeps the text, made anew by a rebuild."""

from django.db import connection

# What is behind the first 50,000 characters is not found: a vector of words has a size that PostgreSQL refuses to pass. The
# Russian configuration reads words in Latin letters as English; ё and е are one letter to whoever looks for either.
_KEEP = """{before} insert into search_row(content_id, customer_id, line_id, stream_id, note, made_at, words)
select id, customer_id, line_id, stream_id, note, made_at,
  to_tsvector('pg_catalog.russian', translate(left(text, 50000), 'ёЁ', 'еЕ'))
from {source} as kept where text is not null and kind in ('subject', 'body', 'note')
  and not exists (select from line where line.id = kept.line_id and line.confidential)"""


def keep_words(source: str, *, before: str = "") -> str:
    """The statement that keeps the words of `source`: a table with the columns of content, or one that `before` makes."""
    return _KEEP.format(source=source, before=before)


def rebuild_words() -> int:
    """Make all words anew from the texts; give how many pieces of content search looks at."""
    with connection.cursor() as cursor:
        cursor.execute("delete from search_row")
        cursor.execute(keep_words("content"))
        return cursor.rowcount
