"""One conversation while it is played: its case, its people, its details; and the door it goes through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.config.town_life.cast import Engineer, LineCast, Writer
from reglament.config.town_life.courier import CONSOLE
from reglament.config.town_life.talk import Talk, TalkWrong
from reglament.core.case.act import Act, Doer
from reglament.core.case.answer import Refused
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.record import record
from reglament.desk.record.viewer import SYSTEM

STAFF, CUSTOMER = "staff", "customer"


@dataclass(slots=True)
class Story:
    """`writer` None: a stranger writes. `case` None: nothing came of the letter, or it has not come yet."""

    number: int
    talk: Talk
    line: LineCast
    writer: Writer | None
    details: dict[str, str]
    chance: Random
    engineer: Engineer
    second: Engineer
    case: UUID | None = None
    name: str = ""
    said: UUID | None = None
    letters: int = 0
    refusals: list[str] = field(default_factory=list)

    def words(self, text: str) -> str:
        """The text with its gaps filled."""
        try:
            return text.format_map(self.details)
        except (KeyError, ValueError) as wrong:
            raise TalkWrong(f"{self.talk.subject}: {wrong} in {text[:60]!r}") from None

    def filled(self, fields: Mapping[str, Any]) -> dict[str, str]:
        return {name: self.words(str(value)) for name, value in fields.items()}

    @property
    def staff(self) -> Doer:
        return Doer(STAFF, actor=str(self.engineer.id), second=str(self.second.id))

    @property
    def customer(self) -> Doer:
        if self.writer is None:
            return Doer(CUSTOMER, "stranger")
        return Doer(CUSTOMER, self.writer.role, str(self.writer.contact))

    def act(self, desk: Desk, act: Act, by: Doer, enclosed: Enclosed = NOTHING_ENCLOSED) -> bool:
        """Put an act on the case; a refusal is kept among the story's, with the act it was of. Gives whether it was accepted."""
        if self.case is None:
            raise TalkWrong(f"{self.talk.subject}: {type(act).__name__} without a case")
        done = record(desk=desk, viewer=SYSTEM, case=self.case, act=act, by=by, enclosed=enclosed)
        if isinstance(done.answer, Refused):
            ground = done.answer.values.get("ground", "")
            self.refusals.append(f"{self.talk.subject}: {act}: {done.answer.code} {ground}")
        return not done.is_refused

    def letter(self, desk: Desk, text: str) -> Enclosed:
        """A letter of staff to whoever wrote."""
        message = self._message(desk, text, STAFF, str(self.engineer.id))
        self.said = message.messages[0].id
        if self.writer is None or not self.writer.email:
            return message
        letter = NewLetter(new_id(desk.world), self.said, CONSOLE, self.writer.email)
        return message.plus(Enclosed(letters=(letter,)))

    def from_customer(self, desk: Desk, text: str) -> Enclosed:
        """What the customer writes with an act of his."""
        return self._message(desk, text, CUSTOMER, self.writer.email if self.writer else "")

    def note(self, desk: Desk, text: str) -> Enclosed:
        """A note of staff that no customer reads."""
        return self._message(desk, text, STAFF, str(self.engineer.id), note=True)

    def _message(self, desk: Desk, text: str, party: str, author: str, *, note: bool = False) -> Enclosed:
        world = desk.world
        body = NewContent(new_id(world), "body", self.words(text), note)
        message = NewMessage(new_id(world), party, author, CONSOLE, None, body.id, world.now(), note)
        return Enclosed((body,), (message,))


def status_of(case: UUID) -> str:
    """How a case stands on the board."""
    with connection.cursor() as cursor:
        cursor.execute('select status from "case" where id = %s', (case,))
        return str(cursor.fetchone()[0])
