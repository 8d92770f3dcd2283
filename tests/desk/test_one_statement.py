"""What a transaction writes goes as one statement; what a process wrote itself it does not read again; a stale head writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from reglament.core.case.act import Reply
from reglament.core.contract.event import TeamAdded
from reglament.desk.acts.open_inbound import open_inbound, pick_inbound
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.content.inbound import AT_HAND
from reglament.desk.ledger.append import append
from reglament.desk.ledger.stored import store_contract_entry
from reglament.desk.ledger.stream import Conflict, find_streams, lock_streams
from reglament.desk.record.books import ContractBook
from reglament.desk.record.contracts import Contracts
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.channels.house import ANNA, BOB, build, case_of, letter, prose
from tests.desk.lab import STAFF, Lab, found_lab, rows


@pytest.fixture
def lab(desk: Desk) -> Lab:
    return found_lab(desk)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Lists the statements executed inside."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def test_a_case_is_received_by_one_lock_and_one_statement_that_writes(lab: Lab) -> None:
    contract = lab.contract()
    lab.receive(contract)
    with statements() as found:
        lab.receive(contract, name="L-100")
    assert ["for no key update" in sql for sql in found].index(True) == 0
    assert [sql for sql in found if "insert into" in sql] == found[-1:]


def test_a_letter_comes_in_by_six_statements_is_leased_with_nineteen_others_by_four_and_opened_by_four(
    desk: Desk, tmp_path: Path
) -> None:
    house = build(desk, tmp_path)
    house.arrive(letter(ANNA))  # whose contract is known from here on
    for place, sender in enumerate((ANNA, BOB, ANNA)):
        house.drop(f"{place}.txt", letter(sender, f"Вопрос {place}"))
    with statements() as found:
        house.fetch()
    assert len(found) == 3 * 6
    with statements() as found:
        leased = pick_inbound(desk=desk, channels=["console"])
    assert (len(leased), len(found)) == (3, 4)
    for one in leased:
        with statements() as found:
            assert open_inbound(desk=desk, leased=one, parse=house.console.parse).outcome == "received"
        who, lock, route, write = found
        assert "from contact" in who
        assert "for no key update" in lock
        assert "from mailbox" in route
        assert write.count("insert into") > 5


def test_long_letters_are_not_carried_along_with_the_others_of_their_batch(
    desk: Desk, tmp_path: Path
) -> None:
    house = build(desk, tmp_path)
    house.drop("0.txt", letter(ANNA, body="a" * 10))
    house.drop("1.txt", letter(ANNA, body="б" * AT_HAND))
    house.fetch()
    short, long = pick_inbound(desk=desk, channels=["console"])
    assert short.raw == letter(ANNA, body="a" * 10)
    assert long.raw is None
    opened = open_inbound(desk=desk, leased=long, parse=house.console.parse)
    assert prose(case_of(opened))[1].startswith("б" * AT_HAND)


def test_an_act_writes_with_one_statement_too(lab: Lab) -> None:
    case = lab.receive(lab.contract()).case
    lab.act(case, Reply("m"))
    with statements() as found:
        lab.act(case, Reply("n"))
    assert sum("insert into" in sql for sql in found) == 1


def test_a_stream_that_went_on_since_it_was_read_is_written_to_by_nobody_else(lab: Lab) -> None:
    contract = lab.contract()
    with seen_by(SYSTEM):
        stale = find_streams([contract])[contract]
    lab.receive(contract)
    stood = rows("select count(*) from event")
    book = ContractBook(stale, lab.desk.contracts.kept(stale), locked=True)
    book.enter((TeamAdded("t"),), STAFF, happened_at=lab.world.now(), known_at=lab.world.now())
    late = [store_contract_entry(replace(entry, seq=99), act=new_id(lab.world)) for entry in book.fresh]
    with pytest.raises(Conflict), seen_by(SYSTEM):
        append(stale, late)
    assert rows("select count(*) from event") == stood


def test_what_another_process_wrote_is_read_before_a_contract_is_asked(lab: Lab, desk: Desk) -> None:
    contract = lab.contract()
    lab.receive(contract)
    other = Desk(desk.world, desk.shelf)
    lab.receive(contract, desk=other)
    lab.receive(contract)
    with seen_by(SYSTEM):
        head = lock_streams([contract])[contract]
        for one in (desk, other):
            assert [entry.seq for entry in one.contracts.entries(head)] == list(range(1, head.seq + 1))


@pytest.mark.parametrize("place", ["record.written", "record.before commit", "record.after commit"])
def test_of_a_transaction_that_ends_without_an_answer_as_much_is_remembered_as_stands(
    lab: Lab, place: str
) -> None:
    contract = lab.contract()
    lab.receive(contract)

    def die(name: str) -> None:
        if name == place:
            raise Died

    on_fail_point(die)
    try:
        with pytest.raises(Died):
            lab.receive(contract)
    finally:
        on_fail_point(None)
    with seen_by(SYSTEM):
        head = find_streams([contract])[contract]
        read = Desk(lab.world, lab.desk.shelf).contracts.entries(head)
        assert lab.desk.contracts.entries(head) == read
        assert len(read) == head.seq == (4 if place == "record.after commit" else 3)
    assert not lab.receive(contract).is_refused


def test_of_contracts_no_more_entries_are_kept_than_there_is_room_for_and_those_used_last_are(
    lab: Lab,
) -> None:
    old, fresh, long = lab.contract(), lab.contract(), lab.contract()
    for _ in range(3):
        lab.receive(long)
    known = Contracts(room=10, most=4)
    with seen_by(SYSTEM):
        heads = find_streams([old, fresh, long])

        def is_read(contract: UUID) -> bool:
            with statements() as found:
                assert len(known.entries(heads[contract])) == heads[contract].seq
            return bool(found)

        assert [is_read(one) for one in (old, fresh, old, fresh)] == [True, True, False, False]
        assert [is_read(one) for one in (long, long)] == [True, False]
        assert [is_read(one) for one in (fresh, old, fresh, long)] == [True, True, False, True]


class Died(Exception):  # noqa: N818 - named for what happened
    """The process ends here."""
