"""The demo town: the cast of `demo/town.yaml` moves in under the five regulations that are shipped, always the same way."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import yaml

from reglament.config.almanac import load_almanac
from reglament.core.case.act import Doer
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.history.contract_text import read_contract
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.publish import first_moment, publish
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer

OPENED_AT = int(datetime(2025, 2, 3, 6, tzinfo=UTC).timestamp())
SEED = 2025
CHANNEL = "console"
STAFF = Doer("staff")


class ShippedFileWrong(Exception):  # noqa: N818 - named for what happened
    """A file that came with the program has faults; the message names it."""


def is_empty() -> bool:
    """Whether nobody is served here yet."""
    return not Customer.objects.exists()


def move_in() -> int:
    """Have the whole town in the books; give the number of customers. What stands already is left as it is."""
    desk = open_desk(VirtualWorld(OPENED_AT, SEED), load_almanac())
    cast: Mapping[str, Any] = yaml.safe_load((files("reglament") / "demo" / "town.yaml").read_bytes())
    number = 0
    for plain in cast["lines"]:
        regulation = publish_shipped(desk, plain["regulation"])
        line = open_line(viewer=SYSTEM, line=_line(plain))
        for customer in plain["customers"]:
            new = new_customer(customer, line, regulation)
            take_on(desk=desk, viewer=SYSTEM, customer=new, by=STAFF)
            number += 1
    return number


def publish_shipped(desk: Desk, name: str) -> Regulation:
    """Publish the newest shipped edition of a regulation."""
    folder = files("reglament") / "regulations" / name
    edition = max(
        one.name for one in folder.iterdir() if one.name.endswith(".yaml") and one.name.count(".") == 1
    )
    source = (folder / edition).read_bytes()
    regulation, faults = read_regulation(source)
    if regulation is None:
        raise ShippedFileWrong(f"regulations/{name}/{edition}: {faults[0].code}")
    publish(
        desk=desk,
        viewer=SYSTEM,
        regulation=regulation,
        source=source,
        examples=(folder / edition.replace(".yaml", ".examples.yaml")).read_bytes(),
        effective_at=first_moment(desk=desk, regulation=regulation, on=regulation.effective_on.toordinal()),
    )
    return regulation


def _line(plain: Mapping[str, Any]) -> NewLine:
    return NewLine(plain["name"], plain["regulation"], plain["prefix"], ((CHANNEL, plain["mailbox"]),))


def new_customer(plain: Mapping[str, Any], line: int, regulation: Regulation) -> NewCustomer:
    contract = {key: value for key, value in plain["contract"].items() if key != "number"}
    text = read_contract(plain["contract"]["number"], _as_history_writes(contract), regulation.zone)
    people: Sequence[Mapping[str, str]] = plain["contacts"]
    return NewCustomer(
        name=plain["name"],
        kind=plain.get("kind", "organisation"),
        zone=plain["zone"],
        line=line,
        text=text,
        contacts=tuple(NewContact(one["name"], one["email"], one["role"]) for one in people),
    )


def _as_history_writes(value: object) -> Any:
    """Dates as text, which YAML has made dates of."""
    if isinstance(value, Mapping):
        return {key: _as_history_writes(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_history_writes(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
