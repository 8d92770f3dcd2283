"""Hypothesis: stories that may contradict, correct and overtake themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from reglament.core.case.event import (
    Assigned,
    Bounced,
    Classified,
    Closed,
    Corrected,
    Delivered,
    Entered,
    Entries,
    Entry,
    EstimateAccepted,
    Event,
    Excused,
    Extended,
    Held,
    Identified,
    Marked,
    Merged,
    Paused,
    Queued,
    Received,
    Refused,
    Reopened,
    Replied,
    Resumed,
    Revived,
    Snoozed,
    Supplied,
    Woken,
)
from tests.core.target.told import PINNED
from tests.strategies import DAY, HOUR, MESSAGES, METRICS, MORNING, REASONS, SEVERITIES, SPEEDS, amounts


@dataclass(frozen=True)
class Happened:
    """One thing of a story: so long after the former, told so much later."""

    after: int
    told_after: int
    party: str
    event: Event


_talk: st.SearchStrategy[tuple[str, Event]] = st.one_of(
    st.sampled_from((("staff", Replied("s")), ("customer", Replied("c")))),
    st.sampled_from(("alpha", "beta", "unalpha")).map(lambda name: ("staff", Marked(name))),
    st.sampled_from(MESSAGES).map(lambda message: ("staff", Marked("letter", message=message))),
    st.tuples(st.sampled_from((Delivered, Bounced)), st.sampled_from(MESSAGES)).map(
        lambda pair: ("channel", pair[0](pair[1]))
    ),
)
_sorting: st.SearchStrategy[tuple[str, Event]] = st.one_of(
    st.sampled_from(SEVERITIES).map(lambda value: ("staff", Classified({"severity": value}))),
    st.sampled_from(SPEEDS).map(lambda value: ("staff", Classified({"speed": value}))),
)
_pausing: st.SearchStrategy[tuple[str, Event]] = st.one_of(
    st.sampled_from(REASONS).map(lambda reason: ("staff", Paused(reason, f"1/{reason}", "m1"))),
    st.sampled_from(REASONS).map(lambda reason: ("staff", Resumed(reason))),
)
_life: st.SearchStrategy[tuple[str, Event]] = st.sampled_from(
    (
        ("staff", Assigned("somebody")),
        ("system", Held("1/held", ("logs",))),
        ("system", Identified()),
        ("system", Queued("1/queued", "cases")),
        ("system", Entered()),
        ("staff", Closed("done")),
        ("timer", Closed("silence", "1/r0", ("first",))),
        ("staff", Reopened()),
        ("staff", Refused("1/refused", "abuse")),
        ("staff", Revived()),
        ("staff", Snoozed(MORNING + 3 * DAY)),
        ("timer", Woken()),
        ("customer", Supplied({"logs": "given"})),
        ("staff", Merged(taken_in="B")),
        ("staff", Merged(into="B")),
    )
)
_terms: st.SearchStrategy[tuple[str, Event]] = st.one_of(
    st.tuples(st.sampled_from(METRICS), amounts).map(
        lambda pair: ("staff", Extended(pair[0], "1/extend", pair[1], "agreed", None))
    ),
    st.sampled_from(METRICS).map(
        lambda metric: ("staff", Excused(metric, "1/excuse", "flood", "p1", "because"))
    ),
    st.one_of(st.none(), amounts).map(lambda term: ("customer", EstimateAccepted(HOUR, term, None))),
    st.tuples(st.integers(1, 8), st.one_of(st.none(), st.integers(-DAY, 3 * DAY))).map(
        lambda pair: (
            "staff",
            Corrected(pair[0], None if pair[1] is None else MORNING + pair[1], "mistake", "other"),
        )
    ),
)
_events = st.one_of(_talk, _talk, _sorting, _sorting, _pausing, _pausing, _life, _terms)
_steps = st.one_of(st.sampled_from((0, 0, 1, HOUR, 9 * HOUR, DAY)), st.integers(-DAY, 2 * DAY))
_happened = st.builds(
    lambda after, told_after, said: Happened(after, told_after, *said),
    _steps,
    st.sampled_from((0, 0, 0, 1, 5 * HOUR, DAY)),
    _events,
)
_receipt = st.builds(
    lambda axes: Received("mail", "contact", "valid", PINNED, axes=axes),
    st.sampled_from(({}, {}, {"severity": "high"}, {"speed": "quick"})),
)


def told(receipt: Received, parts: Sequence[Happened]) -> Entries:
    """Number the parts; what is known never comes before it happened, unless it is dated ahead."""
    entries = [Entry(1, MORNING, MORNING, "customer", receipt)]
    now = MORNING
    for part in parts:
        now = max(now + max(part.after, 0), MORNING)
        happened_at = now + min(part.after, 0)
        entries.append(Entry(len(entries) + 1, happened_at, now + part.told_after, part.party, part.event))
    return tuple(entries)


stories = st.builds(told, _receipt, st.lists(_happened, min_size=4, max_size=14))
moments = st.one_of(st.integers(-HOUR, 12 * DAY), st.integers(DAY, 6 * DAY)).map(
    lambda after: MORNING + after
)
