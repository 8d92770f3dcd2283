"""Hypothesis: irregular calendars over zones that jump, moments near the jumps, pauses, amounts of every kind."""

from datetime import date

from hypothesis import strategies as st

from reglament.core.hours.amount import Amount, AmountKind, Ending
from reglament.core.hours.calendar import (
    AnyCalendar,
    Calendar,
    DateException,
    DaySpan,
    Intersection,
    Union,
    WeekSpan,
    Without,
)
from reglament.core.hours.holes import Pause
from reglament.core.hours.hours import Hours
from tests.core.hours.cast import compiled

MINUTE = 60
HOUR = 3600
DAY = 86_400

# Each with a date around which its clocks jump: half an hour, a day, at midnight, for good, or never.
JUMPS = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Pacific/Apia": (date(2011, 12, 30), date(2011, 9, 24)),
    "Europe/Moscow": (date(2011, 3, 27), date(2014, 10, 26)),
    "America/Sao_Paulo": (date(2018, 2, 18), date(2018, 11, 4)),
    "America/Havana": (date(2026, 3, 8), date(2026, 11, 1)),
    "Asia/Kathmandu": (date(1986, 1, 1), date(2026, 6, 1)),
    "UTC": (date(2027, 1, 1), date(2026, 6, 1)),
}

minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda minute: minute * MINUTE)


@st.composite
def day_spans(draw: st.DrawFn, last: int = 2 * DAY) -> tuple[DaySpan, ...]:
    """Disjoint spans of one date, the last of which may run past midnight, up to `last`."""
    cuts = sorted(draw(st.sets(minutes_of_day, min_size=1, max_size=6)))
    if len(cuts) % 2:
        length = draw(st.integers(1, 24 * 60)) * MINUTE
        cuts.append(min(cuts[-1] + length, last))
    return tuple(
        (opens, closes) for opens, closes in zip(cuts[::2], cuts[1::2], strict=True) if opens < closes
    )


@st.composite
def weeks(draw: st.DrawFn) -> tuple[WeekSpan, ...]:
    """A week in which no night shift runs into the next morning."""
    days: list[tuple[DaySpan, ...]] = [()] * 7
    days[draw(st.integers(0, 6))] = draw(day_spans().filter(bool))
    for day in draw(st.sets(st.integers(0, 6))):
        days[day] = days[day] or draw(day_spans())
    week = []
    for day, spans in enumerate(days):
        following = days[(day + 1) % 7]
        latest = DAY + following[0][0] if following else 2 * DAY
        week += [WeekSpan(day, opens, min(closes, latest)) for opens, closes in spans]
    return tuple(week)


@st.composite
def calendars(draw: st.DrawFn, zones: tuple[str, ...] = tuple(JUMPS)) -> Calendar:
    zone = draw(st.sampled_from(zones))
    middle = draw(st.sampled_from(JUMPS[zone])).toordinal()
    dates = st.integers(middle - 9, middle + 9).map(date.fromordinal)
    exceptions = draw(st.dictionaries(dates, st.one_of(st.just(()), day_spans()), max_size=3))
    return Calendar(
        zone,
        draw(weeks()),
        tuple(DateException(on, spans) for on, spans in exceptions.items()),
        country=draw(st.sampled_from((None, "RU"))),
        holidays=draw(st.booleans()),
    )


def combined(parts: st.SearchStrategy[AnyCalendar]) -> st.SearchStrategy[AnyCalendar]:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        pairs.map(Union),
        pairs.map(lambda pair: Union((pair[0], Intersection(pair)))),
        pairs.map(lambda pair: Union((pair[1], Without(pair[0], (pair[1],))))),
    )


any_calendar: st.SearchStrategy[AnyCalendar] = st.one_of(calendars(), calendars(), combined(calendars()))


@st.composite
def hours_near(draw: st.DrawFn, calendar: st.SearchStrategy[AnyCalendar] = any_calendar) -> tuple[Hours, int]:
    """A compiled calendar, and a moment near a jump of its zone."""
    declared = draw(calendar)
    first: AnyCalendar = declared
    while not isinstance(first, Calendar):
        first = first.whole if isinstance(first, Without) else first.parts[0]
    jump = draw(st.sampled_from(JUMPS[first.zone]))
    hours = compiled(declared)
    return hours, hours.day_start(jump.toordinal()) + draw(st.integers(-10 * DAY, 10 * DAY))


@st.composite
def pauses_near(draw: st.DrawFn, moment: int) -> tuple[Pause, ...]:
    """Up to four pauses around a moment: overlapping, touching, empty, before it, the last perhaps still open."""
    begins = draw(st.lists(st.integers(moment - 2 * DAY, moment + 12 * DAY), max_size=4))
    lengths = st.one_of(st.sampled_from((0, 1, HOUR, DAY)), st.integers(0, 5 * DAY))
    closed: list[Pause] = [(begun, begun + draw(lengths)) for begun in begins]
    if draw(st.integers(0, 3)) == 0:
        closed.append((draw(st.integers(moment - DAY, moment + 12 * DAY)), None))
    return tuple(closed)


_days = st.integers(1, 12)
amounts = st.one_of(
    st.builds(
        Amount, st.sampled_from((AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME)), st.integers(0, 200 * HOUR)
    ),
    st.builds(
        Amount,
        st.just(AmountKind.WORKING_DAYS),
        _days,
        st.sampled_from((None, Ending.CLOSING, Ending.MIDNIGHT)),
    ),
    st.builds(Amount, st.just(AmountKind.WORKING_DAYS_SAME_TIME), _days),
    st.builds(
        Amount,
        st.just(AmountKind.BY_TIME_OF_WORKING_DAY),
        _days,
        time_of_day=st.integers(0, 24 * 60).map(lambda minute: minute * MINUTE),
    ),
    st.builds(
        Amount,
        st.sampled_from((AmountKind.CALENDAR_DAYS, AmountKind.CALENDAR_WEEKS, AmountKind.CALENDAR_MONTHS)),
        st.integers(1, 4),
        st.sampled_from((None, Ending.MIDNIGHT, Ending.SAME_TIME)),
        rolls=st.booleans(),
    ),
)
