"""Lists of cases, contracts, notices and quarantine: who sees what of them, page by page."""

from uuid import UUID, uuid4

import pytest

from reglament.core.case.act import Close
from reglament.core.contract.event import CaseCounted
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Inbound, Mailbox, Notice
from reglament.desk.queries.cases_of import KEYS, ListedCase, cases_of
from reglament.desk.queries.contract import contracts_of, read_contract
from reglament.desk.queries.cursor import read_cursor
from reglament.desk.queries.notices import notices
from reglament.desk.queries.quarantine import QuarantinedUnknown, quarantine, quarantined
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.desk.town import OPEN_LINE, OTHER_LINE, Town, acorn, found_town


@pytest.fixture
def town(desk: Desk) -> Town:
    return found_town(desk)


def listed(
    town: Town, viewer: Viewer, *, customer: UUID | None = None, only_open: bool = False, limit: int = 50
) -> list[ListedCase]:
    after, found = None, list[ListedCase]()
    while True:
        page = cases_of(
            desk=town.desk, viewer=viewer, customer=customer, only_open=only_open, after=after, limit=limit
        )
        found += page.rows
        if page.after is None:
            return found
        after = read_cursor(page.after.text, keys=KEYS)


def test_a_partner_sees_his_cases_and_those_of_his_end_customers_newest_first(town: Town) -> None:
    for name in ("cedar", "dill", "ash", "dill", "cedar"):
        town.open(name)
    partner = town.viewer("cedar", "dill")
    mine = [case for name in ("cedar", "dill") for case in town.cases[name]]
    found = listed(town, partner)
    assert [row.id for row in found] == sorted(mine, reverse=True)
    assert [row.id for row in listed(town, town.viewer("dill"))] == sorted(town.cases["dill"], reverse=True)
    for size in (1, 2, 3, 4):
        assert listed(town, partner, limit=size) == found
    assert [row.id for row in listed(town, partner, customer=town.houses["dill"].id)] == town.cases["dill"][
        ::-1
    ]


def test_cases_received_in_one_second_are_all_on_some_page(town: Town) -> None:
    for _ in range(3):
        town.open("ash")
        town.later(-60)
    assert len({row.received_at for row in listed(town, town.viewer("ash"))}) == 1
    assert {row.id for row in listed(town, town.viewer("ash"), limit=1)} == set(town.cases["ash"])


def test_staff_sees_a_customers_cases_on_its_own_lines(town: Town) -> None:
    here, _ = town.open("ash"), town.open("ash", line=OTHER_LINE)
    ash = town.houses["ash"].id
    assert [row.id for row in listed(town, town.ann, customer=ash)] == [here]
    assert len(listed(town, town.bob, customer=ash)) == 2
    assert listed(town, town.ann) == []
    assert listed(town, town.viewer("birch"), customer=ash) == []
    assert listed(town, SYSTEM, customer=ash) == []


def test_only_open_cases_are_listed_where_that_is_asked(town: Town) -> None:
    closed, still = town.open("ash"), town.open("ash", subject="Ромашка")
    town.act(closed, Close())
    (row,) = listed(town, town.viewer("ash"), only_open=True)
    assert (row.id, row.line_name, row.status) == (still, "Acorn", "open")
    assert row.subject is not None
    assert row.subject.startswith("Ромашка")
    assert {one.id: one.closed_at for one in listed(town, town.viewer("ash"))} == {
        closed: town.now,
        still: None,
    }


def test_a_contract_shows_its_text_people_hours_and_line(town: Town) -> None:
    town.open("ash")
    contract = town.houses["ash"].contracts[OPEN_LINE]
    for viewer in (town.ann, town.bob, town.viewer("ash")):
        view = read_contract(desk=town.desk, viewer=viewer, contract=contract, at=town.now)
        assert view.text is not None
        assert (view.number, view.text.tier, view.status) == ("ASH-1", "enterprise", "valid")
        assert [(one.name, one.email, one.role) for one in view.contacts] == [
            ("qzashtext0zq", "ash@example.com", "contact")
        ]
        assert (view.hours, view.waiting, view.regulation) == ({}, (), acorn())
    listed = contracts_of(viewer=town.bob, customer=town.houses["ash"].id)
    assert [one.number for one in listed] == ["ASH-1", "ASH-2"]


