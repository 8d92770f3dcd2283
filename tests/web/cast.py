"""The people of these tests and their browsers: a town with two lines and four customers, asked as the role of pages."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reglament.desk.clock.ids import new_id
from reglament.desk.models import Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Membership, Team, User
from reglament.web.asked import DESK
from tests.books import AsRole, connect
from tests.desk.town import CUSTOMERS, OPEN_LINE, OTHER_LINE, Town, found_town

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
Browser = Callable[..., Client]
Behind = Callable[[], AbstractContextManager[None]]


def person(town: Town, name: str) -> User:
    """The user somebody of the town signs in as: made when first asked for."""
    email = f"{name}@example.com"
    found = User.objects.filter(email=email).first() or User(id=new_id(town.desk.world), email=email)
    if name in CUSTOMERS:
        found.contact_id = town.houses[name].contact
    found.name = found.name or name.title()
    found.save()
    return found


def carry(client: Client, desk: object) -> None:
    """Have every request of this browser carry a desk, as the server does; the framework's types know of texts alone."""
    carried: dict[str, Any] = client.defaults
    carried[DESK] = desk


@pytest.fixture
def town(desk: Desk) -> Town:
    """Every customer has a case on both lines, with a note; ann works on the first line alone."""
    town = found_town(desk)
    for name in CUSTOMERS:
        for line in (OPEN_LINE, OTHER_LINE):
            town.open(name, line=line)
    _hire(town)
    return town


def _hire(town: Town) -> None:
    first: Team | None = None
    with seen_by(SYSTEM):
        for line, name in ((OPEN_LINE, "ann"), (OTHER_LINE, "bob")):
            team = Team.objects.create(id=new_id(town.desk.world), name=f"team of {name}")
            Line.objects.filter(id=line).update(team=team)
            Membership.objects.create(team=team, user=person(town, name))
            first = first or team
        assert first is not None
        Membership.objects.create(team=first, user=person(town, "bob"))


@pytest.fixture
def browser(town: Town, as_role: AsRole) -> Iterator[Browser]:
    """A browser in which somebody is signed in, or nobody for an empty name; pages are asked as the role of pages."""

    def opened(name: str = "") -> Client:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        carry(client, town.desk)
        if name:
            client.force_login(person(town, name))
        return client

    with as_role("desk_web"):
        yield opened


@pytest.fixture
def behind(server: Path, database_name: str) -> Behind:
    """Between two pages: inside the block this process is the worker again."""

    @contextmanager
    def switch() -> Iterator[None]:
        connect(server, "desk_worker", database_name)
        try:
            yield
        finally:
            connect(server, "desk_web", database_name)

    return switch
