"""What staff must have been told: everything that happened to anybody concerned, once, and by one letter a summary."""

from collections import Counter
from collections.abc import Iterator
from json import loads

from tests.soak.books import rows

_NOTICES = "select s.name, n.kind, n.at from notice n join stream s on s.id = n.stream_id"
_LETTERS = """select (select count(*) from letter where stream_id is null),
  (select count(*) from summary where state = 'sent' and channel <> 'browser')"""


def wrong_summaries() -> Iterator[str]:
    told: Counter[tuple[object, ...]] = Counter()
    for person, entries in rows("select person_id, entries::text from summary"):
        told.update(
            (person, *(one[key] for key in ("case", "kind", "rule", "role", "at"))) for one in loads(entries)
        )
    yield from (f"told {number} times: {which}" for which, number in told.items() if number > 1)
    heard = {(case, kind, at) for _, case, kind, _, _, at in told if case}
    happened = set(rows(_NOTICES))
    yield from (f"told to nobody: {which}" for which in happened - heard)
    yield from (f"told and never happened: {which}" for which in heard - happened)
    ((letters, summaries),) = rows(_LETTERS)
    if letters != summaries:
        yield f"{letters} letters to staff for {summaries} summaries"
