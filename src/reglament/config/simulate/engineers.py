"""What engineers of the town do to the cases on the board: anything their regulations know of, in and out of order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.db import connection

from reglament.config.simulate.town import Town
from reglament.core.case import act
from reglament.core.case.act import Act, Doer
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.cause import STAFF, Causes
from reglament.desk.acts.write import write
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Case
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.route import find_route
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.record import record
from reglament.desk.record.transaction import Busy, seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer

_CASES = """select c.id, c.status, c.digest, c.line_id, k.name, c.customer_id from "case" c join customer k on k.id = c.customer_id
order by c.status in ('closed', 'refused'), c.changed_at desc, c.id limit 12"""
TRIES = 6
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Deed:
    """Something asked for once, however often it has to be repeated: `do` gives what came of it."""

    told: str
    do: Callable[[Desk], str]


@dataclass(slots=True)
class Engineers:
    """`notes`: how many notes there are; each has a word of its own that may never leave the house."""

    town: Town
    random: Random
    notes: int = 0
    answers: int = 0
    words: dict[UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = {firm.customer: firm.word for firm in self.town.firms if firm.customer is not None}

    def deed(self, desk: Desk) -> Deed | None:
        """Choose a case and something to do to it; None: there is no case yet."""
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_CASES)
            rows = cursor.fetchall()
        if not rows:
            return None
        case, status, digest, line, _, customer = self.random.choice(rows)
        who = self.random.choice(self.town.staff)
        viewer, act_id = Viewer(str(who), lines=(line,)), new_id(desk.world)
        if self.random.random() < 0.35:
            text = self._answer(customer)
            return Deed(
                f"{who.hex[-4:]} writes on {case}",
                lambda desk: _outcome(
                    write(desk=desk, viewer=viewer, case=case, text=text, act_id=act_id).answer
                ),
            )
        regulation = desk.shelf.edition(digest)
        asked, enclosed = self._act(regulation, status, who, desk.world.now()), NOTHING_ENCLOSED
        if self.random.random() < 0.3:
            text = self._answer(customer)
            asked, enclosed = _carried(desk, regulation, self.random, case=case, who=who, text=text) or (
                asked,
                enclosed,
            )
        elif self.random.random() < 0.3:
            enclosed = self._note(desk, who)
        by = Doer(STAFF, actor=str(who), second=str(self.town.staff[0]))

        def do(desk: Desk) -> str:
            done = record(
                desk=desk, viewer=viewer, case=case, act=asked, by=by, enclosed=enclosed, act_id=act_id
            )
            return _outcome(done.answer)

        return Deed(f"{type(asked).__name__} on {case}", do)

    def _act(self, regulation: Regulation, status: str, who: UUID, now: int) -> Act:
        random = self.random
        causes = Causes(regulation, random)
        if status in ("closed", "refused") and random.random() < 0.5:
            return act.Reopen() if status == "closed" else act.Revive()
        axes = [(axis, value) for axis, one in regulation.axes.items() for value in one.values]
        choices: list[Callable[[], Act]] = [
            lambda: act.Assign(str(who)),
            act.StartWork,
            lambda: act.Snooze(now + random.randrange(HOUR, 40 * HOUR)),
            lambda: act.LogWork(60 * random.randrange(5, 240), str(who)),
            lambda: act.Estimate(HOUR * random.randrange(1, 4)),
            act.Accept,
            act.Charge,
            act.Refund,
            lambda: act.Join(str(who)),
            *[lambda: act.Close(random.choice([None, *regulation.grounds]))] * 2,
            lambda: _classify(causes, *random.choice(axes)),
            lambda: _record(causes, regulation, random),
            lambda: _record(causes, regulation, random),
        ]
        if regulation.pauses:
            reason = random.choice(list(regulation.pauses))
            choices += [lambda: act.Pause(reason), lambda: act.Resume(reason)]
        return random.choice(choices)()

    def _answer(self, customer: UUID) -> str:
        self.answers += 1
        return f"Проверьте сейчас. zz-answer-{self.answers}-zz {self.words.get(customer, '')}"

    def _note(self, desk: Desk, who: UUID) -> Enclosed:
        self.notes += 1
        text = NewContent(new_id(desk.world), "body", f"между нами: zz-note-{self.notes}-zz", note=True)
        message = NewMessage(
            new_id(desk.world), STAFF, str(who), "web", None, text.id, desk.world.now(), note=True
        )
        return Enclosed(contents=(text,), messages=(message,))


def carried_out(desk: Desk, deed: Deed) -> str | None:
    """Ask for it as a page would; None: others were at it, and it is to be asked for again."""
    try:
        return deed.do(desk)
    except Busy:
        return None


def _outcome(answer: object) -> str:
    return str(getattr(answer, "code", "done"))


def _classify(causes: Causes, axis: str, value: str) -> Act:
    facts = causes.classified(axis, value).facts
    return act.Classify(facts["axes"], tuple(facts.get("criteria", ())), facts.get("brought", {}))


def _record(causes: Causes, regulation: Regulation, random: Random) -> Act:
    ours = [name for name, mark in regulation.marks.items() if STAFF in mark.by and mark.message is None]
    for move in causes.mark(random.choice(ours), "") if ours else ():
        return act.Record(move.facts["mark"], move.facts.get("fields", {}))
    return act.StartWork()


def _carried(
    desk: Desk, regulation: Regulation, chance: Random, *, case: UUID, who: UUID, text: str
) -> tuple[Act, Enclosed] | None:
    """A mark that a letter to the customer carries, such as a question; None: this regulation has none, or there is no way to him."""
    carrying = [name for name, mark in regulation.marks.items() if STAFF in mark.by and mark.message == "out"]
    move = next(Causes(regulation, chance).mark(chance.choice(carrying), ""), None) if carrying else None
    now, message, body = desk.world.now(), new_id(desk.world), NewContent(new_id(desk.world), "body", text)
    with seen_by(SYSTEM):
        place = find_streams([case])[case]
        contact = Case.objects.get(stream_id=case).contact_id
        route = find_route(place, contact=contact, arrived=None, at=now)
    if move is None or route is None:
        return None
    kept = NewMessage(message, STAFF, str(who), route.channel, None, body.id, now)
    letter = NewLetter(new_id(desk.world), message, route.channel, route.recipient)
    asked = act.Record(move.facts["mark"], move.facts.get("fields", {}), str(message))
    return asked, Enclosed((body,), (kept,), (letter,))
