"""Who signs in at the demo town: its staff and two customers' people, with a password made for this home alone."""

from django.contrib.auth.hashers import make_password

from reglament.config.home import Home
from reglament.config.town_staff import UNUSABLE
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import Machine
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, User

ENGINEER, HEAD = "engineer@desk.example.com", "head@desk.example.com"
VERA, PARTNER = "vera@romashka.test", "zakhar@shield.test"
CONTACTS = (VERA, PARTNER)


def have_people(home: Home) -> None:
    """Have them all sign in; whoever has a password already keeps it."""
    password = make_password(home.demo_password())
    with seen_by(SYSTEM):
        User.objects.filter(contact=None, password=UNUSABLE).update(password=password)
        for contact in Contact.objects.filter(email__in=CONTACTS, user=None).order_by("email"):
            User.objects.create(
                id=new_id(Machine()), email=contact.email, name=contact.name, contact=contact, password=password
            )  # fmt: skip


def demo_sign_in(home: Home) -> tuple[str, ...]:
    """Addresses, and last the password; nothing where there is no demo town."""
    if not home.demo_sign_in.exists():
        return ()
    return ENGINEER, HEAD, VERA, PARTNER, home.demo_password()
