"""Limits hold however many act at once: open cases and their waiting line, hours, contacts."""

from collections import Counter
from itertools import count as counting
from uuid import UUID

from reglament.core.case.act import Accept, Close, Estimate, LogWork, Record
from reglament.core.contract.act import AddContact
from reglament.core.contract.answer import ContractAccepted
from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEntry
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.number import take_number
from reglament.desk.ledger.stream import find_streams
from reglament.desk.record.agree import agree
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tick import tick
from tests.books import MONDAY
from tests.desk.lab import CLIENT, HOUR, LINE, STAFF, Lab, found_lab, policy, rows
from tests.desk.several import together

ARRIVALS, WORKERS, LIMIT = 50, 8, 5
QUARTER = 900


def entries_of(desk: Desk, contract: UUID) -> tuple[ContractEntry, ...]:
    with seen_by(SYSTEM):
        return desk.contracts.entries(find_streams([contract])[contract])


def standing_of(desk: Desk, contract: UUID) -> Standing:
    now = desk.world.now()
    return fold_contract(entries_of(desk, contract), policy(), at=now, known_at=now)


def most_open(entries: tuple[ContractEntry, ...]) -> int:
    """The most cases that were open at any moment, in the order in which they were written down."""
    opened: set[str] = set()
    most = 0
    for entry in entries:
        if isinstance(entry.event, CaseCounted) and not entry.event.waiting:
            opened.add(entry.event.case)
        elif isinstance(entry.event, CaseEnded):
            opened.discard(entry.event.case)
        most = max(most, len(opened))
    return most


def let_in_of(desk: Desk, contract: UUID) -> list[str]:
    """The cases that left the waiting line, in the order in which that was written down."""
    entered = rows("select s.name from event e join stream s on s.id = e.stream_id where e.type = 'entered'")
    events = [entry.event for entry in entries_of(desk, contract)]
    counted = [event.case for event in events if isinstance(event, CaseCounted) and not event.waiting]
    return [name for name in counted if (name,) in entered]


def number_of(name: str) -> int:
    return int(name.removeprefix("L-"))


def arrive(lab: Lab, contract: UUID, almanac: Almanac, at: int, count: int = ARRIVALS) -> None:
    """Requests that came each a second after the other are worked by eight at once, in whatever order they come to it."""
    with seen_by(SYSTEM):
        names = [take_number(LINE) for _ in range(count)]
    line = iter(names)

    def work(_: int, own: Desk) -> None:
        for name in line:
            lab.receive(contract, desk=own, name=name, happened_at=MONDAY + number_of(name))

    together(WORKERS, almanac, at, work)


def test_fifty_arrivals_at_once_never_open_more_than_five_and_wait_in_the_order_of_their_numbers(
    desk: Desk, almanac: Almanac
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    arrive(lab, contract, almanac, MONDAY + HOUR)
    lab.world.at = MONDAY + HOUR
    standing = standing_of(desk, contract)
    assert len(standing.cases) == ARRIVALS
    assert most_open(entries_of(desk, contract)) == LIMIT
    assert len(standing.line) == ARRIVALS - LIMIT
    assert list(standing.line) == sorted(standing.line, key=number_of)
    assert rows('select status, count(*) from "case" group by 1 order by 1') == [
        ("open", LIMIT),
        ("waiting", ARRIVALS - LIMIT),
    ]


def test_the_line_moves_in_order_while_people_close_and_others_arrive_and_watch(
    desk: Desk, almanac: Almanac
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    arrive(lab, contract, almanac, MONDAY + HOUR, count=16)
    clock, left = counting(MONDAY + HOUR, 11), Counter[str]()

    def close(own: Desk, place: int) -> None:
        found = rows("select id from \"case\" where status = 'open' order by id limit 1 offset %s", place)
        for (case,) in found:
            lab.act(case, Close("done"), desk=own)
            left["tried"] += 1
        if not found:
            tick(desk=own)

    def work(place: int, own: Desk) -> None:
        world = own.world
        assert isinstance(world, VirtualWorld)
        for _ in range(60):
            world.at = next(clock)
            if place == 0 and left["arrived"] < 4:
                lab.receive(contract, desk=own)
                left["arrived"] += 1
            elif place in (1, 2) and left["tried"] < 12:
                close(own, place)
            else:
                tick(desk=own)

    together(5, almanac, MONDAY + HOUR, work)
    lab.world.at = next(clock)
    for _ in range(20):
        tick(desk=desk)
    assert most_open(entries_of(desk, contract)) == LIMIT
    let_in = let_in_of(desk, contract)
    assert let_in == sorted(let_in, key=number_of)
    assert len(let_in) > LIMIT
    stands = dict(rows('select status, count(*) from "case" group by 1'))
    assert stands.get("open") == LIMIT or "waiting" not in stands


def test_hours_charged_at_once_never_go_below_nothing(desk: Desk, almanac: Almanac) -> None:
    lab = found_lab(desk)
    contract = lab.contract(hours=10)
    cases = [lab.receive(contract).case for _ in range(12)]
    lab.later(1)

    def work(place: int, own: Desk) -> list[str]:
        said = []
        for case in cases[place::WORKERS]:
            steps = (
                (Estimate(2 * HOUR), STAFF),
                (Record("hours accepted", message="m"), CLIENT),
                (Accept("m"), CLIENT),
                (LogWork(2 * HOUR - QUARTER - 60, "ann"), STAFF),
                (LogWork(60 + 1, "ann"), STAFF),
                (Close("done"), STAFF),
            )
            done = [lab.act(case, act, by, desk=own) for act, by in steps]
            assert not any(one.is_refused for one in done[:-1])
            said.append(getattr(done[-1].answer, "code", "charged"))
        return said

    said = Counter(code for codes in together(WORKERS, almanac, lab.world.at, work) for code in codes)
    # A case of an hour, forty-five minutes and a second costs two hours.
    assert said == {"charged": 5, "charge/over-balance": 7}
    pool = standing_of(desk, contract).pools["hours"]
    assert (pool.balance, pool.charged, sum(pool.reserved.values())) == (0, 10 * HOUR, 14 * HOUR)


def test_customers_who_close_at_once_are_not_kept_and_the_balance_still_holds(
    desk: Desk, almanac: Almanac
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(hours=3)
    cases = [lab.receive(contract).case for _ in range(8)]
    for case in cases:
        lab.act(case, Estimate(HOUR))
        lab.act(case, Record("hours accepted", message="m"), CLIENT)
        lab.act(case, Accept("m"), CLIENT)
        assert not lab.act(case, LogWork(HOUR, "ann")).is_refused
    together(
        WORKERS,
        almanac,
        lab.world.at,
        lambda place, own: lab.act(cases[place], Close("done"), CLIENT, desk=own),
    )
    assert rows('select status, count(*) from "case" group by 1') == [("closed", 8)]
    pool = standing_of(desk, contract).pools["hours"]
    assert (pool.balance, pool.charged) == (0, 3 * HOUR)


def test_contacts_added_at_once_stop_at_the_limit(desk: Desk, almanac: Almanac) -> None:
    lab = found_lab(desk)
    contract = lab.contract()

    def add(place: int, own: Desk) -> bool:
        answer = agree(
            desk=own, viewer=SYSTEM, contract=contract, regulation=policy(),
            act=AddContact(f"contact {place}", "contact"), by=STAFF,
        )  # fmt: skip
        return isinstance(answer, ContractAccepted)

    assert sum(together(WORKERS, almanac, lab.world.at, add)) == 2
    assert len(standing_of(desk, contract).contacts) == 3
