"""Cases lived through the door: acts, letters and alarms in the order of their moments, on virtual time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from django.db import connection

from reglament.channels.channel import Arrived
from reglament.channels.post import post
from reglament.config.filling.cast import CHANNEL, Person, Served
from reglament.config.filling.plan import Step
from reglament.config.filling.prose import Prose
from reglament.core.case.act import Assign, Doer, Receive
from reglament.core.case.codec import decode
from reglament.core.regulation.model.declared import PROSE
from reglament.core.replay.history.cause import CUSTOMER, STAFF, Move
from reglament.core.replay.history.deed import act_of
from reglament.core.replay.history.read import NO_PIN
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.settle import Stage
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tell import tell
from reglament.desk.watch.tick import tick

_NEXT = "select min(due_at) from timer where state = 'armed'"


class Everybody:
    """A channel on which every letter arrives at once, and from which none comes."""

    name = CHANNEL

    def fetch(self) -> Iterator[Arrived]:
        return iter(())

    def acknowledge(self, arrived: Arrived) -> None:
        raise LookupError(f"nothing came as {arrived.source_key}")

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        raise LookupError(f"nothing came to {address}: {len(raw)} bytes")

    def send(self, letter: Outgoing) -> Stage:  # noqa: ARG002 - any letter
        return "delivered"

    def has_sent(self, stable_id: str) -> Stage | None:  # noqa: ARG002 - none is sent twice
        return None


@dataclass(slots=True)
class Lives:
    """Lives the steps of a plan; `engineers` by line. `refused`: how many acts the regulations did not allow."""

    desk: Desk
    world: VirtualWorld
    served: Sequence[Served]
    engineers: Mapping[int, Sequence[str]]
    prose: Prose
    chance: Random
    refused: int = 0
    cases: dict[tuple[int, int], UUID] = field(default_factory=dict)

    def live(self, steps: Sequence[Step], *, until: int, reached: Callable[[int, int], None]) -> None:
        """Take all steps, then let time pass up to `until`, UTC seconds."""
        for number, step in enumerate(steps, 1):
            self._pass(step.at)
            self._take(step)
            self._send()
            reached(number, len(steps))
        self._pass(until)
        self._send()
        while tell(desk=self.desk):
            pass

    def _pass(self, to: int) -> None:
        """Ring every alarm up to a moment at its own."""
        while (due := _next_alarm()) is not None and due <= to:
            self.world.at = max(self.world.at, due)
            tick(desk=self.desk)
            self._send()
        self.world.at = max(self.world.at, to)

    def _send(self) -> None:
        while post(desk=self.desk, channels={CHANNEL: Everybody()}, outward=True) is not None:
            pass

    def _take(self, step: Step) -> None:
        life, move = self.served[step.life], step.move
        person = life.people[step.case % len(life.people)]
        facts, enclosed = self._enclosed(life, person, move)
        if move.event == "received":
            plain = {"contract": "", "pinned": NO_PIN, **facts, "role": life.role}
            act = act_of(decode(move.event, 1, plain), None)
            if isinstance(act, Receive):
                self._receive(step, person, act, enclosed)
            return
        act = act_of(decode(move.event, 1, facts), None)
        case = self.cases.get((step.life, step.case))
        if act is None or case is None:
            return
        if isinstance(act, Assign):
            team = self.engineers[life.line]
            act = replace(act, to=team[step.case % len(team)])
        done = record(
            desk=self.desk,
            viewer=SYSTEM,
            case=case,
            act=act,
            by=self._doer(life, person, move),
            enclosed=enclosed,
        )
        self.refused += done.is_refused

    def _receive(self, step: Step, person: Person, act: Receive, enclosed: Enclosed) -> None:
        life = self.served[step.life]
        sender = Sender(life.customer, life.line, life.regulation, life.zone, life.contract, person.id)
        with seen_by(SYSTEM):
            name = self.desk.number(life.line)
        by = Doer(CUSTOMER, life.role, str(person.id))
        done = receive(
            desk=self.desk, viewer=SYSTEM, act=act, sender=sender, by=by, name=name, enclosed=enclosed
        )
        self.refused += done.is_refused
        if done.seq:
            self.cases[step.life, step.case] = done.case

    def _doer(self, life: Served, person: Person, move: Move) -> Doer:
        if move.by == CUSTOMER:
            return Doer(CUSTOMER, life.role, str(person.id), move.second)
        actor = self.engineers[life.line][0] if move.by == STAFF else None
        return Doer(move.by, move.role, actor, move.second)

    def _enclosed(self, life: Served, person: Person, move: Move) -> tuple[dict[str, object], Enclosed]:
        """Give the facts of a move with what they name made: a message with its texts and letter, fields that are prose."""
        facts = dict(move.facts)
        contents: list[NewContent] = []
        if isinstance(fields := facts.get("fields"), dict):
            facts["fields"] = dict(self._fields(life, fields.items(), contents))
        if "message" not in facts:
            return facts, Enclosed(tuple(contents))
        by_staff = move.by == STAFF
        subject = (
            None if by_staff else NewContent(new_id(self.world), "subject", self.prose.subject(self.chance))
        )
        body = NewContent(new_id(self.world), "body", self.prose.body(self.chance))
        message = NewMessage(
            new_id(self.world),
            party=STAFF if by_staff else CUSTOMER,
            author=self.engineers[life.line][0] if by_staff else person.email,
            channel=CHANNEL,
            subject=subject.id if subject else None,
            body=body.id,
            sent_at=self.world.now(),
        )
        letters = (NewLetter(new_id(self.world), message.id, CHANNEL, person.email),) if by_staff else ()
        facts["message"] = str(message.id)
        prose = (*contents, *([subject] if subject else []), body)
        return facts, Enclosed(prose, (message,), letters)

    def _fields(
        self, life: Served, given: Iterable[tuple[str, str]], contents: list[NewContent]
    ) -> Iterator[tuple[str, str]]:
        for name, value in given:
            declared = life.regulation.fields.get(name)
            if declared is not None and declared.content and declared.kind in PROSE:
                contents.append(NewContent(new_id(self.world), "field", self.prose.field(self.chance)))
                yield name, str(contents[-1].id)
            else:
                yield name, value


def _next_alarm() -> int | None:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_NEXT)
        (due,) = cursor.fetchone()
        return None if due is None else int(due)
