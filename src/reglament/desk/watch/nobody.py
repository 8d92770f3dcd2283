"""Service lines on which something fell due and nobody of the line's team could be told: a trouble until the team has people."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from reglament.desk.watch.trouble import has_trouble, trouble_is_over
from reglament.people.roster import Roster

KIND = "nobody to tell"
_BEFORE = "select l.id, l.team_id from line l join trouble t on t.kind = %s and t.key = %s || l.id"
_PREFIX = KIND + ": line "


def nobody_before() -> Mapping[int, UUID | None]:
    """Give the lines that had nobody so far, with their teams as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, (KIND, _PREFIX))
        return dict(cursor.fetchall())


def say_nobody(
    roster: Roster, before: Mapping[int, UUID | None], deserted: Iterable[int], *, now: int
) -> None:
    """Say which lines have nobody at `now`, and of those before which have somebody again."""
    for line in sorted(deserted):
        detail = f"service line {line} has nobody to tell: put people into its team"
        has_trouble(key=f"{_PREFIX}{line}", kind=KIND, detail=detail, at=now)
    for line, team in before.items():
        if team is not None and roster.whom(role="", worker=None, teams=[team]):
            trouble_is_over(key=f"{_PREFIX}{line}")
