"""Who follows a case besides its contact and engineer, by name."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Participant:
    """A contact of the customer or somebody of staff; `name` None: known by id alone."""

    who: str
    name: str | None
    is_contact: bool


_PARTICIPANTS = walled("""select p.who, coalesce(c.name, u.name), c.id is not null
from (select who, case when who ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then who::uuid end as id from participant one
  where one.case_id = %(case)s and seen(one)) p
left join contact c on c.id = p.id left join "user" u on u.id = p.id and %(staff)s
where c.customer_id = any(%(customers)s::uuid[]) or %(staff)s order by p.who""")


def participants_of(*, viewer: Viewer, case: UUID) -> tuple[Participant, ...]:
    """Give the participants; to a customer only people of his own."""
    values = {"case": case, "staff": viewer.is_staff, **scope(viewer)}
    return tuple(Participant(*row) for row in rows(_PARTICIPANTS, values))
