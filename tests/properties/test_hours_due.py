"""Laws of due moments: pauses never bring one nearer, counted segments recompute it, remains and shares agree with it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from reglament.core.hours.amount import CALENDAR_KINDS, TIME_KINDS, Amount, AmountKind, Ending
from reglament.core.hours.amount_text import read_amount, write_amount
from reglament.core.hours.due import Reached, Segment, due
from reglament.core.hours.holes import Pause, gap_at, normalised
from reglament.core.hours.hours import Hours
from reglament.core.hours.share import at_percent, remaining, spent_percent
from tests.core.hours.strategies import DAY, HOUR, amounts, hours_near, pauses_near


@st.composite
def stories(draw: st.DrawFn) -> tuple[Hours, int, Amount, tuple[Pause, ...]]:
    hours, start = draw(hours_near())
    return hours, start, draw(amounts), draw(pauses_near(start))


Story = tuple[Hours, int, Amount, tuple[Pause, ...]]


def reached(story: Story, *more: Pause) -> Reached:
    hours, start, amount, pauses = story
    return due(hours=hours, amount=amount, start=start, pauses=(*pauses, *more))


@given(stories(), st.data())
def test_a_pause_never_brings_the_due_moment_nearer(story: Story, data: st.DataObject) -> None:
    before = reached(story).due_at
    after = reached(story, *data.draw(pauses_near(story[1]))).due_at
    assert after is None or (before is not None and before <= after)


@given(stories())
def test_no_due_moment_lies_before_the_event_or_inside_a_pause(story: Story) -> None:
    _, start, amount, pauses = story
    found = reached(story).due_at
    if found is None:
        assert any(ended is None for _, ended in pauses)
        return
    assert found >= start
    if amount.kind not in TIME_KINDS:
        assert gap_at(normalised(pauses, start), found) is not None


@given(stories())
def test_the_due_moment_follows_from_the_counted_segments_alone(story: Story) -> None:
    hours, start, amount, _ = story
    found = reached(story)
    assume(amount.kind in TIME_KINDS)
    assert sum(counted for _, _, counted in found.counted) + found.remaining == amount.count
    assert all(recounted(hours, amount, segment) == segment[2] for segment in found.counted)
    if found.due_at is not None:
        assert found.due_at == (found.counted[-1][1] if found.counted else start)


def recounted(hours: Hours, amount: Amount, segment: Segment) -> int:
    start, end, _ = segment
    return end - start if amount.kind is AmountKind.CLOCK_TIME else hours.worked(start, end)


@given(stories())
def test_segments_lie_in_order_outside_every_pause(story: Story) -> None:
    _, start, _, pauses = story
    holes = normalised(pauses, start)
    spans = [(begun, ended) for begun, ended, _ in reached(story).counted]
    assert not any(
        begun < closes and (ended is None or opens < ended)
        for opens, closes in spans
        for begun, ended in holes
    )
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)


@given(hours_near(), st.integers(1, 12), st.data())
def test_working_days_are_the_closings_after_the_date_of_the_event(
    near: tuple[Hours, int], count: int, data: st.DataObject
) -> None:
    """The Civil Code said as a list: closings, less those in a pause, the Nth one."""
    hours, start = near
    pauses = [(begun, ended) for begun, ended in data.draw(pauses_near(start)) if ended is not None]
    days = range(hours.local_day(start) + 1, hours.local_day(start) + 400)
    closings = [closing for day in days if (closing := hours.closing(day)) is not None]
    counted = [
        at for at in closings if not any(begun <= at < ended for begun, ended in pauses if begun < ended)
    ]
    assume(len(counted) >= count)
    amount = Amount(AmountKind.WORKING_DAYS, count)
    assert due(hours=hours, amount=amount, start=start, pauses=tuple(pauses)).due_at == counted[count - 1]


@given(hours_near(), st.integers(1, 12))
def test_midnight_comes_after_closing_on_the_same_day(near: tuple[Hours, int], count: int) -> None:
    hours, start = near
    ends = {
        ending: due(hours=hours, amount=Amount(AmountKind.WORKING_DAYS, count, ending), start=start).due_at
        for ending in (None, Ending.CLOSING, Ending.MIDNIGHT)
    }
    closing, midnight = ends[Ending.CLOSING], ends[Ending.MIDNIGHT]
    assert ends[None] == closing
    assert closing is not None
    assert midnight is not None
    assert hours.day_start(hours.local_day(midnight)) == midnight
    assert closing - DAY <= midnight <= closing + 2 * DAY


@given(stories())
def test_nothing_remains_at_the_due_moment_and_something_before_it(story: Story) -> None:
    hours, start, amount, pauses = story
    found = reached(story)
    if found.due_at is None:
        open_from = normalised(pauses, start)[-1][0]
        left = remaining(hours=hours, amount=amount, start=start, pauses=pauses, at=open_from + 9 * DAY)
        assert left == found.remaining
        return
    left, before = (
        remaining(hours=hours, amount=amount, start=start, pauses=pauses, at=at)
        for at in (found.due_at, found.due_at - 1)
    )
    if amount.kind in TIME_KINDS:
        assert (left, before) == (0, min(1, amount.count))
    elif amount.ends is not Ending.MIDNIGHT and not amount.rolls:
        assert left <= 0 < before


@given(stories(), st.integers(1, 100))
def test_a_share_is_spent_when_it_is_said_to_be(story: Story, percent: int) -> None:
    hours, start, amount, pauses = story
    at = at_percent(hours=hours, amount=amount, start=start, pauses=pauses, percent=percent)
    whole = reached(story).due_at
    assume(at is not None and whole is not None and amount.count > 0)
    assert at is not None
    assert whole is not None
    assert start <= at <= whole
    closed = tuple((begun, ended) for begun, ended in pauses if begun <= at)
    known = due(hours=hours, amount=amount, start=start, pauses=closed).due_at
    if amount.kind in TIME_KINDS:
        assert (
            known is None
            or spent_percent(hours=hours, amount=amount, start=start, pauses=pauses, at=at) >= percent
        )


@given(amounts)
def test_an_amount_written_is_read_back(amount: Amount) -> None:
    text = write_amount(amount)
    assert read_amount(text) == amount
    assert read_amount(f"  {text.upper()} ") == amount


@given(st.text(alphabet="0123456789 adehiklmnorstuwy:-by", max_size=40) | st.text(max_size=40))
def test_any_text_is_an_amount_or_a_fault(text: str) -> None:
    found = read_amount(text)
    if isinstance(found, Amount):
        assert read_amount(write_amount(found)) == found
    else:
        assert found.hint


@given(hours_near(), st.sampled_from(sorted(CALENDAR_KINDS, key=str)), st.integers(1, 4))
def test_a_calendar_term_ends_at_a_midnight_within_its_months(
    near: tuple[Hours, int], kind: AmountKind, count: int
) -> None:
    hours, start = near
    amount = Amount(kind, count)
    found = due(hours=hours, amount=amount, start=start).due_at
    assert found is not None
    assert hours.day_start(hours.local_day(found)) == found
    assert count * DAY - 25 * HOUR <= found - start <= (count * 31 + 2) * DAY