def test_who_waits_in_a_contracts_line_is_named_to_those_who_may_see_him(town: Town) -> None:
    case = town.open("ash")
    contract = town.houses["ash"].contracts[OPEN_LINE]
    town.write_contract(contract, (CaseCounted("A-1", {"requests": True}, waiting=True),))
    view = read_contract(desk=town.desk, viewer=town.viewer("ash"), contract=contract, at=town.now)
    assert [(one.number, one.place, one.case) for one in view.waiting] == [("A-1", 1, case)]


def test_an_unknown_and_a_foreign_contract_give_the_very_same_answer(town: Town) -> None:
    other = town.houses["ash"].contracts[OTHER_LINE]
    for viewer in (town.ann, town.viewer("birch"), SYSTEM):
        said = set()
        for asked in (other, uuid4()):
            with pytest.raises(CaseUnknown) as refused:
                read_contract(desk=town.desk, viewer=viewer, contract=asked, at=town.now)
            said.add(repr(refused.value).replace(repr(asked), "it"))
        assert said == {"CaseUnknown(it)"}
    assert contracts_of(viewer=town.viewer("birch"), customer=town.houses["ash"].id) == ()
    assert len(contracts_of(viewer=town.ann, customer=town.houses["ash"].id)) == 1


def noticed(town: Town, case: UUID, key: str, told_at: int | None = None) -> UUID:
    notice = new_id(town.desk.world)
    with seen_by(SYSTEM):
        Notice.objects.create(
            id=notice,
            stream_id=case,
            kind="warn",
            key=key,
            role="",
            rule="1/response",
            at=town.now,
            told_at=told_at,
        )
    town.later(1)
    return notice


def test_notices_are_for_staff_of_the_line_newest_first(town: Town) -> None:
    case, other = town.open("ash"), town.open("ash", line=OTHER_LINE)
    first, second = noticed(town, case, "a"), noticed(town, case, "b")
    told, there = noticed(town, case, "c", told_at=town.now), noticed(town, other, "d")
    assert [row.id for row in notices(viewer=town.ann).rows] == [second, first]
    assert [row.id for row in notices(viewer=town.ann, case=case).rows] == [told, second, first]
    assert [row.id for row in notices(viewer=town.bob).rows] == [there, second, first]
    page = notices(viewer=town.bob, limit=2)
    assert page.after is not None
    assert [row.id for row in notices(viewer=town.bob, after=page.after, limit=2).rows] == [first]
    for viewer in (town.viewer("ash"), SYSTEM):
        assert notices(viewer=viewer).rows == notices(viewer=viewer, case=case).rows == ()
    assert notices(viewer=town.ann, case=other).rows == ()


def test_the_quarantine_is_for_staff_of_the_line_the_most_pressing_first(town: Town) -> None:
    with seen_by(SYSTEM):
        for line in (OPEN_LINE, OTHER_LINE):
            Mailbox.objects.create(id=line, line_id=line, channel="console", address=f"{line}@example.com")
    later, soon = quarantine_letter(town, OPEN_LINE, 20), quarantine_letter(town, OPEN_LINE, 10)
    there = quarantine_letter(town, OTHER_LINE, 5)
    assert [one.id for one in quarantine(viewer=town.ann)] == [soon, later]
    assert [one.id for one in quarantine(viewer=town.bob)] == [there, soon, later]
    assert quarantine(viewer=town.viewer("ash")) == ()
    found, raw = quarantined(viewer=town.ann, inbound=soon)
    assert (found.size, found.address, found.reason, raw) == (4, "1@example.com", "no sender", b"\x00raw")
    for viewer in (town.ann, town.viewer("ash")):
        for asked in (there, uuid4()):
            with pytest.raises(QuarantinedUnknown):
                quarantined(viewer=viewer, inbound=asked)


def quarantine_letter(town: Town, line: int, wait: int) -> UUID:
    letter = new_id(town.desk.world)
    with seen_by(SYSTEM):
        Inbound.objects.create(
            id=letter, mailbox_id=line, line_id=line, source_key=str(letter), digest=letter.bytes, raw=b"\x00raw",
            received_at=town.now, number="A-9", state="quarantined", reason="no sender", due_at=town.now + wait,
        )  # fmt: skip
    return letter
