"""Staff of the demo town: people, teams with their lines, weeks of duty, absences."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from reglament.config.town import DAY, read_file
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Absence, Membership, Shift, Team, User

WEEK = 7 * DAY
MONDAY = 4 * DAY - 3 * 3600  # seconds from the epoch to the first midnight of a Monday in Moscow
UNUSABLE = "!"
EVERYWHERE = ("account manager", "administrator", "auditor")


def hire(*, desk: Desk, present_at: int) -> None:
    """Have everybody in the books; who is there already stays as he is."""
    cast: Mapping[str, Any] = read_file("town.yaml")
    with seen_by(SYSTEM):
        if User.objects.filter(contact=None).exists():
            return
        people = {one["email"]: _user(desk, one) for one in cast["staff"]}
        for plain in cast["teams"]:
            team = _team(desk, plain, people)
            Line.objects.filter(name__in=plain["lines"]).update(team=team)
            ahead = cast["roster"]["weeks ahead"]
            _duty(team, plain["members"], people, since=desk.world.now(), until=present_at + ahead * WEEK)
        for one in cast["absences"]:
            _absence(one, people, present_at)


def _user(desk: Desk, plain: Mapping[str, Any]) -> User:
    quiet = plain.get("quiet", (None, None))
    return User.objects.create(
        id=new_id(desk.world), email=plain["email"], name=plain["name"], zone=plain["zone"],
        role=plain.get("role", ""), quiet_from=quiet[0], quiet_until=quiet[1], password=UNUSABLE,
    )  # fmt: skip


def _team(desk: Desk, plain: Mapping[str, Any], people: Mapping[str, User]) -> Team:
    team = Team.objects.create(id=new_id(desk.world), name=plain["name"])
    members = [(people[one["who"]], one.get("role", "")) for one in plain["members"]]
    known = {user.id for user, _ in members}
    members += [(one, one.role) for one in people.values() if one.role in EVERYWHERE and one.id not in known]
    Membership.objects.bulk_create(Membership(team=team, user=user, role=role) for user, role in members)
    return team


def _duty(
    team: Team, members: Sequence[Mapping[str, str]], people: Mapping[str, User], *, since: int, until: int
) -> None:
    """A week each, in turn."""
    in_turn = [people[one["who"]] for one in members if "role" not in one]
    first = since - (since - MONDAY) % WEEK
    weeks = range(first, until, WEEK)
    Shift.objects.bulk_create(
        Shift(team=team, user=in_turn[number % len(in_turn)], from_at=at, until_at=at + WEEK)
        for number, at in enumerate(weeks)
    )


def _absence(plain: Mapping[str, Any], people: Mapping[str, User], present_at: int) -> None:
    midnight = present_at // DAY * DAY
    stands_in: UUID | None = people[plain["stands in"]].id if "stands in" in plain else None
    Absence.objects.create(
        user=people[plain["who"]],
        from_at=midnight + plain["from"] * DAY,
        until_at=midnight + plain["until"] * DAY,
        stands_in_id=stands_in,
    )
