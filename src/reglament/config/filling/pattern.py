"""A customer that was lived, read back from every table that has rows of it, ready to be written again under other names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import psycopg

from reglament.config.filling.template import Gaps, Template, joined

COMMITMENT = 32
# Kinds of prose that every copy has words of its own for.
FRESH = ("subject", "body", "field")
# Made anew for every copy: what hashes cover, and what is worked out of that.
WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "event": ("facts", "commitments", "hash"),
    "content": ("salt", "commitment", "text"),
    "stream": ("head",),
}
# Written at the end, by the statements that always write them.
AFTERWARDS = frozenset(("unsealed", "search_row", "leaf", "tile"))
_COLUMNS = """select c.table_name, c.column_name, c.is_identity = 'YES' from information_schema.columns c
join information_schema.tables t using (table_schema, table_name)
where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position"""
# How rows of a table are a customer's: by the first of these columns that it has.
OWNED: Mapping[str, str] = {
    "customer_id": "= %(customer)s",
    "stream_id": "in (select id from stream where customer_id = %(customer)s)",
    "case_id": "in (select id from stream where customer_id = %(customer)s)",
    "contract_id": "in (select id from contract where customer_id = %(customer)s)",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of prose. `fresh`: its kind, where a person wrote it; otherwise its words stay, but for names in them."""

    fresh: str
    kept: Template


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as its hash covers it: places of ids among the values, places of texts, and facts with gaps."""

    stream: int
    act: int
    texts: tuple[int, ...]
    actor: Template | None
    seq: int
    happened_at: int
    known_at: int
    party: str
    role: str | None
    type: str
    version: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """`names`: what is replaced, by kind; `tables`: rows of each; values beyond the names are what `WORKED_OUT` says, row by row."""

    line: int
    customer: int
    still_open: int
    names: tuple[tuple[str, str], ...]
    tables: Mapping[str, tuple[str, Template]]
    facts: Template
    texts: tuple[Text, ...]
    events: tuple[Happened, ...]
    streams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each table that rows are written into; not those the database numbers itself."""

    of: Mapping[str, tuple[str, ...]]

    def owner(self, table: str) -> str | None:
        """By which column its rows are a customer's."""
        if table == "customer":
            return "id"
        return next((column for column in OWNED if column in self.of[table]), None)


def read_columns(superuser: psycopg.Connection) -> Columns:
    """Read them from the catalogue."""
    found: dict[str, list[str]] = {}
    for table, column, numbered in superuser.execute(_COLUMNS).fetchall():
        if not numbered:
            found.setdefault(table, []).append(column)
    return Columns({table: tuple(columns) for table, columns in found.items() if table not in AFTERWARDS})


def read_pattern(superuser: psycopg.Connection, columns: Columns, customer: UUID) -> Pattern:
    """Read everything of a customer, as a role that every row is shown to."""
    rows = dict(_rows(superuser, columns, customer))
    names = _names(superuser, customer, rows)
    places = {name: place for place, (_, name) in enumerate(names)}
    gaps = Gaps(places)
    texts, by_commitment = _texts(superuser, customer, gaps)
    happened, facts = _events(superuser, customer, gaps, places, by_commitment)
    ((line, still_open),) = superuser.execute(
        "select (select line_id from contract where customer_id = %(customer)s),"
        """(select count(*) from "case" where customer_id = %(customer)s and status in ('open', 'held', 'waiting'))""",
        {"customer": customer},
    ).fetchall()
    streams = [line.split("\t")[columns.of["stream"].index("id")] for line in rows["stream"].splitlines()]
    return Pattern(
        line=line,
        customer=places[str(customer)],
        still_open=still_open,
        names=names,
        tables={
            table: (_target(columns, table), _template(gaps, table, text, len(names)))
            for table, text in rows.items()
        },
        facts=facts,
        texts=texts,
        events=happened,
        streams=tuple(places[one] for one in streams),
    )


def _rows(superuser: psycopg.Connection, columns: Columns, customer: UUID) -> Iterator[tuple[str, str]]:
    """Give each table's rows of the customer as COPY writes them, without what is worked out, if it has any."""
    for table, all_columns in columns.of.items():
        owner = columns.owner(table)
        if owner is None:
            continue
        kept = ", ".join(f'"{one}"' for one in all_columns if one not in WORKED_OUT.get(table, ()))
        order = "stream_id, seq" if table == "event" else "id" if "id" in all_columns else "1"
        asked = f'copy (select {kept} from "{table}" where {_whose(owner)} order by {order}) to stdout'  # noqa: S608
        with superuser.cursor().copy(asked.encode(), {"customer": customer}) as copied:
            text = b"".join(bytes(part) for part in copied).decode()
        if text:
            yield table, text


def _whose(owner: str) -> str:
    return f'"{owner}" {OWNED.get(owner, "= %(customer)s")}'


