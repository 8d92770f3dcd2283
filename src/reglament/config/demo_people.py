"""Who signs in at the demo town: an engineer and a customer's person, with a password made for this home alone."""

from reglament.config.home import Home
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import Machine
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, User

ENGINEER, NAME = "engineer@desk.example.com", "Анна Ковш"
CONTACT = "vera@romashka.test"


def have_people(home: Home) -> None:
    """Have them both; whoever is there already keeps his password."""
    password = home.demo_password()
    with seen_by(SYSTEM):
        contact = Contact.objects.filter(email=CONTACT).first()
        _have(ENGINEER, NAME, None, password)
        if contact is not None:
            _have(CONTACT, contact.name, contact, password)


def demo_sign_in(home: Home) -> tuple[str, ...]:
    """Addresses, and last the password; nothing where there is no demo town."""
    return (ENGINEER, CONTACT, home.demo_password()) if home.demo_sign_in.exists() else ()


def _have(email: str, name: str, contact: Contact | None, password: str) -> None:
    if User.objects.filter(email=email).exists():
        return
    user = User(id=new_id(Machine()), email=email, name=name, contact=contact)
    user.set_password(password)
    user.save()
