"""Who works where and when: teams, their members, shifts on the roster, absences."""

from django.conf import settings
from django.db import models


class Team(models.Model):
    """A group of engineers."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.TextField(unique=True)

    class Meta:
        db_table = "team"


class Membership(models.Model):
    """Somebody of staff in a team, with a declared `role` that escalations name (empty: plain member)."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.TextField(default="")

    class Meta:
        db_table = "membership"
        constraints = [models.UniqueConstraint(fields=["team", "user", "role"], name="membership_once")]


class Shift(models.Model):
    """A turn on the roster: whoever is named is told first, from one moment to another."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="shifts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shifts")
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField()

    class Meta:
        db_table = "shift"
        indexes = [models.Index(fields=["team", "until_at"], name="shift_team_until")]


class Absence(models.Model):
    """From one moment to another somebody is not told; `stands_in` is, if named."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    from_at = models.BigIntegerField()
    until_at = models.BigIntegerField()
    stands_in = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "absence"
        indexes = [models.Index(fields=["user", "until_at"], name="absence_user_until")]
