"""Whatever bytes an examples file holds: a list of faults or stories, never an exception, never a loop."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.regulation.codes import READING_CODES
from reglament.core.regulation.fault import Fault
from reglament.core.replay.codes import STORY_CODES
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.words.fault import fault_sentence
from tests.core.replay.small import almanac, file_of, regulation

WHOLE = file_of(
    """
    - 2026-11-03 15:00: {receive: {channel: email, role: chief, urgency: high, fields: {version: new}}}
    - 2026-11-03 16:00: {record: questioned, message: m1}
    - 2026-11-03 16:00: {report: delivered, message: m1}
    - 2026-11-03 16:10: {pause: waiting}
    - 2026-11-03 17:00: {reply: m2, happened: 2026-11-03 16:30}
    - 2026-11-03 17:10: {correct: 2026-11-03 16:00, to: never, ground: a slip, second: bob}
    - 2026-11-03 17:20: {receive: {channel: portal}, case: B, refused: solved}
    """,
    """
    - 2026-11-03 17:30: {status: open, answer: {due: none, left: 1 h 30 min}, pool: {left: 40 h}}
    - 2026-11-03 17:30 B: {known at: 2026-11-04 00:00, status: waiting, place: 1}
    """,
    more="contract: {tier: plain, hours: 40}",
)
PIECES = st.sampled_from(sorted({*WHOLE.split(), "none", "24:00", "-1", "A2", "[", "}", "yes", "'", "#"}))


CODES = {**READING_CODES, **STORY_CODES}


def check(faults: Iterable[Fault]) -> None:
    """Every fault is of a known code, with the values its sentence may use, and has a sentence."""
    for fault in faults:
        assert set(fault.values) == set(CODES[fault.code]), fault
        assert fault_sentence(fault, "ru")


@given(st.binary(max_size=300))
def test_any_bytes_give_faults_or_stories(data: bytes) -> None:
    found, faults = read_examples(data, regulation(), almanac())
    assert (found is None) == bool(faults)
    check(faults)


@given(st.data())
def test_a_file_with_pieces_exchanged_is_read_and_whatever_can_be_read_can_be_played(
    data: st.DataObject,
) -> None:
    words = WHOLE.split(" ")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(PIECES)
    found, faults = read_examples(" ".join(words).encode(), regulation(), almanac())
    assert (found is None) == bool(faults)
    check(faults)
    for story in found.stories if found else ():
        outcome(story, regulation(), almanac())


@given(st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere_is_read(length: int) -> None:
    found, faults = read_examples(WHOLE[:length].encode(), regulation(), almanac())
    assert (found is None) == bool(faults)
    check(faults)
