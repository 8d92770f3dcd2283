"""Twenty thousand and more open cases with their words, made by the database itself: what plans are read on."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

CASES = 24_000
# Of a thousand texts: how many hold the word.
COMMON, MIDDLING, RARE = "сервер", "принтер", "ромашка"
FILL = """
set session_replication_role = replica;
insert into customer(id, name, kind, zone, made_at)
  select md5('customer' || n)::uuid, 'Customer ' || n, 'organisation', 'Europe/Moscow', 0 from generate_series(1, 200) n;
insert into line(id, name, regulation, prefix, confidential)
  select n, 'Line ' || n, 'acorn', 'L' || n, false from generate_series(1, 4) n;
insert into content(id, customer_id, line_id, stream_id, kind, note, commitment, text, made_at)
  select md5('subject' || n)::uuid, md5('customer' || n % 200 + 1)::uuid, n % 4 + 1, md5('case' || n)::uuid, 'subject', false,
    '', 'Subject ' || n, 1795000000 + n from generate_series(1, {cases}) n;
insert into "case"(id, customer_id, line_id, number, subject, status, seq, received_at, changed_at, assignee, axes, rank, due_at,
    due_metric, breached, paused, zone, digest)
  select md5('case' || n)::uuid, md5('customer' || n % 200 + 1)::uuid, n % 4 + 1, 'L-' || n, md5('subject' || n)::uuid, 'open', 1,
    1795000000 + n, 1795000000 + n, case when n % 3 > 0 then 'engineer ' || n % 40 end, '{{}}', n % 5,
    case when n % 7 > 0 then 1795000000 + n::bigint * 7919 % 1000003 end, 'first response', n % 20 = 0, false, 'Europe/Moscow', 'digest'
  from generate_series(1, {cases}) n;
insert into search_row(content_id, customer_id, line_id, stream_id, note, made_at, words)
  select md5('subject' || n)::uuid, md5('customer' || n % 200 + 1)::uuid, n % 4 + 1, md5('case' || n)::uuid, false, 1795000000 + n,
    to_tsvector('pg_catalog.russian', 'The quick letter number ' || n || ' says ' || md5(n::text) || ' ' || md5((-n)::text) || ' {common} '
      || case when n % 60 = 0 then '{middling} ' else '' end || case when n % 4999 = 0 then '{rare}' else '' end)
  from generate_series(1, {cases}) n;
set session_replication_role = default;
"""


def fill(superuser: psycopg.Connection, cases: int = CASES) -> None:
    """Fill an empty database and let the planner look at it."""
    superuser.execute(FILL.format(cases=cases, common=COMMON, middling=MIDDLING, rare=RARE).encode())
    for table in ("case", "content", "search_row", "customer", "line"):
        superuser.execute(f'vacuum analyze "{table}"'.encode())


def explained(viewer: Viewer, statement: str, values: Mapping[str, object]) -> dict[str, Any]:
    """The plan of a statement as it was carried out for a viewer, with its time."""
    with seen_by(viewer):
        connection.ensure_connection()
        with psycopg.ClientCursor(connection.connection) as cursor:
            cursor.execute(f"explain (analyze, buffers, format json) {statement}".encode(), values)
            return _plan(cursor)


def generic(viewer: Viewer, statement: str, values: Mapping[str, object]) -> dict[str, Any]:
    """The plan that serves any values, which the database keeps to once it has seen enough of them."""
    places = {name: f"${number}" for number, name in enumerate(values, 1)}
    asked = re.sub(r"%\((\w+)\)s", lambda found: places[found[1]], statement)
    with seen_by(viewer):
        connection.ensure_connection()
        with psycopg.ClientCursor(connection.connection) as cursor:
            cursor.execute(f"explain (generic_plan, format json) {asked}".encode())
            return _plan(cursor)


def _plan(cursor: psycopg.ClientCursor[Any]) -> dict[str, Any]:
    row = cursor.fetchone()
    assert row is not None
    plan: dict[str, Any] = (json.loads(row[0]) if isinstance(row[0], str) else row[0])[0]
    return plan


def nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every node of a plan."""
    node = plan.get("Plan", plan)
    yield node
    for part in node.get("Plans", ()):
        yield from nodes(part)


def scanned(plan: Mapping[str, Any], table: str) -> list[str]:
    """By which index, or in which other way, a table is read."""
    return [
        str(node.get("Index Name", node["Node Type"]))
        for node in nodes(plan)
        if node.get("Relation Name", node.get("Index Name", "").split("_")[0]) == table
        and node["Node Type"] != "Bitmap Heap Scan"
    ]


def touched(plan: Mapping[str, Any], table: str) -> int:
    """How many rows of a table were looked at."""
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in nodes(plan)
        if node.get("Relation Name") == table
    )
