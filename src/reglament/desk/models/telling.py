"""What staff are told: what is wrong with the desk itself, and the one summary a person and period."""

from django.conf import settings
from django.db import models


class Trouble(models.Model):
    """Something wrong with the desk itself, for as long as it lasts. `key` names it; `detail` tells nothing of a customer."""

    key = models.TextField(primary_key=True)
    kind = models.TextField()
    since_at = models.BigIntegerField()
    detail = models.TextField(default="")
    told_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "trouble"


class Summary(models.Model):
    """What one person is told at `ready_at`. `entries`: case, kind, rule, role and moment of each, and whether it comes in
    quiet hours too; no word of anybody's.

    `period_at`: the first moment at which the person could be told again. `state` moot: nothing of it was so any longer when its
    moment came. `channel`: by which it was told, `browser` where it stands on his page alone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    period_at = models.BigIntegerField()
    ready_at = models.BigIntegerField()
    channel = models.TextField(default="")
    entries = models.JSONField()
    state = models.TextField(default="ready")
    sent_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "summary"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="ready"), name="summary_gathering"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("ready", "sent", "moot")), name="summary_state"
            ),
        ]
        indexes = [
            models.Index(fields=["ready_at"], name="summary_ready", condition=models.Q(state="ready")),
        ]
