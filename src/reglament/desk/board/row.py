"""How a case stands on the board: computed from its entries and targets, so that `rebuild` gives the same row."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.case.decide.situation import END_OF_TIME
from reglament.core.case.event import Entries
from reglament.core.case.fold import fold
from reglament.core.case.state import CaseState
from reglament.core.case.visible import visible
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.evaluate import NO_ARCHIVE, targets_in
from reglament.core.target.target import Target
from reglament.core.target.view import View, view_of

UNRANKED = 99


@dataclass(frozen=True, slots=True)
class Stand:
    """How a case stands, as every list of cases says it. `due_at`: the nearest moment the vendor owes. Moments are UTC seconds."""

    number: str
    status: str
    axes: Mapping[str, str]
    due_at: int | None
    due_metric: str
    breached: bool
    paused: bool
    received_at: int
    changed_at: int


@dataclass(frozen=True, slots=True)
class Row(Stand):
    """A case on the board. `rank`: 0 is the most urgent."""

    assignee: str | None
    rank: int
    snoozed_until: int | None
    closed_at: int | None
    seq: int
    participants: tuple[str, ...]


def row_of(
    terms: Terms, entries: Entries, *, standing: Standing, name: str, at: int, view: View | None = None
) -> Row:
    """Work out the row at `at`, on all that is known. `view`: of the same, where somebody has looked already."""
    seen = view or view_of(terms, entries, at=at, known_at=at, standing=standing, archive=NO_ARCHIVE)
    found = targets_in(seen) if seen else ()
    if seen is not None and seen.is_whole:
        state = seen.whole.state
    else:
        state = fold(visible(entries, at=END_OF_TIME, known_at=END_OF_TIME), terms.regulation)
    owed = [target for target in found if target.owed_by == "vendor"]
    running = [target for target in owed if target.state == "running" and target.due_at is not None]
    nearest = min(running, key=_due, default=None)
    return Row(
        status=state.status,
        number=state.number or name,
        assignee=state.assignee,
        axes=dict(state.axes),
        rank=_rank(state, terms.regulation),
        due_at=nearest.due_at if nearest else None,
        due_metric=nearest.metric if nearest else "",
        breached=any(target.verdict == "breached" for target in owed),
        paused=nearest is None and any(target.state == "paused" for target in owed),
        snoozed_until=state.snoozed_until,
        received_at=state.received_at or entries[0].happened_at,
        changed_at=entries[-1].happened_at,
        closed_at=state.closing.at if state.closing else state.refused_at,
        seq=len(entries),
        participants=tuple(sorted(state.participants)),
    )


def _due(target: Target) -> int:
    return target.due_at if target.due_at is not None else END_OF_TIME


def _rank(state: CaseState, regulation: Regulation) -> int:
    """The place of the value on the first axis whose values are ordered, most urgent first."""
    for name, axis in regulation.axes.items():
        if axis.ordered and not axis.own_order_only:
            values = list(axis.values)
            value = state.axes.get(name)
            return values.index(value) if value in values else UNRANKED
    return UNRANKED
