"""Staff of the laboratory: a team with people, who are told what they are to know, and a watch that lets time pass."""

from json import loads
from uuid import UUID

from reglament.desk.clock.ids import new_id
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.manner import PLAIN, Manner
from reglament.desk.watch.turn import turn
from reglament.people.models import Absence, Membership, Shift, Team, User
from tests.desk.lab import DAY, HOUR, Lab, found_lab, rows

MINUTE = 60
WARNED, LATE = 2 * HOUR, 4 * HOUR + 1  # half of a response's time, and the end of it


class Staff:
    """A team with people, by their names; on a line of the laboratory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.team = new_id(desk.world)
        self.ids: dict[str, UUID] = {}
        with seen_by(SYSTEM):
            Team.objects.create(id=self.team, name="first")

    def hire(
        self,
        name: str,
        *,
        role: str = "",
        quiet: tuple[int, int] | None = None,
        member: bool = True,
        language: str = "ru",
        zone: str = "Europe/Moscow",
        told_by: str = "",
        told_every: int | None = None,
    ) -> UUID:
        who = self.ids[name] = new_id(self.desk.world)
        first, last = quiet or (None, None)
        with seen_by(SYSTEM):
            User.objects.create(
                id=who, email=f"{name}@example.com", name=name, quiet_from=first, quiet_until=last,
                language=language, zone=zone, told_by=told_by, told_every=told_every,
            )  # fmt: skip
            if member:
                Membership.objects.create(team_id=self.team, user_id=who, role=role)
        return who

    def shift(self, name: str) -> None:
        now = self.desk.world.now()
        with seen_by(SYSTEM):
            Shift.objects.create(
                team_id=self.team, user_id=self.ids[name], from_at=now, until_at=now + 30 * DAY
            )

    def away(self, name: str, stands_in: str | None = None) -> None:
        now = self.desk.world.now()
        instead = self.ids[stands_in] if stands_in else None
        with seen_by(SYSTEM):
            Absence.objects.create(
                user_id=self.ids[name], from_at=now, until_at=now + 30 * DAY, stands_in_id=instead
            )

    def told(self) -> dict[str, list[tuple[str, str]]]:
        """Name → kind and case of everything in his summaries, in order."""
        names = {who: name for name, who in self.ids.items()}
        found: dict[str, list[tuple[str, str]]] = {}
        for who, entries in rows("select person_id, entries::text from summary order by ready_at, id"):
            items = [(entry["kind"], entry["case"]) for entry in loads(entries)]
            found.setdefault(names[who], []).extend(items)
        return found


def lab_of(staff: Staff, cases: int = 1) -> tuple[Lab, list[UUID]]:
    lab = found_lab(staff.desk, team=staff.team)
    contract = lab.contract()
    received = []
    for _ in range(cases):
        received.append(lab.receive(contract).case)
        lab.later(1)
    lab.world.at -= cases
    return lab, received


def watch(lab: Lab, until: int, manner: Manner = PLAIN) -> None:
    """Turn at every moment the turn before named, and at the end."""
    while lab.world.at < until:
        next_at = turn(desk=lab.desk, manner=manner).next_at
        lab.world.at = until if next_at is None else min(max(next_at, lab.world.at + 1), until)
    turn(desk=lab.desk, manner=manner)
