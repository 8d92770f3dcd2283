"""However a regulation is damaged, reading and examining it ends with a regulation or with faults that say where."""

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.regulation.codes import READING_CODES
from reglament.core.regulation.read import read_edition, read_regulation
from reglament.core.regulation.source.frame import frames
from reglament.core.regulation.source.text import text_to_show
from tests.core.regulation.test_read_clocks import RULES as CLOCKS
from tests.core.regulation.test_read_rules import RULES
from tests.core.regulation.written import CLAUSES, HEAD
from tests.regulations.expects import almanac
from tests.words.calendar_codes import CALENDAR_CODES

CODES = {**READING_CODES, **CALENDAR_CODES}

WHOLE = (
    HEAD
    + CLAUSES
    + "      it: {none: glow}\n"
    + "".join(f"      r{at}: {{{body}}}\n" for at, (body, _) in enumerate(CLOCKS + RULES))
)
LINES = WHOLE.splitlines(keepends=True)
WORDS = sorted(set(WHOLE.replace("{", " ").replace("}", " ").replace(",", " ").split()))


def check(text: str) -> None:
    data = text.encode()
    regulation, faults = read_edition(data, almanac())
    failed = any(fault.severity == "error" for fault in faults)
    assert (regulation is None) == failed
    for fault in faults:
        assert set(fault.values) >= set(CODES[fault.code])
        assert len(frames(text_to_show(data), fault)) == len(fault.places) > 0


def test_the_undamaged_regulation_is_read_without_a_fault() -> None:
    assert read_regulation(WHOLE.encode())[1] == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 30),
            st.sampled_from(["", ", ", ": ", "[", "{}", "none", "yes", "\n"]),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_regulation_with_pieces_cut_out_or_put_in(edits: list[tuple[int, int, str]]) -> None:
    text = WHOLE
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    check(text)


@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
def test_a_regulation_with_a_line_moved(from_: int, to: int) -> None:
    lines = [*LINES]
    lines.insert(to, lines.pop(from_))
    check("".join(lines))


@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 20))
def test_a_regulation_with_one_word_taken_for_another(old: str, new: str, which: int) -> None:
    parts = WHOLE.split(old)
    at = which % len(parts)
    check(old.join(parts[: at + 1]) + new + old.join(parts[at + 1 :]))
