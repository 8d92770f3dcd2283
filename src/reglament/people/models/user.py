"""Who signs in: somebody of staff, or a contact of a customer."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from reglament.people.models.customer import Contact


class Users(BaseUserManager["User"]):
    """Finds users by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").casefold())


class User(AbstractBaseUser):
    """`contact` names the customer's person this is; None: somebody of staff. `quiet_from`, `quiet_until`: hours (0-24) without notices.

    `told_by`: the channel his notices take, `browser` for none but his page, empty for whichever the desk has; `told_every`: the
    seconds between two of his summaries, None for the desk's own.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    email = models.TextField(unique=True)
    name = models.TextField()
    language = models.TextField(default="ru")
    zone = models.TextField(default="Europe/Moscow")
    is_active = models.BooleanField(default=True)
    contact = models.OneToOneField(Contact, models.PROTECT, null=True, related_name="user")
    role = models.TextField(default="")
    quiet_from = models.SmallIntegerField(null=True)
    quiet_until = models.SmallIntegerField(null=True)
    told_by = models.TextField(default="", db_default="")
    told_every = models.IntegerField(null=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"

    class Meta:
        db_table = "user"
