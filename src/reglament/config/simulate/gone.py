"""Invariants of the purge: what was destroyed is nowhere, and a copy of it made before opens with no key that is left."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection
from psycopg import sql

from reglament.config.simulate.taken import rows
from reglament.config.simulate.violation import Violation
from reglament.config.simulate.week import KEEPING, Week
from reglament.desk.content.day_key import find_key
from reglament.desk.content.seal import NotOpened, open_sealed, place_of_content
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

_SEALED = "select id, customer_id, stream_id, day, sealed from content where sealed is not null"
_PURGED = "select id from content where purged_at is not null"
_LEFT = "select id from content where purged_at is not null and (text is not null or sealed is not null or salt is not null)"
_LATE = """select c.id from content c where c.purge_at < %s and c.purged_at is null and not exists (
  select from legal_hold h where h.customer_id = c.customer_id and (h.until_at is null or h.until_at > %s))"""
_TABLES = """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
and pg_relation_size(oid) > 0 order by relname"""
SLACK = KEEPING + 3 * 3600


@dataclass(slots=True)
class Gone:
    """`copies`: sealed texts as a backup would hold them: customer, case, day and bytes, by id."""

    week: Week
    copies: dict[UUID, tuple[UUID, UUID, date, bytes]] = field(default_factory=dict)

    def copy(self) -> None:
        """Keep what stands now as a backup would."""
        for content, customer, stream, day, sealed in rows(_SEALED):
            self.copies.setdefault(content, (customer, stream, day, bytes(sealed)))

    def look(self, desk: Desk) -> None:
        """Nothing that was decided on can be opened any more, be it carried out or not. Raises Violation."""
        with seen_by(SYSTEM):
            for (content,) in rows_inside(_PURGED):
                if content in self.copies and self._opens(desk, content):
                    raise Violation("I9", f"{content} was purged, and a copy of it can still be opened")

    def at_the_end(self, desk: Desk) -> None:
        """Nor is any of it there, or overdue, or any sealed word in plain anywhere. Raises Violation."""
        self.look(desk)
        left = rows(_LEFT)
        if left:
            raise Violation("I9", f"purged, and still there: {left[:3]}")
        now = self.week.world.now()
        late = rows(_LATE, now - SLACK, now - SLACK)
        if late:
            raise Violation("I9", f"should have been purged long ago: {late[:3]}")
        for firm in self.week.ground.town.firms:
            if firm.confidential:
                self._nowhere(firm.word)

    def _opens(self, desk: Desk, content: UUID) -> bool:
        customer, stream, day, sealed = self.copies[content]
        key = find_key(stream, day, safe=desk.safe)
        if key is None:
            return False
        try:
            open_sealed(
                key=key,
                sealed=sealed,
                aad=place_of_content(customer=customer, stream=stream, content=content),
            )
        except NotOpened:
            return False
        return True

    @staticmethod
    def _nowhere(word: str) -> None:
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_TABLES)
            for (name,) in cursor.fetchall():
                looking = sql.SQL("select count(*) from {} t where t::text like %s or t::text like %s")
                hexed = word.encode().hex()
                cursor.execute(looking.format(sql.Identifier(name)), (f"%{word}%", f"%{hexed}%"))
                if cursor.fetchone()[0]:
                    raise Violation("I9", f"{word} of a confidential line stands in plain in {name}")


def rows_inside(statement: str) -> list[tuple[UUID]]:
    """What the books hold, asked within the open transaction."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[UUID]] = cursor.fetchall()
        return found
