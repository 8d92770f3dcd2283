"""No query tells anybody of what is not his: not its texts, not its numbers, not that it is there. With either wall alone."""

import inspect
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from uuid import UUID

import pytest

import reglament.desk.queries
from reglament.core.case.act import Assign, Link
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Inbound, Mailbox, Notice
from reglament.desk.queries.case import find_case, read_case
from reglament.desk.queries.cases_of import cases_of
from reglament.desk.queries.contract import contracts_of, read_contract
from reglament.desk.queries.explain import explain
from reglament.desk.queries.notices import notices
from reglament.desk.queries.products import supported_products
from reglament.desk.queries.quarantine import QuarantinedUnknown, quarantine, quarantined
from reglament.desk.queries.queue import Only, queue
from reglament.desk.queries.search import search
from reglament.desk.queries.told import told as what_was_told
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.canary import foreign, tokens
from tests.desk.town import CUSTOMERS, OPEN_LINE, OTHER_LINE, Town, found_town

UNKNOWN = UUID(int=7)
# Each query asked about a thing by its id, and the same asked about nothing.
BY_ID: dict[str, tuple[str, Callable[[Town, Viewer, UUID], object]]] = {
    "read_case": ("case", lambda town, viewer, one: read_case(desk=town.desk, viewer=viewer, case=one, at=town.now)),
    "explain": ("case", lambda town, viewer, one: explain(desk=town.desk, viewer=viewer, case=one, at=town.now)),
    "notices": ("case", lambda _, viewer, one: notices(viewer=viewer, case=one)),
    "read_contract": (
        "contract", lambda town, viewer, one: read_contract(desk=town.desk, viewer=viewer, contract=one, at=town.now),
    ),
    "supported_products": (
        "contract", lambda town, viewer, one: supported_products(viewer=viewer, contract=one, at=town.now),
    ),
    "contracts_of": ("customer", lambda _, viewer, one: contracts_of(viewer=viewer, customer=one)),
    "cases_of": ("customer", lambda town, viewer, one: cases_of(desk=town.desk, viewer=viewer, customer=one)),
    "quarantined": ("letter", lambda _, viewer, one: quarantined(viewer=viewer, inbound=one)),
}  # fmt: skip
LISTS: dict[str, Callable[[Town, Viewer], object]] = {
    "queue": lambda town, viewer: [
        queue(desk=town.desk, viewer=viewer, at=town.now, only=only, limit=3)
        for only in (Only(), Only(mine=True), Only(unassigned=True), Only(breached=True), Only(snoozed=True))
    ],
    "cases_of": lambda town, viewer: [
        cases_of(desk=town.desk, viewer=viewer, only_open=only_open, limit=3) for only_open in (False, True)
    ],
    "search": lambda _, viewer: [
        search(viewer=viewer, asked=asked, limit=3)
        for asked in ("printer", "сервер", "A-1", "B-1", "ash@example.com", "qzashtext0zq", "nothing")
    ],
    "find_case": lambda _, viewer: [numbered(viewer, number) for number in ("A-1", "A-3", "B-1", "Z-1")],
    "notices": lambda _, viewer: notices(viewer=viewer, limit=3),
    "quarantine": lambda _, viewer: quarantine(viewer=viewer, limit=3),
    "told": lambda _, viewer: what_was_told(viewer=viewer),
}
# Whom a viewer may know of, and whether what staff notes is for him.
VIEWERS: dict[str, tuple[str, ...]] = {
    "ash": ("ash",), "cedar": ("cedar", "dill"), "dill": ("dill",), "ann": CUSTOMERS, "bob": CUSTOMERS, "stranger": (),
}  # fmt: skip
ROLES = ("desk_web", "desk_worker")
# Figures of the whole desk, for whoever keeps it running.
OF_EVERYBODY = ("overview",)


def numbered(viewer: Viewer, number: str) -> object:
    return told(lambda: find_case(viewer=viewer, number=number))


def told(asked: Callable[[], object]) -> object:
    """What a query gives, or that it knows nothing of this."""
    try:
        return asked()
    except (CaseUnknown, QuarantinedUnknown) as unknown:
        return type(unknown)


@pytest.fixture
def town(desk: Desk) -> Town:
    """Every customer has a case with a note, an answer, a notice and a quarantined letter on both lines."""
    town = found_town(desk)
    with seen_by(SYSTEM):
        for line in (OPEN_LINE, OTHER_LINE):
            Mailbox.objects.create(id=line, line_id=line, channel="console", address=f"{line}@example.com")
    for name in CUSTOMERS:
        for line in (OPEN_LINE, OTHER_LINE):
            settle(town, name, line, link="" if name == "ash" else f"{'AB'[line - 1]}-1")
    return town


def settle(town: Town, name: str, line: int, *, link: str = "") -> UUID:
    """A case and all that comes with it; give the letter in quarantine."""
    case = town.open(name, line=line)
    town.reply(name, case)
    town.act(case, Assign(town.ann.who))
    if link:
        town.act(case, Link(link, "related"))
    letter = new_id(town.desk.world)
    with seen_by(SYSTEM):
        Notice.objects.create(
            id=letter, stream_id=case, kind="warn", key="k", role="", rule="1/response", at=town.now
        )
        Inbound.objects.create(
            id=letter, mailbox_id=line, line_id=line, source_key=str(letter), digest=letter.bytes, received_at=town.now,
            raw=town.canaries.note(name).encode(), number="A-99", state="quarantined", reason=town.canaries.note(name),
        )  # fmt: skip
    return letter


