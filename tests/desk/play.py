"""Plays a story through door, database and watch, and hands the books over so that the same questions can be asked."""

from dataclasses import replace
from uuid import UUID

from django.db import connection

from reglament.core.case.act import Correct, Receive
from reglament.core.case.answer import Answer
from reglament.core.contract.act import ContractAct
from reglament.core.contract.answer import ContractAnswer
from reglament.core.contract.compile import Memo
from reglament.core.contract.kept import KeptContract
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.books import Books
from reglament.core.replay.played import Notice, Played, Surprise
from reglament.core.replay.script import STAFF, agreed, bounds, next_name, surprises, with_entry
from reglament.core.replay.story import Line, Story
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.append import append
from reglament.desk.ledger.stored import store_contract_entry
from reglament.desk.ledger.stream import find_streams, open_stream
from reglament.desk.models import Contract, Edition, Number
from reglament.desk.models import Line as ServiceLine
from reglament.desk.record.agree import agree
from reglament.desk.record.books import ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tick import tick
from reglament.people.models import Customer

LINE = 1


def play_through_desk(
    story: Story, regulation: Regulation, source: bytes, desk: Desk, almanac: Almanac
) -> Played:
    """Play a story on an empty desk whose world is virtual."""
    player = _Player(story, regulation, source, desk)
    for line in story.lines:
        player.advance(line.at - 1)
        player.perform(line)
        player.ring(line.at)
    player.advance(bounds(story)[1])
    return player.played(almanac)


class _Player:
    def __init__(self, story: Story, regulation: Regulation, source: bytes, desk: Desk) -> None:
        self.story = story
        self.regulation = regulation
        self.desk = replace(desk, number=self._next_name)
        world = desk.world
        assert isinstance(world, VirtualWorld)
        self.world = world
        self.ids: dict[str, UUID] = {}
        self.without_contract: set[str] = set()
        self.surprises: list[Surprise] = []
        self._case = ""
        self._set_up(source, bounds(story)[0])

    def _set_up(self, source: bytes, at: int) -> None:
        self.world.at = at
        self.customer, self.contract = new_id(self.world), new_id(self.world)
        regulation = self.regulation
        with seen_by(SYSTEM):
            Edition.objects.create(
                digest=regulation.digest, regulation=regulation.name, edition=regulation.edition,
                source=source, effective_at=0, published_at=0, published_by="test",
            )  # fmt: skip
            ServiceLine.objects.create(id=LINE, name="line", regulation=regulation.name, prefix="T")
            Number.objects.create(line_id=LINE)
            Customer.objects.create(id=self.customer, name="Acorn", kind="organisation", made_at=at)
            Contract.objects.create(id=self.contract, customer_id=self.customer, line_id=LINE, number="1")
            head = open_stream(id=self.contract, customer=self.customer, line=LINE, kind="contract", name="1")
            book = ContractBook(head, KeptContract(), locked=True)
            book.enter(tuple(agreed(self.story.agreement)), STAFF, happened_at=at, known_at=at)
            append(head, [store_contract_entry(entry, act=new_id(self.world)) for entry in book.fresh])

    def _next_name(self, _line: int) -> str:
        return next_name(self._case, self.ids)

    def advance(self, to: int) -> None:
        while (moment := _next_alarm()) is not None and moment <= to:
            self.ring(max(moment, self.world.at))
        self.world.at = max(self.world.at, to)

    def ring(self, at: int) -> None:
        self.world.at = at
        for _ in range(100):
            moment = _next_alarm()
            if moment is None or moment > at:
                return
            tick(desk=self.desk)
        raise AssertionError("alarms at this moment never end")

    def perform(self, line: Line) -> None:
        self.world.at = line.at
        self.surprises += surprises(line, self._answer(line))

    def _answer(self, line: Line) -> Answer | ContractAnswer:
        if isinstance(line.act, ContractAct):
            return agree(
                desk=self.desk, viewer=SYSTEM, contract=self.contract, regulation=self.regulation,
                act=line.act, by=line.doer, happened_at=line.happened_at,
            )  # fmt: skip
        self._case = line.case
        if isinstance(line.act, Receive) and line.case not in self.ids:
            return self._receive(line, line.act).answer
        act = self._with_entry(line.act, line) if isinstance(line.act, Correct) else line.act
        done = record(
            desk=self.desk,
            viewer=SYSTEM,
            case=self.ids[line.case],
            act=act,
            by=line.doer,
            happened_at=line.happened_at,
        )
        if done.new_case is not None:
            self.ids[self._next_name(LINE)] = done.new_case
        return done.answer

    def _receive(self, line: Line, act: Receive) -> Recorded:
        if line.without_contract:
            self.without_contract.add(line.case)
        contract = None if line.without_contract else self.contract
        sender = Sender(self.customer, LINE, self.regulation, self.story.zone, contract)
        done = receive(
            desk=self.desk,
            viewer=SYSTEM,
            act=act,
            sender=sender,
            by=line.doer,
            name=line.case,
            happened_at=line.happened_at,
        )
        if done.seq:
            self.ids[line.case] = done.case
        return done

    def _with_entry(self, act: Correct, line: Line) -> Correct:
        with seen_by(SYSTEM):
            entries = self.desk.cases.entries(find_streams([self.ids[line.case]])[self.ids[line.case]])
        return with_entry(act, line, entries)

    def played(self, almanac: Almanac) -> Played:
        """Read everything back from the database."""
        books = Books(self.regulation, almanac, zone=self.story.zone, memo=Memo())
        with seen_by(SYSTEM):
            heads = find_streams([self.contract, *self.ids.values()])
            books.contract = self.desk.contracts.entries(heads[self.contract])
            for name, case in self.ids.items():
                entries = self.desk.cases.entries(heads[case])
                received_at = entries[0].happened_at if entries else self.world.at
                books.open(name, received_at, without_contract=name in self.without_contract)
                books.cases[name] = entries
            return Played(books, tuple(_notices()), tuple(self.surprises))


def _next_alarm() -> int | None:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select min(due_at) from timer where state = 'armed'")
        found: int | None = cursor.fetchone()[0]
        return found


def _notices() -> list[Notice]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.at, s.name, n.kind, n.key, nullif(n.role, '') from notice n join stream s on s.id = n.stream_id"
            " order by n.at, s.name, n.key"
        )
        return [Notice(*row) for row in cursor.fetchall()]
