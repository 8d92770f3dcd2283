"""Any event at all, as Hypothesis draws it: every kind, every field, by the type it is declared with."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from hypothesis import strategies as st

from reglament.core.case.event import Event, Pinned
from reglament.core.hours.amount import Amount, AmountKind, Ending

NAMES = st.sampled_from(["m0", "m1", "solved", "called", "waiting", "elsewhere", "open", "kind", "Ёлка", ""])
MAPPINGS = st.dictionaries(NAMES, NAMES, max_size=3)
MOMENTS = st.integers(-10, 2_000_000_000)
AMOUNTS = st.one_of(
    st.builds(
        Amount, st.sampled_from([AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME]), st.integers(0, 400_000)
    ),
    st.builds(
        Amount,
        st.just(AmountKind.WORKING_DAYS),
        st.integers(1, 300),
        st.sampled_from([None, Ending.MIDNIGHT]),
    ),
    st.builds(Amount, st.just(AmountKind.CALENDAR_MONTHS), st.integers(1, 30), rolls=st.booleans()),
)
PINNED = st.builds(
    Pinned, edition=NAMES, digest=NAMES, tier=st.none() | NAMES, zone=NAMES, calendars=MAPPINGS, tzdata=NAMES
)

BY_TYPE: Mapping[Any, st.SearchStrategy[Any]] = {
    str: NAMES,
    str | None: st.none() | NAMES,
    int: MOMENTS,
    int | None: st.none() | MOMENTS,
    tuple[str, ...]: st.lists(NAMES, max_size=3).map(tuple),
    Mapping[str, str]: MAPPINGS,
    Amount: AMOUNTS,
    Amount | None: st.none() | AMOUNTS,
    Pinned: PINNED,
}


def of_kind(kind: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(kind, **{field.name: BY_TYPE[field.type] for field in fields(kind)})


def events() -> st.SearchStrategy[Event]:
    return st.sampled_from(get_args(Event)).flatmap(of_kind)
