"""The town of a simulated week moves in: lines, a team, customers with their contracts; read from the file beside this module."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import yaml

from reglament.core.case.act import Doer
from reglament.core.contract.contract import Contract as Text
from reglament.core.regulation.model.permission import RequireRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.history.cause import Causes
from reglament.core.replay.history.contract_text import read_contract
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.publish import publish
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.safe import Safe
from reglament.desk.library.shelf import Shelf
from reglament.desk.models import Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Membership, Team, User

CHANNEL = "console"
STAFF = Doer("staff")
STRANGERS = ("passer@elsewhere.test", "robot@elsewhere.test")


@dataclass(frozen=True, slots=True)
class Firm:
    """A customer: `digest`: of its regulation's text; `word` is in everything written by or to it, and nobody else may ever read it. `key`: brought by its letters.

    `most`: cases of it that may be in work at once; `asked`: fields without which its regulation lets a case wait, filled.
    """

    word: str
    line: int
    digest: str
    mailbox: str
    addresses: tuple[str, ...]
    contract: UUID | None
    customer: UUID | None
    key: str | None = None
    renewed: Text | None = None
    confidential: bool = False
    most: int | None = None
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """`sources`: the text of each line's regulation; `staff`: who work the cases."""

    firms: tuple[Firm, ...]
    strangers: tuple[Firm, ...]
    staff: tuple[UUID, ...]
    lines: tuple[int, ...]
    sources: Mapping[str, bytes]

    def of_address(self, address: str) -> Firm | None:
        """Whose address it is."""
        return next((firm for firm in (*self.firms, *self.strangers) if address in firm.addresses), None)


def found_town(world: VirtualWorld, shelf: Shelf, *, keks: Path) -> Town:
    """Found it on the connected, empty database; the same every time."""
    desk = Desk(world, shelf, safe=Safe(partial(load_keks, folder=keks, files=DiskFiles())))
    plain: Mapping[str, Any] = yaml.load(
        (files(__package__) / "town.yaml").read_text("utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 - scalars stay texts
    )
    staff, team = _staff(desk)
    firms: list[Firm] = []
    sources: dict[str, bytes] = {}
    lines: list[int] = []
    for place, told in enumerate(plain["lines"]):
        regulation, source = _publish(desk, told["regulation"])
        sources[regulation.name] = source
        lines.append(_line(told, team))
        for number, customer in enumerate(told["customers"]):
            firms.append(
                _firm(desk, customer, told, lines[-1], regulation, word=f"zz-firm-{place}{number}-zz")
            )
    strangers = tuple(
        Firm(f"zz-firm-x{place}-zz", lines[0], "", plain["lines"][0]["mailbox"], (address,), None, None)
        for place, address in enumerate(STRANGERS)
    )
    return Town(tuple(firms), strangers, staff, tuple(lines), sources)


def _staff(desk: Desk) -> tuple[tuple[UUID, ...], UUID]:
    with seen_by(SYSTEM):
        team = Team.objects.create(id=new_id(desk.world), name="support")
        made = []
        for name in ("anna", "boris"):
            user = User.objects.create(id=new_id(desk.world), email=f"{name}@desk.example.com", name=name)
            Membership.objects.create(team=team, user=user)
            made.append(user.id)
        return tuple(made), team.id


def _publish(desk: Desk, name: str) -> tuple[Regulation, bytes]:
    folder = files("reglament") / "regulations" / name
    edition = max(
        one.name for one in folder.iterdir() if one.name.endswith(".yaml") and one.name.count(".") == 1
    )
    source = (folder / edition).read_bytes()
    regulation, faults = read_regulation(source)
    if regulation is None:
        raise ValueError(f"regulations/{name}/{edition}: {faults[0].code}")
    publish(desk=desk, viewer=SYSTEM, regulation=regulation, source=source, examples=None, effective_at=0)
    return regulation, source


def _line(told: Mapping[str, Any], team: UUID) -> int:
    keep = told.get("keep_days")
    line = open_line(
        viewer=SYSTEM,
        line=NewLine(
            told["name"], told["regulation"], told["prefix"], ((CHANNEL, told["mailbox"]),),
            confidential="confidential" in told, keep_days=int(keep) if keep else None,
        ),
    )  # fmt: skip
    with seen_by(SYSTEM):
        Line.objects.filter(id=line).update(team_id=team)
    return line


def _firm(
    desk: Desk,
    told: Mapping[str, Any],
    line: Mapping[str, Any],
    number: int,
    regulation: Regulation,
    *,
    word: str,
) -> Firm:
    people: Sequence[Mapping[str, str]] = told["contacts"]
    text = _text(told["contract"], regulation)
    new = NewCustomer(
        name=told["name"], kind="organisation", zone=told["zone"], line=number, text=text,
        contacts=tuple(NewContact(one["name"], one["email"], one["role"]) for one in people),
    )  # fmt: skip
    contract = take_on(desk=desk, viewer=SYSTEM, customer=new, by=STAFF)
    with seen_by(SYSTEM):
        customer = Contract.objects.get(id=contract).customer_id
    renewed = told.get("renewed")
    return Firm(
        word, number, regulation.digest, line["mailbox"], tuple(one["email"] for one in people), contract, customer,
        key=told.get("key"), confidential="confidential" in line, asked=_asked(regulation),
        most=int(told["most"]) if "most" in told else None,
        renewed=_text({**renewed, "number": text.number}, regulation) if renewed else None,
    )  # fmt: skip


def _asked(regulation: Regulation) -> tuple[tuple[str, str], ...]:
    rules = regulation.of_kind(RequireRule)
    names = tuple(name for rule in rules for name in (*rule.fields, *rule.one_of[:1]))
    return tuple(Causes(regulation, Random(0)).fields(names).items())  # noqa: S311 - a seed


def _text(told: Mapping[str, Any], regulation: Regulation) -> Text:
    written = {key: _typed(value) for key, value in told.items() if key != "number"}
    return read_contract(told["number"], written, regulation.zone)


def _typed(value: Any) -> Any:
    """Hours are numbers; everything else a contract's text holds stays text."""
    if isinstance(value, Mapping):
        return {key: float(one) if key == "hours" else _typed(one) for key, one in value.items()}
    return [_typed(one) for one in value] if isinstance(value, list) else value
