"""An edition brought into the books, and before that the plan: whom it concerns, and which open cases keep their text."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.library.shelf import EditionUnknown
from reglament.desk.models import Edition, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

_CONTRACTS = """select count(*) from contract c join line l on l.id = c.line_id where l.regulation = %s"""
_KEEPING = """select e.edition, count(*) from "case" c join edition e on e.digest = c.digest
where e.regulation = %s and c.status in ('open', 'held', 'waiting') and c.digest <> %s group by e.edition order by 1"""


class EditionTaken(Exception):  # noqa: N818 - named for what happened
    """An edition of this name stands in the books with another text: what is published is never changed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`former`: the edition in force at that moment without this one. `keeping`: open cases that stay under an older edition, by its name."""

    regulation: Regulation
    former: Regulation | None
    effective_at: int
    is_published: bool
    lines: tuple[str, ...]
    contracts: int
    keeping: Mapping[str, int]


def first_moment(*, desk: Desk, regulation: Regulation, on: int) -> int:
    """Give the first second of a day (its ordinal) in the regulation's own zone, UTC seconds."""
    return desk.shelf.terms(regulation, None, regulation.zone).home.instant(on, 0)


def plan(*, desk: Desk, viewer: Viewer, regulation: Regulation, effective_at: int) -> Plan:
    """Say what publishing the edition would mean; nothing is changed. Raises EditionTaken."""
    with seen_by(viewer):
        published = _published(regulation)
        try:
            former = desk.shelf.in_force(regulation.name, effective_at)
        except EditionUnknown:
            former = None
        lines = Line.objects.filter(regulation=regulation.name).order_by("id").values_list("name", flat=True)
        with connection.cursor() as cursor:
            cursor.execute(_CONTRACTS, (regulation.name,))
            (contracts,) = cursor.fetchone()
            cursor.execute(_KEEPING, (regulation.name, regulation.digest))
            keeping = dict(cursor.fetchall())
        return Plan(regulation, former, effective_at, published, tuple(lines), contracts, keeping)


def publish(
    *,
    desk: Desk,
    viewer: Viewer,
    regulation: Regulation,
    source: bytes,
    examples: bytes | None,
    effective_at: int,
) -> bool:
    """Put the edition in the books, in force from `effective_at`, UTC seconds; False: it stood there already.

    Cases received before keep the edition they were received under. Raises EditionTaken.
    """
    with seen_by(viewer):
        if _published(regulation):
            return False
        Edition.objects.create(
            digest=regulation.digest,
            regulation=regulation.name,
            edition=regulation.edition,
            source=source,
            examples=examples,
            effective_at=effective_at,
            published_at=desk.world.now(),
            published_by=viewer.who,
        )
        return True


def _published(regulation: Regulation) -> bool:
    found = Edition.objects.filter(regulation=regulation.name, edition=regulation.edition)
    digest = found.values_list("digest", flat=True).first()
    if digest is not None and digest != regulation.digest:
        raise EditionTaken(f"{regulation.name} {regulation.edition}")
    return digest is not None
