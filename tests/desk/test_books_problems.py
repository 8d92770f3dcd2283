"""One problem behind many cases: linked through their streams, answered once each when it is fixed, told to all by a banner."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import DatabaseError

from reglament.config.answering import answering_jobs
from reglament.core.case.act import Link, Receive
from reglament.core.case.event import Linked, Marked, Replied
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.banner import lower_banner, raise_banner
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.fixed import FixedAnswer, publish_fixed, tell_all_fixed, tell_fixed
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.problem import add_case, change_problem, open_problem
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewMessage
from reglament.desk.content.keep import keep_messages
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Banner, Content, Contract, Letter, Problem, ProblemCase
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.desk.watch.schedule import do_scheduled
from tests.books import AsRole
from tests.desk.vendor import STAFF, Vendor, settle_down

WORDS = FixedAnswer({"ru": "Исправлено в 2.1.", "en": "Fixed in 2.1."})
PEOPLE = {"anna": "ru", "bob": "en", "cora": "ru"}


class Killed(BaseException):
    """The process dies here."""


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "monq", ("email", "support@monq.example.com"))


@pytest.fixture
def problem(vendor: Vendor) -> UUID:
    return open_problem(
        desk=vendor.desk, viewer=vendor.vera, line=vendor.line, title="Reports are empty", tracker="AC-7"
    )


@pytest.fixture
def cases(vendor: Vendor) -> list[UUID]:
    """A case of each of three customers."""
    return [one_case(vendor, name, language) for name, language in PEOPLE.items()]


def one_case(vendor: Vendor, name: str, language: str) -> UUID:
    address = f"{name}@example.com"
    contract = vendor.take_on(
        name, Text(name, "premium", "UTC"), NewContact(name, address, "contact", language=language)
    )
    act = Receive("email", "contact", axes={"category": "consultation"})
    done = vendor.receive(vendor.sender(contract, address), act)
    with seen_by(SYSTEM):
        # What the case's own post would have kept: the letter it came by.
        wrote = NewMessage(new_id(vendor.world), "customer", address, "email", None, None, vendor.world.now())
        keep_messages(find_streams([done.case])[done.case], (wrote,))
    return done.case


def link_all(vendor: Vendor, problem: UUID, cases: list[UUID]) -> None:
    for case in cases:
        add_case(desk=vendor.desk, viewer=vendor.vera, problem=problem, case=case, by=STAFF)


def fix(vendor: Vendor, problem: UUID, version: str = "2.1", answer: FixedAnswer = WORDS) -> None:
    publish_fixed(desk=vendor.desk, viewer=vendor.vera, problem=problem, fixed_in=version, answer=answer)


def events(vendor: Vendor, case: UUID, kind: type) -> list[object]:
    with seen_by(SYSTEM):
        entries = vendor.desk.cases.entries(find_streams([case])[case])
    return [entry.event for entry in entries if isinstance(entry.event, kind)]


def answers() -> dict[str, list[str]]:
    """Letters of staff by recipient."""
    found: dict[str, list[str]] = {}
    with seen_by(SYSTEM):
        for letter in Letter.objects.filter(automatic=False).select_related("message").order_by("id"):
            assert letter.message is not None
            body = Content.objects.get(id=str(letter.message.body)).text
            found.setdefault(letter.recipient, []).append(body or "")
    return found


@pytest.fixture
def fail_points() -> Iterator[None]:
    yield
    on_fail_point(None)


def test_a_case_says_in_its_own_stream_which_problem_it_has(
    vendor: Vendor, problem: UUID, cases: list[UUID]
) -> None:
    for _ in range(2):
        link_all(vendor, problem, cases)
    assert [events(vendor, case, Linked) for case in cases] == [[Linked(str(problem), "problem")]] * 3
    with seen_by(SYSTEM):
        assert set(ProblemCase.objects.values_list("case_id", flat=True)) == set(cases)


def test_a_link_the_law_refuses_lists_nothing(vendor: Vendor, problem: UUID, cases: list[UUID]) -> None:
    assert not vendor.act(cases[0], Link(str(problem), "problem")).is_refused
    done = add_case(desk=vendor.desk, viewer=vendor.vera, problem=problem, case=cases[0], by=STAFF)
    with seen_by(SYSTEM):
        listed = ProblemCase.objects.count()
    assert (done.is_refused, listed) == (True, 0)


def test_a_fix_answers_every_linked_case_once_in_its_readers_language(
    vendor: Vendor, problem: UUID, cases: list[UUID]
) -> None:
    link_all(vendor, problem, cases)
    fix(vendor, problem)
    first = tell_fixed(desk=vendor.desk, problem=problem)
    fix(vendor, problem)
    again = tell_fixed(desk=vendor.desk, problem=problem)
    assert (set(first.told), again.told) == (set(cases), ())
    assert answers() == {
        "anna@example.com": ["Исправлено в 2.1."],
        "bob@example.com": ["Fixed in 2.1."],
        "cora@example.com": ["Исправлено в 2.1."],
    }
    assert [len(events(vendor, case, Replied)) for case in cases] == [1, 1, 1]


@pytest.mark.usefixtures("fail_points")
@pytest.mark.parametrize("place", ["fixed.before case", "record.before commit", "record.after commit"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_batch_that_dies_anywhere_is_gone_on_with_and_nobody_is_told_twice(
    vendor: Vendor, problem: UUID, cases: list[UUID], place: str, nth: int
) -> None:
    link_all(vendor, problem, cases)
    fix(vendor, problem)
    reached = 0

    def die(name: str) -> None:
        nonlocal reached
        reached += name == place
        if name == place and reached == nth:
            raise Killed

    on_fail_point(die)
    with pytest.raises(Killed):
        tell_fixed(desk=vendor.desk, problem=problem)
    on_fail_point(None)
    tell_all_fixed(desk=vendor.desk)
    assert [len(events(vendor, case, Replied)) for case in cases] == [1, 1, 1]
    assert sorted(map(len, answers().values())) == [1, 1, 1]


def test_a_case_linked_after_the_fix_is_told_too_and_another_version_is_told_anew(
    vendor: Vendor, problem: UUID, cases: list[UUID]
) -> None:
    link_all(vendor, problem, cases[:1])
    fix(vendor, problem)
    assert tell_all_fixed(desk=vendor.desk) == 1
    link_all(vendor, problem, cases[1:2])
    assert tell_all_fixed(desk=vendor.desk) == 1
    fix(vendor, problem, "2.2")
    assert tell_all_fixed(desk=vendor.desk) == 2
    assert [len(events(vendor, case, Replied)) for case in cases] == [2, 2, 0]


def test_what_a_dead_process_left_untold_is_told_by_the_watch(
    vendor: Vendor, problem: UUID, cases: list[UUID]
) -> None:
    link_all(vendor, problem, cases)
    fix(vendor, problem)
    assert do_scheduled(desk=vendor.desk, jobs=answering_jobs()) == 1
    assert [len(events(vendor, case, Replied)) for case in cases] == [1, 1, 1]


def test_an_answer_may_carry_a_declared_mark_and_what_the_law_refuses_is_left_to_staff(
    vendor: Vendor, problem: UUID, cases: list[UUID]
) -> None:
    link_all(vendor, problem, cases)
    fix(vendor, problem, "2.1", FixedAnswer(WORDS.texts, mark="solution offered"))
    marked = tell_fixed(desk=vendor.desk, problem=problem)
    fix(vendor, problem, "2.2", FixedAnswer(WORDS.texts, mark="nobody declared it"))
    refused = tell_fixed(desk=vendor.desk, problem=problem)
    assert (len(marked.told), refused.told) == (3, ())
    assert {no.code for no in refused.refused.values()} == {"mark/undeclared"}
    assert [len(events(vendor, case, Marked)) for case in cases] == [1, 1, 1]


def test_a_problem_is_of_one_line_and_of_its_staff(
    vendor: Vendor, problem: UUID, cases: list[UUID], as_role: AsRole
) -> None:
    other = settle_down(vendor.desk, "konus")
    foreign = open_problem(desk=vendor.desk, viewer=SYSTEM, line=other.line, title="Elsewhere")
    with pytest.raises(CaseUnknown):
        add_case(desk=vendor.desk, viewer=SYSTEM, problem=foreign, case=cases[0], by=STAFF)
    with pytest.raises(NotThere):
        change_problem(viewer=other.vera, problem=problem, title="Mine now")
    change_problem(viewer=vendor.vera, problem=problem, tracker="AC-8")
    with as_role("desk_web"):
        with seen_by(vendor.vera):
            seen = [(row.title, row.tracker) for row in Problem.objects.all()]
        with seen_by(Viewer("max", lines=(other.line,))):
            theirs = [row.id for row in Problem.objects.all()]
    assert (seen, theirs) == ([("Reports are empty", "AC-8")], [foreign])


def test_a_banner_is_seen_by_everybody_the_line_serves_until_it_is_lowered(
    vendor: Vendor, problem: UUID, cases: list[UUID], as_role: AsRole
) -> None:
    with seen_by(SYSTEM):
        anna = Contract.objects.get(number="anna").customer_id
    banner = raise_banner(
        desk=vendor.desk, viewer=vendor.vera, line=vendor.line, texts={"ru": "Знаем."}, problem=problem
    )
    vendor.world.at += 60
    with as_role("desk_web"):
        with seen_by(Viewer("anna", customers=(anna,))):
            assert [row.id for row in Banner.objects.filter(until_at=None)] == [banner]
            assert list(Problem.objects.all()) == []
        with seen_by(Viewer("stranger")):
            assert list(Banner.objects.all()) == []
        with pytest.raises(DatabaseError), seen_by(Viewer("anna", customers=(anna,))):
            Banner.objects.create(id=problem, line_id=vendor.line, texts={}, from_at=0, made_by="anna")
    lower_banner(desk=vendor.desk, viewer=vendor.vera, banner=banner)
    with seen_by(SYSTEM):
        assert [row.until_at for row in Banner.objects.all()] == [vendor.world.at]
    assert len(cases) == 3
