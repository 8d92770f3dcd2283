"""Invariants of what comes in: whatever was acknowledged is kept, and one thing was made of each message."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.config.simulate.peer import FIRM, TOKEN
from reglament.config.simulate.violation import Violation
from reglament.config.simulate.week import Week
from reglament.desk.content.read import read_contents
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

_KNOWN = "select source_key, digest from inbound where source_key = any(%s) or digest = any(%s)"
_OPEN = "select number, tries from inbound where state = 'new' order by number"
_MADE = """select i.number, i.state, (select count(*) from message m where m.inbound = i.id) from inbound i
where (select count(*) from message m where m.inbound = i.id) <> case i.state when 'done' then 1 else 0 end
and i.reason <> 'inbound/purged'"""
_APART = "select number, reason from inbound where state = 'quarantined' order by number"
_WORDS = """select c.id, c.stream_id, c.note, s.customer_id, s.name from content c join stream s on s.id = c.stream_id
where c.kind in ('body', 'subject') order by c.id"""
Value = str | int | UUID | bytes | list[str] | list[bytes]
# What a program says of its own faults; letters are set apart for reasons that have names.
_FAULT = re.compile(r"[A-Z]\w*: |[A-Z]\w*$")


@dataclass(slots=True)
class Taken:
    """`looked_at`: acknowledged messages that were found in the books."""

    week: Week
    looked_at: set[str] = field(default_factory=set)

    def after_step(self) -> None:
        """Whatever we said we have is committed. Raises Violation."""
        acknowledged = self.week.peer.acknowledged
        fresh = {key: acknowledged[key] for key in acknowledged if key not in self.looked_at}
        if not fresh:
            return
        found = rows(_KNOWN, list(fresh), list(fresh.values()))
        keys = {key for key, _ in found}
        digests = {bytes(digest) for _, digest in found if digest is not None}
        for key, digest in fresh.items():
            if key not in keys and digest not in digests:
                raise Violation("I1", f"{key} was acknowledged and is not in the books")
        self.looked_at.update(fresh)

    def at_the_end(self, desk: Desk) -> None:
        """Nothing waits, everything became one thing, and words are where they belong. Raises Violation."""
        waiting, made = rows(_OPEN), rows(_MADE)
        if waiting:
            raise Violation("I2", f"messages {waiting} are neither done nor set apart")
        if made:
            raise Violation("I2", f"number, state and messages made of it: {made}")
        for number, reason in rows(_APART):
            if _FAULT.match(reason):
                raise Violation("I10", f"{number} was set apart for {reason}")
        self._words(desk)

    def _words(self, desk: Desk) -> None:
        found = rows(_WORDS)
        with seen_by(SYSTEM):
            texts = read_contents([row[0] for row in found], safe=desk.safe)
        firms: dict[object, set[str]] = {}
        acts: dict[str, object] = {}
        for content, stream, _, customer, name in found:
            text = texts[content].text or ""
            firms.setdefault(stream, set()).update(FIRM.findall(text))
            mine = self.week.engineers.words.get(customer)
            if (mine and firms[stream] - {mine}) or len(firms[stream]) > 1:
                raise Violation("I6", f"{name} of {mine} holds words of {sorted(firms[stream])}")
            for word in TOKEN.findall(text):
                if word.startswith("zz-answer") and acts.setdefault(word, content) != content:
                    raise Violation("I11", f"{word} was asked for once and stands twice, on {name}")


def rows(statement: str, *values: Value) -> list[tuple[Any, ...]]:
    """What the books hold."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