def _target(columns: Columns, table: str) -> str:
    """The head of the statement that writes rows of a table."""
    worked_out = WORKED_OUT.get(table, ())
    written = [*(one for one in columns.of[table] if one not in worked_out), *worked_out]
    return f'copy "{table}" ({", ".join(written)}) from stdin'


def _template(gaps: Gaps, table: str, text: str, beyond: int) -> Template:
    """A table's rows with gaps; each row ends with the values that are worked out for it."""
    more = len(WORKED_OUT.get(table, ()))
    if not more:
        return gaps.template(text)
    lines = [
        joined([gaps.template(line), *range(beyond + place * more, beyond + (place + 1) * more)], "\t")
        for place, line in enumerate(text.splitlines())
    ]
    return joined([*lines, Template("", ())], "\n")


def _names(
    superuser: psycopg.Connection, customer: UUID, rows: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Everything that is the customer's own and nobody else's, with its kind; cases in order of their numbers."""
    uuids = dict.fromkeys(
        one
        for table, column in _OWN_IDS.items()
        if table in rows
        for one in _ids(superuser, table, column, customer)
    )
    found = [("uuid", one) for one in uuids]
    for kind, statement in _NAMES.items():
        found += [
            (kind, name)
            for (name,) in superuser.execute(statement, {"customer": customer}).fetchall()
            if name
        ]
    facts = b"".join(
        row[0]
        for row in superuser.execute("select facts from event where customer_id = %s", (customer,)).fetchall()
    ).decode()
    # In the order of their tags, which they begin with.
    found += [("digest", one) for one in sorted(set(re.findall(r"sha256:[0-9a-f]{64}", facts)))]
    return tuple(found)


# Ids of a customer's own: everything that a row of these tables is known by, and the acts that events came of.
_OWN_IDS: Mapping[str, str] = {
    "customer": "id",
    "contact": "id",
    "contract": "id",
    "stream": "id",
    "event": "act",
    "content": "id",
    "message": "id",
    "letter": "id",
    "notice": "id",
}
_NAMES: Mapping[str, str] = {
    "case": "select name from stream where customer_id = %(customer)s and kind = 'case' order by length(name), name",
    "contract": "select number from contract where customer_id = %(customer)s order by number",
    "customer": "select name from customer where id = %(customer)s",
    "person": "select name from contact where customer_id = %(customer)s order by email",
    "email": "select email from contact where customer_id = %(customer)s order by email",
    "tag": "select tag from certificate_key where customer_id = %(customer)s order by tag",
}


def _ids(superuser: psycopg.Connection, table: str, column: str, customer: UUID) -> list[str]:
    owner = {"customer": "id", "notice": "stream_id"}.get(table, "customer_id")
    asked = f'select distinct "{column}" from "{table}" where {_whose(owner)} order by 1'  # noqa: S608
    return [str(one) for (one,) in superuser.execute(asked.encode(), {"customer": customer}).fetchall()]


def _texts(
    superuser: psycopg.Connection, customer: UUID, gaps: Gaps
) -> tuple[tuple[Text, ...], Mapping[bytes, int]]:
    """The customer's prose, in the order of its rows, and where a commitment's text is."""
    asked = """select c.commitment, c.kind, c.text, exists (select from message m where m.customer_id = c.customer_id
      and m.party = 'system' and c.id in (m.subject, m.body)) from content c where c.customer_id = %s order by c.id"""
    found: list[Text] = []
    places: dict[bytes, int] = {}
    for commitment, kind, text, by_system in superuser.execute(asked, (customer,)).fetchall():
        fresh = "" if by_system or kind not in FRESH else kind
        places[bytes(commitment)] = len(found)
        found.append(Text(fresh, gaps.template(text)))
    return tuple(found), places


def _events(
    superuser: psycopg.Connection,
    customer: UUID,
    gaps: Gaps,
    places: Mapping[str, int],
    texts: Mapping[bytes, int],
) -> tuple[tuple[Happened, ...], Template]:
    """The customer's events in the order of their rows, and their facts, a line each."""
    asked = """select stream_id, act, commitments, actor, facts, seq, happened_at, known_at, party, role, type, version
      from event where customer_id = %s order by stream_id, seq"""
    found: list[Happened] = []
    facts: list[str] = []
    for stream, act, kept, actor, fact, *envelope in superuser.execute(asked, (customer,)).fetchall():
        parts = [bytes(kept)[at : at + COMMITMENT] for at in range(0, len(kept), COMMITMENT)]
        doer = gaps.template(actor) if actor is not None else None
        found.append(
            Happened(
                places[str(stream)], places[str(act)], tuple(texts[part] for part in parts), doer, *envelope
            )
        )
        facts.append(bytes(fact).decode())
    return tuple(found), gaps.template("\n".join(facts))
