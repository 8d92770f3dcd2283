"""The demo town: the cast of `demo/town.yaml` moves in under the five regulations that are shipped, always the same way."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

import yaml

from reglament.core.case.act import Doer
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.history.contract_text import read_contract
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.partner import serve_through
from reglament.desk.acts.publish import first_moment, publish
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer

DAY = 86_400
LIVES_FOR = 185  # days the town has been there at its present
SEED = 2025
CHANNEL = "console"
STAFF = Doer("staff")


class ShippedFileWrong(Exception):  # noqa: N818 - named for what happened
    """A file that came with the program has faults; the message names it."""


def is_empty() -> bool:
    """Whether nobody is served here yet."""
    return not Customer.objects.exclude(kind="nobody").exists()


def began_at(present_at: int) -> int:
    """Give the moment the town was founded, nine o'clock in Moscow; `present_at` is the town's present, UTC seconds."""
    return present_at // DAY * DAY - LIVES_FOR * DAY + 6 * 3600


def read_file(name: str) -> Any:
    """Give what a file of `demo/` says."""
    return yaml.load((files("reglament") / "demo" / name).read_bytes(), Loader=yaml.CSafeLoader)


def move_in(*, desk: Desk, present_at: int) -> int:
    """Have the whole cast in the books; give the number of customers. What stands already is left as it is."""
    cast: Mapping[str, Any] = read_file("town.yaml")
    number = 0
    for plain in cast["lines"]:
        regulation = publish_shipped(desk, plain["regulation"])
        line = open_line(viewer=SYSTEM, line=_line(plain))
        for customer in plain["customers"]:
            new = new_customer(customer, line, regulation, present_at)
            take_on(desk=desk, viewer=SYSTEM, customer=new, by=STAFF)
            number += 1
        _partners(plain["customers"])
    return number


def _partners(customers: Sequence[Mapping[str, Any]]) -> None:
    with seen_by(SYSTEM):
        ids = dict(Customer.objects.values_list("name", "id"))
    for one in customers:
        if "partner" in one:
            serve_through(viewer=SYSTEM, customer=ids[one["name"]], partner=ids[one["partner"]])


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
    return NewLine(
        plain["name"],
        plain["regulation"],
        plain["prefix"],
        ((CHANNEL, plain["mailbox"]),),
        plain.get("confidential", False),
        plain.get("keep_days"),
    )


def new_customer(plain: Mapping[str, Any], line: int, regulation: Regulation, present_at: int) -> NewCustomer:
    """Read a customer of the cast; days of his contract are counted from the present, UTC seconds."""
    today = datetime.fromtimestamp(present_at, UTC).date()
    contract = {key: value for key, value in plain["contract"].items() if key != "number"}
    text = read_contract(plain["contract"]["number"], dated(contract, today), regulation.zone)
    people: Sequence[Mapping[str, str]] = plain["contacts"]
    return NewCustomer(
        name=plain["name"],
        kind=plain.get("kind", "organisation"),
        zone=plain["zone"],
        line=line,
        text=text,
        contacts=tuple(
            NewContact(
                one["name"], one["email"], one["role"], one.get("phone", ""), one.get("language", "ru")
            )
            for one in people
        ),
    )


def dated(value: object, today: date, key: str = "") -> Any:
    """Write dates as text: those YAML has made dates of, and days counted from `today`."""
    if isinstance(value, Mapping):
        return {name: dated(one, today, name) for name, one in value.items()}
    if isinstance(value, list):
        return [dated(one, today) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and key in ("from", "until"):
        return (today + timedelta(days=value)).isoformat()
    return value
