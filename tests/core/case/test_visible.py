"""The two times: what counts at one moment as known at another."""

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case.event import Corrected, Entries, Entry, Replied, WorkStarted
from reglament.core.case.visible import visible

LATER = 1_000


def entry(seq: int, happened_at: int, known_at: int | None = None) -> Entry:
    return Entry(seq, happened_at, happened_at if known_at is None else known_at, "staff", WorkStarted())


def correction(seq: int, of: int, to: int | None, known_at: int) -> Entry:
    return Entry(seq, known_at, known_at, "staff", Corrected(of, to, "a slip", "second"))


def seen(*entries: Entry, at: int = LATER, known_at: int = LATER) -> list[tuple[int, int]]:
    return [(one.seq, one.happened_at) for one in visible(entries, at=at, known_at=known_at)]


def test_what_was_told_later_is_not_known_before() -> None:
    assert seen(entry(1, 10), entry(2, 20, known_at=50), known_at=49) == [(1, 10)]
    assert seen(entry(1, 10), entry(2, 20, known_at=50), known_at=50) == [(1, 10), (2, 20)]


def test_what_happened_after_the_moment_does_not_count() -> None:
    assert seen(entry(1, 10), entry(2, 20), at=19) == [(1, 10)]
    assert seen(entry(1, 10), entry(2, 20), at=20) == [(1, 10), (2, 20)]


def test_entries_stand_in_the_order_they_happened_and_not_in_the_order_they_were_told() -> None:
    assert seen(entry(1, 30), entry(2, 10), entry(3, 30)) == [(2, 10), (1, 30), (3, 30)]


def test_a_correction_moves_an_entry_once_it_is_known() -> None:
    story = (entry(1, 10), entry(2, 20), correction(3, of=2, to=5, known_at=40))
    assert seen(*story, known_at=39) == [(1, 10), (2, 20)]
    assert seen(*story) == [(2, 5), (1, 10), (3, 40)]


def test_a_correction_speaks_of_moments_before_it_was_made() -> None:
    story = (entry(1, 10), entry(2, 20), correction(3, of=2, to=5, known_at=40))
    assert seen(*story, at=6) == [(2, 5)]


def test_a_correction_can_say_that_an_entry_never_happened_and_stays_itself() -> None:
    assert seen(entry(1, 10), entry(2, 20), correction(3, of=2, to=None, known_at=40)) == [(1, 10), (3, 40)]


def test_the_latest_known_correction_of_an_entry_wins() -> None:
    story = (
        entry(1, 10),
        correction(2, of=1, to=5, known_at=40),
        correction(3, of=1, to=7, known_at=60),
        correction(4, of=1, to=None, known_at=50),
    )
    assert seen(*story, known_at=45)[0] == (1, 5)
    assert 1 not in dict(seen(*story, known_at=55))
    assert seen(*story)[0] == (1, 7)


def test_a_correction_that_is_itself_annulled_says_nothing() -> None:
    story = (entry(1, 10), correction(2, of=1, to=5, known_at=40), correction(3, of=2, to=None, known_at=50))
    assert seen(*story) == [(1, 10), (3, 50)]


def test_everything_else_of_a_moved_entry_stays_as_it_was_told() -> None:
    told = Entry(1, 10, 12, "customer", Replied("m1"), "contact", "person 7")
    moved = visible((told, correction(2, of=1, to=5, known_at=40)), at=LATER, known_at=LATER)[0]
    assert moved == Entry(1, 5, 12, "customer", Replied("m1"), "contact", "person 7")


moments = st.integers(0, 60)


@st.composite
def stories(draw: st.DrawFn) -> Entries:
    """Entries as an append-only book holds them: known in order, happened whenever, some of them corrections."""
    known = 0
    entries: list[Entry] = []
    for seq in range(1, draw(st.integers(1, 12)) + 1):
        known += draw(st.integers(0, 9))
        of = draw(st.integers(0, seq - 1))
        if of:
            entries.append(correction(seq, of, draw(st.none() | moments), known))
        else:
            entries.append(entry(seq, draw(st.integers(0, max(known, 1))), known))
    return tuple(entries)


@given(story=stories(), at=moments, known_at=moments)
def test_a_prefix_by_known_time_tells_the_same_as_the_whole_book_as_known_then(
    story: Entries, at: int, known_at: int
) -> None:
    prefix = tuple(one for one in story if one.known_at <= known_at)
    assert visible(prefix, at=at, known_at=LATER) == visible(story, at=at, known_at=known_at)


@given(story=stories(), known_at=moments, at=moments)
def test_looking_at_an_earlier_moment_only_takes_entries_away(story: Entries, known_at: int, at: int) -> None:
    whole = visible(story, at=LATER, known_at=known_at)
    assert visible(story, at=at, known_at=known_at) == tuple(one for one in whole if one.happened_at <= at)
