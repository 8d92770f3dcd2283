"""Alarm clocks, what has rung, and signs of life of the processes."""

from django.db import models

from reglament.desk.models.ledger import Stream


class Timer(models.Model):
    """When to look at a case again. A new moment is a new `generation`; an alarm of an older one is stale."""

    stream = models.OneToOneField(Stream, models.CASCADE, primary_key=True)
    generation = models.IntegerField(default=1)
    due_at = models.BigIntegerField()
    state = models.TextField(default="armed")

    class Meta:
        db_table = "timer"
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=("armed", "done")), name="timer_state")
        ]
        indexes = [
            models.Index(fields=["due_at", "stream"], name="timer_armed", condition=models.Q(state="armed"))
        ]


class Firing(models.Model):
    """A due action that was carried out: `key` is the core's, so none is carried out twice. `at` is when it fell due."""

    pk = models.CompositePrimaryKey("stream_id", "key")
    stream = models.ForeignKey(Stream, models.CASCADE, db_index=False)
    key = models.TextField()
    kind = models.TextField()
    at = models.BigIntegerField()
    fired_at = models.BigIntegerField()

    class Meta:
        db_table = "firing"


class Pulse(models.Model):
    """The last sign of life of a process."""

    name = models.TextField(primary_key=True)
    at = models.BigIntegerField()
    detail = models.TextField(default="")

    class Meta:
        db_table = "pulse"
