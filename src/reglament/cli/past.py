"""Histories on disk, JSON Lines or Parquet: the heading, and stretches of lines that hold whole contracts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from reglament.cli.files import unreadable
from reglament.cli.trouble import Trouble
from reglament.core.replay.history.make import Written
from reglament.core.replay.history.read import HEAD

PARQUET = ".parquet"
COLUMNS = ("contract", "case", "terms", "events")
HEADING = b"reglament history"
ROWS = 50_000
# A history ends before 2200: calendars know the century after it.
LATEST = 7_258_118_400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a file: from one byte to another, or from one row to another."""

    path: Path
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What a history says of itself; `size` in bytes or rows, `begin` where its first case is."""

    edition: str
    digest: str
    until: int
    begin: int
    size: int


def read_heading(path: Path) -> Heading:
    """Read the first line; a usage error with what is wrong with it."""
    try:
        if path.suffix == PARQUET:
            file = pq.ParquetFile(path)
            missing = [name for name in COLUMNS if name not in file.schema_arrow.names]
            if missing:
                raise Trouble("columns", path=path, missing=", ".join(missing))
            plain = orjson.loads((file.schema_arrow.metadata or {}).get(HEADING, b"{}"))
            return _heading(path, plain, 0, file.metadata.num_rows)
        with path.open("rb") as text:
            first = text.readline(1 << 20)
            return _heading(path, orjson.loads(first), len(first), path.stat().st_size)
    except (OSError, pa.ArrowException) as trouble:
        raise unreadable(path, trouble) from None
    except ValueError:
        raise Trouble("no heading", path=path) from None


def _heading(path: Path, plain: object, begin: int, size: int) -> Heading:
    told: Mapping[str, Any] = plain if isinstance(plain, dict) else {}
    until = told.get("until")
    if told.get("history") != 1 or type(until) is not int or not 0 < until < LATEST:
        raise Trouble("no heading", path=path)
    return Heading(str(told.get("edition", "")), str(told.get("digest", "")), until, begin, size)


def stretches(path: Path, heading: Heading, size: int) -> Iterator[Stretch]:
    """Part a file into stretches of about `size` bytes (or as many rows as that may hold), never inside a contract."""
    if path.suffix == PARQUET:
        yield from _row_stretches(path, max(1, size // 1_000))
        return
    begin = heading.begin
    with path.open("rb") as file:
        while begin < heading.size:
            file.seek(min(begin + size, heading.size))
            file.readline()
            end = _end_of_contract(file)
            yield Stretch(path, begin, end)
            begin = end


def _end_of_contract(file: Any) -> int:
    contract: object = file
    while True:
        at: int = file.tell()
        line = file.readline()
        if not line:
            return at
        found = _contract_of(line)
        if contract is not file and found != contract:
            return at
        contract = found


def _contract_of(line: bytes) -> object:
    head = HEAD.match(line)
    if head:
        return head[1]
    try:
        plain = orjson.loads(line)
    except ValueError:
        return None
    contract = plain.get("contract") if isinstance(plain, dict) else None
    return contract.encode() if isinstance(contract, str) else None


def _row_stretches(path: Path, rows: int) -> Iterator[Stretch]:
    begin = row = 0
    last: object = None
    for batch in pq.ParquetFile(path).iter_batches(columns=["contract"]):
        for contract in batch.column(0).to_pylist():
            if row - begin >= rows and contract != last:
                yield Stretch(path, begin, row)
                begin = row
            last = contract
            row += 1
    if row > begin:
        yield Stretch(path, begin, row)


def lines_of(stretch: Stretch) -> list[bytes]:
    """Read the lines of a stretch."""
    if stretch.path.suffix == PARQUET:
        try:
            return list(_rows(stretch))
        except (OSError, pa.ArrowException) as trouble:
            raise unreadable(stretch.path, trouble) from None
    with stretch.path.open("rb") as file:
        file.seek(stretch.begin)
        return file.read(stretch.end - stretch.begin).splitlines()


def _rows(stretch: Stretch) -> Iterator[bytes]:
    file = pq.ParquetFile(stretch.path)
    row = 0
    for group in range(file.metadata.num_row_groups):
        number = file.metadata.row_group(group).num_rows
        first, last = max(stretch.begin - row, 0), min(stretch.end - row, number)
        if first < last:
            table = file.read_row_group(group, columns=list(COLUMNS)).slice(first, last - first)
            columns = (table.column(name).to_pylist() for name in COLUMNS)
            yield from (_line(*values) for values in zip(*columns, strict=True))
        row += number


def _line(contract: str | None, case: str, terms: str | None, events: str) -> bytes:
    names = f'{{"contract":{json.dumps(contract)},"case":{json.dumps(case)}'
    return f'{names},"terms":{terms or "null"},"events":{events}}}'.encode()


def write_parquet(path: Path, head: Mapping[str, Any], made: Iterable[Written]) -> None:
    """Write a history in row groups; its heading goes with the schema."""
    metadata = {HEADING: orjson.dumps(head)}
    schema = pa.schema([(name, pa.string()) for name in COLUMNS], metadata=metadata)
    source = iter(made)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := list(islice(source, ROWS)):
            writer.write_table(pa.table(list(zip(*rows, strict=True)), schema=schema))
