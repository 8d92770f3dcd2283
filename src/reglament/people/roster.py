"""Who is to be told: whoever holds a role and is on shift, his stand-in where he is away, and wider circles where nobody is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reglament.people.models import Absence, Membership, Shift, User


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of staff. Between `quiet_from` and `quiet_until`, hours of `zone`, he is not to be disturbed.

    `told_every`: seconds between two summaries, None for the desk's own.
    """

    id: UUID
    role: str
    zone: str
    quiet_from: int | None
    quiet_until: int | None
    told_every: int | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """How staff stand at one moment. `members`: team, person, role there; `on_shift`: team and person; `away`: person → stand-in."""

    people: Mapping[UUID, Person]
    members: tuple[tuple[UUID, UUID, str], ...]
    on_shift: frozenset[tuple[UUID, UUID]]
    away: Mapping[UUID, UUID | None]

    def whom(self, *, role: str, worker: UUID | None, teams: Sequence[UUID]) -> tuple[UUID, ...]:
        """Give who is to be told: the worker where no role is named, else the role's holders, from the nearest circle in which
        somebody is there. `teams`: the case's own first, then its line's. Nobody only where these teams have no members.
        """
        for circle in self._circles(role, worker, teams):
            found = self._present(circle)
            if found:
                return found
        # All are away and nobody stands in: better told on holiday than not at all.
        return tuple(sorted({who for team in teams for who in self._in(team) if who in self.people}))

    def _circles(self, role: str, worker: UUID | None, teams: Sequence[UUID]) -> Iterator[list[UUID]]:
        """Circles of people, each wider than the one before."""
        if not role and worker is not None:
            yield [worker]
        if role:
            holders = [who for team in teams for who in self._in(team) if self._holds(who, role, team)]
            everywhere = [who for team, who, held in self.members if held == role]
            everywhere += [who for who, person in self.people.items() if person.role == role]
            shifts = {who for _, who in self.on_shift}
            yield [who for who in holders if any((team, who) in self.on_shift for team in teams)]
            yield holders
            yield [who for who in everywhere if who in shifts]
            yield everywhere
        for team in teams:
            yield [who for where, who in self.on_shift if where == team]
            yield self._in(team)

    def _in(self, team: UUID) -> list[UUID]:
        return [who for where, who, _ in self.members if where == team]

    def _holds(self, who: UUID, role: str, team: UUID) -> bool:
        return (team, who, role) in self.members or (who in self.people and self.people[who].role == role)

    def _present(self, circle: Iterable[UUID]) -> tuple[UUID, ...]:
        found = {who for one in circle if (who := self._there(one)) is not None}
        return tuple(sorted(found))

    def _there(self, who: UUID) -> UUID | None:
        """Give him, or who stands in for him, or for that one; None: nobody does, or they stand in for each other."""
        seen = set()
        one: UUID | None = who
        while one is not None and one in self.away and one not in seen:
            seen.add(one)
            one = self.away[one]
        return one if one is not None and one in self.people and one not in self.away else None


def roster_at(*, at: int) -> Roster:
    """Read how staff stand at a moment, UTC seconds."""
    staff = User.objects.filter(is_active=True, contact=None)
    people = staff.values_list("id", "role", "zone", "quiet_from", "quiet_until", "told_every")
    now = {"from_at__lte": at, "until_at__gt": at}
    away = Absence.objects.filter(**now).order_by("id").values_list("user_id", "stands_in_id")
    return Roster(
        {row[0]: Person(*row) for row in people},
        tuple(Membership.objects.order_by("id").values_list("team_id", "user_id", "role")),
        frozenset(Shift.objects.filter(**now).values_list("team_id", "user_id")),
        dict(away),
    )
