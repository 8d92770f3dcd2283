"""Why the deadlines of a case are what they are, at any moment, as known at any other: values that `words` tells."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.contract.terms import Terms
from reglament.core.target.target import Target
from reglament.desk.queries.read import read
from reglament.desk.queries.shown import shown_target
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Explained:
    """Targets with their steps; `words.explanation.explanation(target, terms, …, at=at)` tells one. `zone` is the customer's."""

    case: str
    at: int
    known_at: int
    zone: str
    terms: Terms
    targets: tuple[Target, ...]


def explain(
    *,
    desk: Desk,
    viewer: Viewer,
    case: UUID,
    at: int,
    known_at: int | None = None,
    metric: str | None = None,
) -> Explained:
    """Explain the targets of a case, or those of one metric, at `at` as known at `known_at` (UTC seconds). Raises CaseUnknown."""
    known = at if known_at is None else known_at
    with seen_by(viewer):
        found = read(desk=desk, viewer=viewer, case=case, at=at, known_at=known)
    told = tuple(
        target if viewer.is_staff else shown_target(target)
        for target in found.targets(at=at, known_at=known)
        if metric in {None, target.metric}
    )
    return Explained(found.row.number, at, known, found.row.zone, found.terms, told)
