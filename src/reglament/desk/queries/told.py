"""What somebody of staff was told, by letter or only here, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from reglament.desk.queries.fetch import rows
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

MOST = 50
_TOLD = """select sent_at, entries from summary where person_id = %(person)s and state = 'sent'
order by sent_at desc, id desc limit %(most)s"""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One thing: the case by its number (empty: the desk itself), the kind and the rule (of the desk: which trouble). UTC seconds."""

    told_at: int
    case: str
    kind: str
    rule: str


def told(*, viewer: Viewer, most: int = MOST) -> tuple[ToldRow, ...]:
    """Give what stood in the viewer's own last summaries, at most so many of these."""
    person = _somebody(viewer.who)
    if person is None:
        return ()
    with seen_by(viewer):
        found = rows(_TOLD, {"person": person, "most": most})
    return tuple(
        ToldRow(sent_at, str(entry["case"]), str(entry["kind"]), str(entry["rule"]))
        for sent_at, entries in found
        for entry in _plain(entries)
    )


def _somebody(who: str) -> UUID | None:
    """Programs have names; people have ids."""
    try:
        return UUID(who)
    except ValueError:
        return None


def _plain(entries: str) -> list[Mapping[str, object]]:
    plain: list[Mapping[str, object]] = orjson.loads(entries)
    return plain[::-1]
