"""Search: an exact number or sender, and words in Russian and English, newest first. Confidential content is never found."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from reglament.desk.queries.cursor import PAGE, page_size
from reglament.desk.queries.fetch import Row, rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A case that was found. `by`: number, sender or words; `at`: the moment of what was found. `searchable`: its texts are looked into."""

    id: UUID
    number: str
    subject: str | None
    customer: UUID
    customer_name: str
    line: int
    status: str
    received_at: int
    searchable: bool
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found, by number and sender first, then by words, newest first. `more`: there is more than was asked for.

    `not_searchable`: names of the viewer's lines whose content is confidential, so that nothing in it is ever found.
    """

    found: tuple[Found, ...]
    more: bool
    not_searchable: tuple[str, ...]


_FOUND = """select c.id, c.number, t.text, c.customer_id, k.name, c.line_id, c.status, c.received_at, not l.confidential
from "case" c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join content t on t.id = c.subject where seen(c) and c.id = any(%(cases)s::uuid[])"""
_NUMBER = """select c.id, c.received_at from "case" c where c.number = %(number)s and seen(c)"""
_CONTACT = """select c.id, c.received_at from contact p join "case" c on c.customer_id = p.customer_id and c.contact_id = p.id
where p.email = %(sender)s and seen(c) order by c.received_at desc limit %(most)s"""
_AUTHOR = """select m.stream_id, max(m.sent_at) as at from message m
where m.author = %(sender)s and m.party = 'customer' and seen(m) group by m.stream_id order by at desc limit %(most)s"""
_WORDS = "select stream, at from desk_search(%(asked)s, %(most)s)"
_CLOSED = """select l.name from line l where l.confidential and (l.id = any(%(lines)s::smallint[])
  or exists (select from "case" c where c.line_id = l.id and seen(c) and c.customer_id = any(%(customers)s::uuid[])))
order by l.id"""


def search(*, viewer: Viewer, asked: str, limit: int = PAGE) -> SearchAnswer:
    """Look for what was typed, whatever it is. Only the first 400 characters count; an empty question finds nothing."""
    words = asked.replace("\0", " ").strip()[:LONGEST]
    size = page_size(limit)
    values: dict[str, Any] = {
        "asked": words, "number": words.upper(), "sender": words.lower(), "most": size + 1, **scope(viewer),
    }  # fmt: skip
    hits: dict[UUID, tuple[str, int]] = {}
    with seen_by(viewer):
        for by, statement in _ways(words):
            for case, at in rows(statement, values):
                hits.setdefault(case, (by, at))
        cases = list(hits)[: size + 1]
        known = {row[0]: row for row in rows(walled(_FOUND), {**values, "cases": cases})}
        closed = tuple(name for (name,) in rows(walled(_CLOSED), values))
    found = [_found(known[case], hits[case]) for case in cases if case in known]
    return SearchAnswer(tuple(found[:size]), len(found) > size, closed)


def _ways(words: str) -> list[tuple[str, str]]:
    if not words:
        return []
    senders = [("sender", walled(_CONTACT)), ("sender", walled(_AUTHOR))] if "@" in words else []
    return [("number", walled(_NUMBER)), *senders, ("words", _WORDS)]


def _found(row: Row, hit: tuple[str, int]) -> Found:
    return Found(*(*row, *hit))
