"""A contract that keeps a fold of its older entries stands as all of them folded from the first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEntry, ContractEvent, Granted
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.kept import KeptContract
from tests.core.case.cast import EDITION
from tests.core.contract.cast import OURS
from tests.core.contract.events import events

SMALL = st.integers(0, 30)
LATE = 1_000


@st.composite
def histories(draw: st.DrawFn) -> tuple[ContractEntry, ...]:
    """Entries as books grow: numbered from 1, known one after another, some told late and some dated ahead."""
    found: list[ContractEntry] = []
    known_at = 0
    for seq in range(1, draw(st.integers(1, 25)) + 1):
        event: ContractEvent = draw(events())
        if isinstance(event, Granted):
            event = replace(event, from_at=draw(st.none() | SMALL))
        known_at += draw(st.integers(0, 3))
        told_late = draw(st.sampled_from([0, 0, 0, 0, 1, 5, -4]))
        found.append(ContractEntry(seq, max(0, known_at - told_late), known_at, "staff", event))
    return tuple(found)


@given(histories(), st.integers(1, 4), st.lists(st.tuples(st.integers(0, 5), SMALL, SMALL), max_size=12))
def test_it_stands_as_all_its_entries_folded_whatever_was_asked_of_it_before(
    history: tuple[ContractEntry, ...], latest: int, asked: list[tuple[int, int, int]]
) -> None:
    kept = KeptContract(latest=latest)
    read = 0
    for more, at, known_at in [*asked, (len(history), LATE, LATE)]:
        kept.add(history[read : read + more])
        read = min(read + more, len(history))
        assert kept.standing(EDITION, at=at, known_at=known_at) == fold_contract(
            history[:read], EDITION, at=at, known_at=known_at
        )


@given(histories(), st.integers(1, 4), st.integers(0, 25), SMALL, SMALL)
def test_what_is_not_written_yet_counts_and_is_not_kept(
    history: tuple[ContractEntry, ...], latest: int, written: int, at: int, known_at: int
) -> None:
    kept = KeptContract(history[:written], latest=latest)
    kept.standing(EDITION, at=LATE, known_at=LATE)
    found = kept.standing(EDITION, at=at, known_at=known_at, fresh=history[written:])
    assert found == fold_contract(history, EDITION, at=at, known_at=known_at)
    assert kept.standing(EDITION, at=at, known_at=known_at) == fold_contract(
        history[:written], EDITION, at=at, known_at=known_at
    )


def test_the_longer_the_history_the_more_of_it_is_folded_already() -> None:
    kept = KeptContract([ContractEntry(1, 0, 0, "staff", Granted(OURS))])
    for number in range(1, 1_001):
        for event in (CaseCounted(f"C-{number}", {"open": True}), CaseEnded(f"C-{number}")):
            seq = len(kept.entries) + 1
            kept.add([ContractEntry(seq, seq, seq, "system", event)])
            assert not kept.standing(EDITION, at=seq, known_at=seq).line
            assert len(kept.loose) < 100


def test_what_was_told_late_finds_its_place_though_it_was_asked_before_it_was_known() -> None:
    counted = CaseCounted("A", {"open": True})
    story: tuple[tuple[ContractEvent, int, int], ...] = (
        *((CaseEnded("B"), 0, 0), (CaseEnded("A"), 5, 5), (CaseEnded("B"), 6, 6), (CaseEnded("B"), 7, 7)),
        (counted, 3, 20),
    )
    entries = [
        ContractEntry(seq, at, known, "staff", event) for seq, (event, at, known) in enumerate(story, 1)
    ]
    kept = KeptContract(entries, latest=1)
    kept.standing(EDITION, at=100, known_at=10)
    assert not kept.standing(EDITION, at=100, known_at=100).cases
