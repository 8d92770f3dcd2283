"""Prose of a case as a viewer may read it: plain, opened from its seal, or the reason why it is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.desk.content.kek import KekRing
from reglament.desk.content.key_ring import WrappedKey, unwrap_key
from reglament.desk.content.seal import open_sealed, place_of_content
from reglament.desk.content.secret import Secret
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of prose. `text` None: `sealed` and this process holds no key, or destroyed by a purge. `note`: never for the customer."""

    id: UUID
    kind: str
    note: bool
    sealed: bool
    text: str | None
    made_at: int

    @property
    def is_purged(self) -> bool:
        return self.text is None and not self.sealed


_TEXTS = walled("""select t.id, t.kind, t.note, t.text, t.sealed, t.day, t.made_at from content t
where t.stream_id = %(case)s and seen(t) and (not t.note or %(staff)s) order by t.made_at, t.id""")
_KEYS = walled(
    """select w.day, w.kek, w.sealed from wrapped_key w where w.stream_id = %(case)s and seen(w)"""
)


def texts_of(*, viewer: Viewer, case: UUID, customer: UUID, keys: KekRing | None) -> Mapping[UUID, Prose]:
    """Give the prose of a case by id, in order of making. `keys` opens what is sealed."""
    values = {"case": case, "staff": viewer.is_staff, **scope(viewer)}
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, values)
        rows = cursor.fetchall()
        days: Mapping[date, Secret] = {}
        if keys is not None and any(row[4] is not None for row in rows):
            cursor.execute(_KEYS, values)
            days = {day: _key(case, day, kek, bytes(sealed), keys) for day, kek, sealed in cursor.fetchall()}
    return {row[0]: _prose(row, case, customer, days) for row in rows}


def _key(case: UUID, day: date, kek: int, sealed: bytes, keys: KekRing) -> Secret:
    return unwrap_key(wrapped=WrappedKey(case, day, kek, sealed), ring=keys)


def _prose(row: tuple[Any, ...], case: UUID, customer: UUID, days: Mapping[date, Secret]) -> Prose:
    content, kind, note, text, sealed, day, made_at = row
    if sealed is not None and day in days:
        place = place_of_content(customer=customer, stream=case, content=content)
        text = open_sealed(key=days[day], sealed=bytes(sealed), aad=place).decode()
    return Prose(content, kind, note, sealed is not None, text, made_at)
