"""Customers and their contacts, users, teams."""

from reglament.people.models.customer import Contact, Customer
from reglament.people.models.team import Absence, Membership, Shift, Team
from reglament.people.models.user import User

__all__ = ["Absence", "Contact", "Customer", "Membership", "Shift", "Team", "User"]
