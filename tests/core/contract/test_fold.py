"""How a contract stands after what its stream holds."""

from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract.contract import Certificate
from reglament.core.contract.event import (
    Amended,
    CaseCounted,
    CaseEnded,
    ContactAdded,
    ContactRemoved,
    ContractEntry,
    ContractEvent,
    EventCounted,
    Granted,
    HoursCharged,
    HoursRefunded,
    HoursReserved,
    PeriodDeclared,
    TeamAdded,
)
from reglament.core.contract.fold import _STEPS, contract_of_case, fold_contract
from reglament.core.contract.key import key_tag
from reglament.core.contract.standing import CaseStanding, Pool, Standing
from tests.core.case.cast import EDITION
from tests.core.contract.cast import OURS, ours, stream

LATER = 10_000


def stands(*events: ContractEvent, at: int = LATER, known_at: int = LATER) -> Standing:
    return fold_contract(stream(*events), EDITION, at=at, known_at=known_at)


def test_an_empty_stream_is_no_contract() -> None:
    assert stands() == Standing(None, {}, {}, {}, {}, frozenset(), {})


def test_the_text_is_the_last_one_granted_or_amended() -> None:
    events = (Granted(OURS), Amended(ours(tier="rich"), from_the_change=False))
    assert stands(*events, at=19).contract == OURS
    assert stands(*events).contract == ours(tier="rich")


def test_every_kind_of_event_changes_the_standing() -> None:
    assert set(_STEPS) == set(get_args(ContractEvent))


def test_a_case_counts_against_the_counters_it_names_and_no_longer_once_it_says_so() -> None:
    counted = (CaseCounted("A", {"open": True, "visits": False}), CaseCounted("B", {"open": True}))
    assert stands(*counted).cases == {
        "A": CaseStanding("A", frozenset({"open"}), None),
        "B": CaseStanding("B", frozenset({"open"}), None),
    }
    again = stands(*counted, CaseCounted("A", {"open": False})).cases
    assert again["A"].counters == frozenset()


def test_a_case_that_ended_counts_no_longer() -> None:
    standing = stands(CaseCounted("A", {"open": True}, waiting=True), CaseEnded("A"), CaseEnded("Z"))
    assert (standing.cases, standing.line) == ({}, ())


def test_the_line_is_in_order_of_arrival_and_moves_up() -> None:
    waiting = [CaseCounted(case, {"open": True}, waiting=True) for case in "ABC"]
    standing = stands(*waiting)
    assert standing.line == ("A", "B", "C")
    assert {case: one.place for case, one in standing.cases.items()} == {"A": 1, "B": 2, "C": 3}
    entered = stands(*waiting, CaseCounted("A", {"open": True}))
    assert (entered.line, entered.cases["A"].place, entered.cases["C"].place) == (("B", "C"), None, 2)


def test_counting_a_waiting_case_anew_keeps_its_place() -> None:
    waiting = [CaseCounted(case, {"open": True}, waiting=True) for case in "AB"]
    assert stands(*waiting, CaseCounted("A", {"visits": True}, waiting=True)).line == ("A", "B")


def test_arrival_is_when_it_happened_and_not_when_it_was_told() -> None:
    entries = (
        ContractEntry(1, 20, 20, "system", CaseCounted("A", {"open": True}, waiting=True)),
        ContractEntry(2, 10, 30, "system", CaseCounted("B", {"open": True}, waiting=True)),
    )
    assert fold_contract(entries, EDITION, at=LATER, known_at=LATER).line == ("B", "A")
    assert fold_contract(entries, EDITION, at=LATER, known_at=29).line == ("A",)
    assert fold_contract(entries, EDITION, at=19, known_at=LATER).line == ("B",)


