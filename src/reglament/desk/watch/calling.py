"""The cases a summary tells of, asked anew what they owe: what is settled by now is left out, what cannot be asked is named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection

from reglament.core.target.target import Target
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.queries.read import read
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import Viewer
from reglament.desk.watch.manner import Manner
from reglament.words.digest import WARNING, Called
from reglament.words.moment import LocalTime

ASKED = (
    100  # cases of one summary that are asked; a letter names fewer, and the rest of a storm is only counted
)
LAST = 2**63
_CASES = """select s.name, s.id, c.line_id, c.digest, case when k.kind = 'organisation' and not l.confidential then k.name else '' end
from stream s join "case" c on c.id = s.id join customer k on k.id = c.customer_id join line l on l.id = c.line_id
where s.kind = 'case' and s.name = any(%s)"""

Entry = Mapping[str, str | int]


class _Row(NamedTuple):
    """A case as found; `customer` is empty where a letter had better not name it."""

    number: str
    id: UUID
    line: int
    digest: str
    customer: str


@dataclass(slots=True)
class Calling:
    """The cases of one turn's summaries, each asked once."""

    desk: Desk
    manner: Manner
    now: int
    rows: Mapping[str, _Row]
    _asked: dict[str, tuple[Target, ...] | None] = field(default_factory=dict)

    def called(self, entries: Iterable[Entry]) -> list[Called]:
        """Give the cases that still call, the most urgent first; each case and rule once, whatever of it was told."""
        grouped: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            if entry["case"] in self.rows:
                grouped.setdefault((str(entry["case"]), str(entry["rule"])), []).append(entry)
        several = sorted(grouped.values(), key=lambda told: (_kind(told) == WARNING, told[0]["at"]))
        return sorted(self._calling(several), key=_urgency)

    def _calling(self, several: Sequence[list[Entry]]) -> Iterator[Called]:
        for place, told in enumerate(several):
            row, rule, kind = self.rows[str(told[0]["case"])], str(told[0]["rule"]), _kind(told)
            targets = self._targets(row) if place < ASKED else None
            target = None if targets is None else _owed(targets, rule, is_late=kind != WARNING)
            if targets is not None and target is None and rule:
                continue
            roles = tuple(dict.fromkeys(str(entry["role"]) for entry in told if entry.get("role")))
            regulation = self.desk.shelf.edition(row.digest)
            home = LocalTime(regulation.zone, self.desk.shelf.zone(regulation.zone))
            link = self.manner.case(row.number)
            yield Called(row.number, row.customer, link, kind, rule, roles, target, regulation, home)

    def _targets(self, row: _Row) -> tuple[Target, ...] | None:
        """What the case owes; None: it cannot be worked out, which is shown as a stuck case and holds up no letter."""
        if row.number not in self._asked:
            viewer = Viewer("watch", lines=(row.line,))
            try:
                fail_point("watch.case asked")
                found = read(desk=self.desk, viewer=viewer, case=row.id, at=self.now, known_at=self.now)
                self._asked[row.number] = found.targets(at=self.now, known_at=self.now)
            except DatabaseError:
                raise
            except Exception:  # noqa: BLE001 - whatever it is, the case is named and the others are told
                self._asked[row.number] = None
        return self._asked[row.number]


def calling(*, desk: Desk, manner: Manner, now: int, entries: Iterable[Entry]) -> Calling:
    """Find the cases that these entries are about, in the open transaction."""
    names = sorted({str(entry["case"]) for entry in entries if entry["case"]})
    with connection.cursor() as cursor:
        cursor.execute(_CASES, (names,))
        rows = {row[0]: _Row(*row) for row in cursor.fetchall()}
    return Calling(desk, manner, now, rows)


def _kind(told: Sequence[Entry]) -> str:
    """A breach outweighs the warnings before it."""
    return next((str(entry["kind"]) for entry in told if entry["kind"] != WARNING), WARNING)


def _owed(targets: Sequence[Target], rule: str, *, is_late: bool) -> Target | None:
    """The instance a notice is about as it stands now; None: what was to be told is so no longer."""
    mine = [one for one in targets if one.rule == rule]
    if is_late:
        return next((one for one in reversed(mine) if one.verdict == "breached"), None)
    running = (one for one in mine if one.state == "running" and one.due_at is not None)
    return min(running, key=lambda one: one.due_at or LAST, default=None)


def _urgency(one: Called) -> tuple[bool, int]:
    due_at = one.target.due_at if one.target else None
    return one.kind == WARNING, LAST if due_at is None else due_at
