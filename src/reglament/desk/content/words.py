"""The words of content that search looks at: kept in the statement that keeps the text, made anew by a rebuild."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

# What is behind the first 50,000 characters is not found: a vector of words has a size that PostgreSQL refuses to pass. The
# Russian configuration reads words in Latin letters as English; ё and е are one letter to whoever looks for either.
_WORDS = "to_tsvector('pg_catalog.russian', translate(left(text, 50000), 'ёЁ', 'еЕ'))"
_SEARCHED = """text is not null and kind in ('subject', 'body', 'note')
  and not exists (select from line where line.id = kept.line_id and line.confidential)"""
_KEEP = """insert into search_row(content_id, customer_id, line_id, stream_id, note, made_at, words)
select id, customer_id, line_id, stream_id, note, made_at, {words} from {source} as kept where {searched}"""


def keep_words(source: str) -> str:
    """The statement that keeps the words of `source`, which has the columns of content."""
    return _KEEP.format(source=source, words=_WORDS, searched=_SEARCHED)


_MADE_ANEW = keep_words("content")
# Every piece whose words are missing, are not those of its text, or are of no text that may be searched.
_DIFFER = """with made as (
  select id, row(customer_id, line_id, stream_id, note, made_at, {words}) as row from content as kept where {searched} and {made}),
  stood as (select content_id as id, row(customer_id, line_id, stream_id, note, made_at, words) as row from search_row where {stood})
select s.name, count(*) from made full join stood on stood.id = made.id
  join content c on c.id = coalesce(made.id, stood.id) join stream s on s.id = c.stream_id
where made.row is distinct from stood.row group by s.name order by s.name"""


# By content, for which there is an index; one without a text has no words.
_OF_CASES = "stream_id = any(%(cases)s)"
_OF_TEXTS = "content_id = any(array(select id from content where stream_id = any(%(cases)s)))"


def differing_words(cases: Sequence[UUID] | None = None) -> dict[str, int]:
    """Give the cases, of all or of these, whose words are not those of their texts, with the number of pieces."""
    with connection.cursor() as cursor:
        made, stood = ("true", "true") if cases is None else (_OF_CASES, _OF_TEXTS)
        asked = _DIFFER.format(words=_WORDS, searched=_SEARCHED, made=made, stood=stood)
        cursor.execute(asked, {"cases": None if cases is None else list(cases)})
        return dict(cursor.fetchall())


def rebuild_words() -> int:
    """Make all words anew from the texts; give how many pieces of content search looks at."""
    with connection.cursor() as cursor:
        # Whoever keeps a text meanwhile waits, or his words would be there twice.
        cursor.execute("lock table search_row in share row exclusive mode")
        cursor.execute("delete from search_row")
        cursor.execute(_MADE_ANEW)
        return int(cursor.rowcount)