def test_hours_are_granted_reserved_charged_and_refunded() -> None:
    events = (
        Granted(ours(granted={"hours": 36_000})),
        HoursReserved("A", "hours", 7_200),
        HoursReserved("B", "hours", 3_600),
        HoursReserved("A", "hours", 9_000),
        HoursCharged("A", "hours", 8_100),
        HoursRefunded("A", "hours", 900),
    )
    assert stands(*events[:4]).pools == {"hours": Pool(36_000, 0, 0, {"A": 9_000, "B": 3_600})}
    pool = stands(*events).pools["hours"]
    assert pool == Pool(36_000, 8_100, 900, {"B": 3_600})
    assert pool.balance == 28_800


def test_reserving_nothing_ends_a_reservation() -> None:
    events = (HoursReserved("A", "hours", 60), HoursReserved("A", "hours", 0))
    assert stands(*events).pools["hours"].reserved == {}


TWO_KEYS = (
    Certificate("K", date(2026, 1, 1), date(2026, 6, 30), 3_600),
    Certificate("L", date(2026, 7, 1), date(2026, 12, 31), 1_800),
)
K, L = key_tag("k"), key_tag("l")


def test_hours_of_certificates_fill_the_first_counter_of_hours_each_its_own_part() -> None:
    pool = stands(Granted(ours(certificates=TWO_KEYS, granted={"hours": 60}))).pools["hours"]
    assert (pool.granted, pool.balance) == (5_460, 5_460)
    assert [pool.of(part).balance for part in (K, L, None, "unheard of")] == [3_600, 1_800, 60, 0]


def test_a_certificate_keeps_its_own_account_whoever_grants_it_again() -> None:
    granted = Granted(ours(certificates=TWO_KEYS, granted={"hours": 60}))
    spent = (
        HoursReserved("A", "hours", 600, K),
        HoursReserved("B", "hours", 300, L),
        HoursCharged("A", "hours", 900, K),
        HoursCharged("C", "hours", 60),
        HoursRefunded("A", "hours", 100, K),
    )
    pool = stands(granted, *spent).pools["hours"]
    assert (pool.of(K).balance, pool.of(K).reserved) == (2_800, {})
    assert (pool.of(L).balance, pool.of(L).reserved, pool.reserved) == (1_800, {"B": 300}, {"B": 300})
    assert pool.of(None).balance == 0
    again = stands(granted, *spent, granted).pools["hours"]
    assert [again.of(part).balance for part in (K, L, None)] == [2_800, 1_800, 60]


def test_a_case_that_came_with_another_key_since_gives_its_first_reservation_back() -> None:
    events = (
        Granted(ours(certificates=TWO_KEYS)),
        HoursReserved("A", "hours", 600, K),
        HoursReserved("A", "hours", 300, L),
    )
    assert stands(*events).pools["hours"].reserved == {"A": 300}


def test_a_contract_granted_anew_begins_its_hours_anew_and_an_amendment_does_not() -> None:
    before = (
        Granted(ours(granted={"hours": 3_600})),
        HoursCharged("A", "hours", 3_000),
        HoursReserved("B", "hours", 60),
    )
    renewed = stands(*before, Granted(ours(granted={"hours": 7_200}))).pools["hours"]
    amended = stands(*before, Amended(ours(granted={"hours": 7_200}), from_the_change=False)).pools["hours"]
    assert (renewed.balance, renewed.reserved) == (7_200, {"B": 60})
    assert amended.balance == 4_200


def test_uses_people_teams_and_periods_are_kept() -> None:
    flood = PeriodDeclared("p", "flood", 5, None)
    standing = stands(
        EventCounted("A", "visits"),
        EventCounted("B", "visits"),
        ContactAdded("anna", "head"),
        ContactAdded("boris", "contact", "north"),
        ContactRemoved("anna"),
        ContactRemoved("nobody"),
        TeamAdded("north"),
        flood,
        PeriodDeclared("p", "flood", 5, 50),
    )
    assert standing.used == {"visits": (10, 20)}
    assert (standing.contacts, standing.teams) == ({"boris": "contact"}, frozenset({"north"}))
    assert standing.periods == {"p": PeriodDeclared("p", "flood", 5, 50)}


