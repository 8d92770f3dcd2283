"""Any event of a contract, as Hypothesis draws it: every kind, every field, by the type it is declared with."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import ContractEvent
from reglament.core.hours.amount import Amount
from reglament.core.hours.calendar import Calendar, DateException, DaySpan, WeekSpan
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table
from tests.core.case.events import AMOUNTS, MOMENTS, NAMES


def by_name(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(NAMES, values, max_size=3)


def many(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def some(kind: Any) -> st.SearchStrategy[Any]:
    """A value of a frozen type, every field drawn by the type it is declared with."""
    return st.deferred(lambda: st.builds(kind, **{field.name: BY_TYPE[field.type] for field in fields(kind)}))


STATED = st.none() | AMOUNTS
FIGURES = st.one_of(
    st.builds(Flat, STATED),
    st.builds(Table, by=many(NAMES), rows=many(st.builds(Row, keys=many(NAMES), value=STATED))),
)

BY_TYPE: Mapping[Any, st.SearchStrategy[Any]] = {
    str: NAMES,
    str | None: st.none() | NAMES,
    int: MOMENTS,
    int | None: st.none() | MOMENTS,
    bool: st.booleans(),
    date: st.dates(),
    date | None: st.none() | st.dates(),
    tuple[str, ...]: many(NAMES),
    tuple[DaySpan, ...]: many(st.tuples(MOMENTS, MOMENTS)),
    tuple[WeekSpan, ...]: many(some(WeekSpan)),
    tuple[DateException, ...]: many(some(DateException)),
    tuple[Certificate, ...]: many(some(Certificate)),
    Mapping[str, bool]: by_name(st.booleans()),
    Mapping[str, int]: by_name(MOMENTS),
    Mapping[str, tuple[str, ...]]: by_name(many(NAMES)),
    Mapping[str, Figure[Amount]]: by_name(FIGURES),
    Mapping[str, Calendar]: by_name(some(Calendar)),
    Contract: some(Contract),
}


def events() -> st.SearchStrategy[ContractEvent]:
    return st.sampled_from(get_args(ContractEvent)).flatmap(some)
