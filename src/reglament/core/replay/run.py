"""`play`: a story on virtual time. Acts go through their decisions, and what falls due between them happens at its own moment."""

from reglament.core.case.act import Act, Correct, Doer, Receive, Reply
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.door import decide
from reglament.core.case.decide.follow_up import follow_up
from reglament.core.case.fold import fold
from reglament.core.contract.act import ContractAct
from reglament.core.contract.amend import decide_contract
from reglament.core.contract.answer import ContractAccepted, ContractAnswer
from reglament.core.contract.compile import Memo
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.books import Books
from reglament.core.replay.played import Notice, Played, Surprise
from reglament.core.replay.script import STAFF, SYSTEM, agreed, bounds, next_name, surprises, with_entry
from reglament.core.replay.story import Agreement, Line, Story
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.evaluate import NO_ARCHIVE
from reglament.core.target.view import View, view_of
from reglament.core.target.wake import wake_at


def play(story: Story, regulation: Regulation, almanac: Almanac, *, memo: Memo | None = None) -> Played:
    """Play a story to its last line or question, whichever is later.

    `memo` keeps calendars compiled with this almanac between plays. CalendarUnusable where a calendar cannot be compiled.
    """
    books = Books(regulation, almanac, zone=story.zone, memo=Memo() if memo is None else memo)
    desk = _Desk(books)
    first, last = bounds(story)
    desk.make_agreement(story.agreement, first)
    for line in story.lines:
        desk.advance(line.at - 1)
        desk.perform(line)
        desk.settle(line.at)
    desk.advance(last)
    return Played(books, tuple(desk.notices), tuple(desk.surprises))


class _Desk:
    """The desk in miniature: performs acts and due actions, and writes down what comes of them."""

    def __init__(self, books: Books) -> None:
        self.notices: list[Notice] = []
        self.surprises: list[Surprise] = []
        self._books = books
        self._done: set[tuple[str, str]] = set()
        self._seen: dict[str, View | None] = {}
        self._now = 0

    def make_agreement(self, agreement: Agreement, at: int) -> None:
        self._books.append_to_contract(agreed(agreement), STAFF, happened_at=at, known_at=at)
        self._now = at

    def advance(self, to: int) -> None:
        """Let time pass up to `to`, both included; what falls due on the way happens."""
        while True:
            moments = [self._wake_at(case) for case in self._books.cases]
            following = min((moment for moment in moments if moment is not None), default=None)
            if following is None or following > to:
                self._now = max(self._now, to)
                return
            self._now = following
            self.settle(following)

    def _wake_at(self, case: str) -> int | None:
        terms, standing, view = self._look(case)
        return wake_at(terms, self._books.cases[case], standing=standing, at=self._now, view=view)

    def _look(self, case: str) -> tuple[Terms, Standing, View | None]:
        """See a case now; what was over when it was looked at before is not worked out anew."""
        books, now = self._books, self._now
        terms, standing = books.terms_of(case, at=now), books.standing(case, at=now, known_at=now)
        view = view_of(
            terms,
            books.cases[case],
            at=now,
            known_at=now,
            standing=standing,
            archive=NO_ARCHIVE,
            former=self._seen.get(case),
        )
        self._seen[case] = view
        return terms, standing, view

    def settle(self, at: int) -> None:
        """Do everything that is due at `at`, in order of its moments, until nothing is left."""
        self._now = at
        while True:
            fallen = [(action, case) for case in self._books.cases for action in self._due(case)]
            if not fallen:
                return
            action, case = min(fallen, key=lambda one: (one[0].at, one[1], one[0].key))
            self._done.add((case, action.key))
            if action.act is None:
                self.notices.append(Notice(action.at, case, action.kind, action.key, action.to))
            else:
                self._act(action.act, case, action.by, happened_at=action.at)

    def _due(self, case: str) -> list[DueAction]:
        terms, standing, view = self._look(case)
        entries = self._books.cases[case]
        found = due_actions(terms, entries, standing=standing, at=self._now, case=case, view=view)
        return [action for action in found if (case, action.key) not in self._done]

    def perform(self, line: Line) -> None:
        """Do what a line says and note an answer it does not expect."""
        self._now = line.at
        self.surprises += surprises(line, self._answer(line))

    def _answer(self, line: Line) -> Answer | ContractAnswer:
        if isinstance(line.act, ContractAct):
            return self._contract_act(line.act, line.doer, line.happened_at)
        act = line.act
        if isinstance(act, Correct):
            act = with_entry(act, line, self._books.cases.get(line.case, ()))
        if isinstance(act, Receive):
            self._books.open(line.case, line.happened_at, without_contract=line.without_contract)
        return self._act(act, line.case, line.doer, happened_at=line.happened_at)

    def _contract_act(self, act: ContractAct, by: Doer, happened_at: int) -> ContractAnswer:
        standing = self._books.standing(None, at=self._now, known_at=self._now)
        terms = self._books.terms(standing.contract)
        answer = decide_contract(act, terms=terms, standing=standing, at=happened_at)
        if isinstance(answer, ContractAccepted):
            self._books.append_to_contract(answer.events, by, happened_at=happened_at, known_at=self._now)
        return answer

    def _act(self, act: Act, case: str, by: Doer, *, happened_at: int) -> Answer:
        """Put an act through its decision and enter what it gives."""
        books, known_at = self._books, self._now
        answer = decide(
            act,
            case=case,
            by=by,
            entries=books.cases.get(case, ()),
            terms=books.terms_of(case, at=happened_at),
            standing=books.standing(case, at=known_at, known_at=known_at),
            at=happened_at,
        )
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        books.append(case, events[:own], by, happened_at=happened_at, known_at=known_at)
        books.append(case, events[own:], SYSTEM, happened_at=happened_at, known_at=known_at)
        if isinstance(answer, Accepted):
            books.append_to_contract(answer.contract, by, happened_at=happened_at, known_at=known_at)
            for other, theirs in answer.other.items():
                books.append(other, theirs, by, happened_at=happened_at, known_at=known_at)
            if answer.new_case and isinstance(act, Reply):
                self._follow_up(act, case, by, happened_at=happened_at)
        return answer

    def _follow_up(self, news: Reply, case: str, by: Doer, *, happened_at: int) -> None:
        """News on a closed case that stays closed become a case of their own, named A2, A3 …, and linked to it."""
        regulation = self._books.regulation
        former = fold(self._books.cases[case], regulation)
        receive = follow_up(news, of=case, former=former, by=by, regulation=regulation)
        if receive is None:
            return
        name = next_name(case, self._books.cases)
        self._books.open(name, happened_at, without_contract=False)
        self._act(receive, name, by, happened_at=happened_at)