def test_a_case_is_served_under_the_text_in_force_at_its_receipt() -> None:
    entries = stream(Granted(OURS), Amended(ours(tier="rich"), from_the_change=False))
    assert contract_of_case(entries, received_at=15, at=LATER, known_at=LATER) == OURS
    assert contract_of_case(entries, received_at=20, at=LATER, known_at=LATER) == ours(tier="rich")
    assert contract_of_case(entries, received_at=5, at=LATER, known_at=LATER) is None


def test_a_change_that_governs_open_cases_reaches_them_from_its_moment_on() -> None:
    entries = stream(
        Granted(OURS), Amended(ours(tier="rich"), from_the_change=True), Granted(ours(number="18"))
    )
    assert contract_of_case(entries, received_at=15, at=19, known_at=LATER) == OURS
    assert contract_of_case(entries, received_at=15, at=20, known_at=LATER) == ours(tier="rich")
    assert contract_of_case(entries, received_at=15, at=LATER, known_at=LATER) == ours(tier="rich")
    assert contract_of_case(entries, received_at=15, at=LATER, known_at=19) == OURS


CASES = st.sampled_from("ABCDE")
SECONDS = st.integers(0, 36_000)
EVENTS = st.one_of(
    st.builds(CaseCounted, CASES, st.just({"open": True}), st.booleans()),
    st.builds(CaseEnded, CASES),
    st.builds(HoursReserved, CASES, st.just("hours"), SECONDS),
    st.builds(HoursCharged, CASES, st.just("hours"), SECONDS),
    st.builds(HoursRefunded, CASES, st.just("hours"), SECONDS),
)


@given(events=st.lists(EVENTS, max_size=20))
def test_whatever_happens_the_line_holds_each_waiting_case_once_and_the_pool_adds_up(
    events: list[ContractEvent],
) -> None:
    standing = stands(Granted(ours(granted={"hours": 36_000})), *events)
    places = {case: one.place for case, one in standing.cases.items() if one.place is not None}
    assert places == {case: place for place, case in enumerate(standing.line, 1)}
    charged = sum(event.seconds for event in events if isinstance(event, HoursCharged))
    refunded = sum(event.seconds for event in events if isinstance(event, HoursRefunded))
    assert standing.pools["hours"].balance == 36_000 - charged + refunded


@given(events=st.lists(EVENTS, max_size=12), known_at=st.integers(0, 150))
def test_a_prefix_by_known_time_stands_as_the_whole_stream_as_known_then(
    events: list[ContractEvent], known_at: int
) -> None:
    whole = stream(*events)
    prefix = tuple(entry for entry in whole if entry.known_at <= known_at)
    assert fold_contract(prefix, EDITION, at=LATER, known_at=LATER) == fold_contract(
        whole, EDITION, at=LATER, known_at=known_at
    )


def test_a_renewal_made_ahead_displaces_nothing_before_its_first_day() -> None:
    renewed = ours(number="18", granted={"hours": 7_200})
    entries = stream(
        Granted(ours(granted={"hours": 3_600})),
        Granted(renewed, from_at=100),
        HoursCharged("A", "hours", 600),
    )
    before = fold_contract(entries, EDITION, at=99, known_at=LATER)
    assert (before.contract, before.pools["hours"].balance) == (ours(granted={"hours": 3_600}), 3_000)
    assert (before.renews_at, fold_contract(entries, EDITION, at=19, known_at=LATER).renews_at) == (100, None)
    since = fold_contract(entries, EDITION, at=100, known_at=LATER)
    assert (since.contract, since.pools["hours"].balance) == (renewed, 7_200)
    assert since.renews_at is None
    for received_at, number in ((99, "17"), (100, "18")):
        found = contract_of_case(entries, received_at=received_at, at=LATER, known_at=LATER)
        assert found is not None
        assert found.number == number


def test_a_renewal_told_after_its_first_day_counts_from_when_it_happened() -> None:
    entries = stream(Granted(OURS), Granted(ours(number="18"), from_at=5))
    assert fold_contract(entries, EDITION, at=19, known_at=LATER).contract == OURS
    assert fold_contract(entries, EDITION, at=20, known_at=LATER).contract == ours(number="18")