def viewer_of(town: Town, name: str) -> Viewer:
    if name in {"ann", "bob"}:
        return town.ann if name == "ann" else town.bob
    return town.viewer(*VIEWERS[name]) if VIEWERS[name] else Viewer(name)


def things(town: Town) -> dict[str, list[UUID]]:
    """Everything that has an id, of everybody, by kind."""
    houses = town.houses.values()
    return {
        "case": [case for name in CUSTOMERS for case in town.cases[name]],
        "contract": [contract for house in houses for contract in house.contracts.values()],
        "customer": [house.id for house in houses],
        "letter": [one.id for one in quarantine(viewer=town.bob)],
    }


def asked_of_all(town: Town, viewer: Viewer, query: str, ids: dict[str, list[UUID]]) -> list[object]:
    """What a query gives of every thing of its kind."""
    kind, ask = BY_ID[query]
    return [told(partial(ask, town, viewer, one)) for one in ids[kind]]


def everything(town: Town, viewer: Viewer) -> list[object]:
    """All that all queries give somebody."""
    ids = things(town)
    return [
        *(ask(town, viewer) for ask in LISTS.values()),
        *(asked_of_all(town, viewer, query, ids) for query in BY_ID),
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", VIEWERS)
def test_no_query_gives_anybody_a_text_that_is_not_for_him(
    name: str, role: str, town: Town, as_role: AsRole
) -> None:
    viewer, owners = viewer_of(town, name), VIEWERS[name]
    with as_role(role):
        given = everything(town, viewer)
    assert foreign(given, owners=owners, notes=viewer.is_staff) == frozenset()
    assert {token.owner for token in tokens(given)} == set(owners)
    assert any(token.kind == "note" for token in tokens(given)) == viewer.is_staff


@pytest.mark.parametrize("role", ROLES)
def test_staff_of_one_line_is_given_nothing_of_another(role: str, town: Town, as_role: AsRole) -> None:
    with as_role(role):
        given = repr(everything(town, town.ann))
    theirs = [case for name in CUSTOMERS for case in town.cases[name][1::2]]
    assert all(repr(case) not in given for case in theirs)
    assert all(repr(house.contracts[OTHER_LINE]) not in given for house in town.houses.values())
    assert all(repr(house.contracts[OPEN_LINE]) in given for house in town.houses.values())


@pytest.mark.parametrize("role", ROLES)
def test_what_is_foreign_and_what_is_not_there_give_the_same_answer(
    role: str, town: Town, as_role: AsRole
) -> None:
    stranger = Viewer("stranger", customers=(UNKNOWN,))
    with as_role(role):
        ids = things(town)
        for query in BY_ID:
            foreign_ones = asked_of_all(town, stranger, query, ids)
            (nothing,) = asked_of_all(town, stranger, query, {kind: [UNKNOWN] for kind in ids})
            assert foreign_ones == [nothing] * len(foreign_ones)


@pytest.mark.parametrize("role", ROLES)
def test_pages_and_answers_are_the_same_whether_others_have_cases_or_none(
    role: str, desk: Desk, as_role: AsRole
) -> None:
    town = found_town(desk)
    with seen_by(SYSTEM):
        Mailbox.objects.create(id=OPEN_LINE, line_id=OPEN_LINE, channel="console", address="a@example.com")
        Mailbox.objects.create(id=OTHER_LINE, line_id=OTHER_LINE, channel="console", address="b@example.com")
    settle(town, "birch", OPEN_LINE)
    viewers = [town.viewer("birch"), town.viewer("dill"), Viewer("stranger"), Viewer("no line", lines=(9,))]
    with as_role(role):
        before = [repr([ask(town, one) for ask in LISTS.values()]) for one in viewers]
    now = town.now
    for _ in range(5):
        settle(town, "ash", OPEN_LINE)
    settle(town, "cedar", OTHER_LINE)
    town.later(now - town.now)
    with as_role(role):
        assert [repr([ask(town, one) for ask in LISTS.values()]) for one in viewers] == before


def queries() -> dict[str, Callable[..., object]]:
    """Every function that opens a transaction of its own to read."""
    modules = [
        import_module(f"reglament.desk.queries.{one.name}")
        for one in iter_modules(reglament.desk.queries.__path__)
    ]
    return {
        name: function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "with seen_by(" in inspect.getsource(function)
    }


def test_every_query_demands_a_viewer_by_name() -> None:
    for name, query in queries().items():
        viewer = inspect.signature(query).parameters.get("viewer")
        assert viewer is not None, name
        assert (viewer.kind, viewer.default) == (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty), (
            name
        )


def test_every_query_is_asked_here() -> None:
    assert set(queries()) == {*BY_ID, *LISTS, *OF_EVERYBODY}
