"""Alarm clocks, what has rung or cannot, signs of life of the processes, and what their clocks and plans said."""

from django.db import models

from reglament.desk.models.ledger import Stream


class Timer(models.Model):
    """When to look at a case again. `generation`: how often others had it looked at; who set out before that does not silence it."""

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


class Stuck(models.Model):
    """A case whose alarm cannot be worked: it is left alone until `again_at`. `trouble` says which fault, never whose words."""

    stream = models.OneToOneField(Stream, models.CASCADE, primary_key=True)
    tries = models.IntegerField()
    since_at = models.BigIntegerField()
    again_at = models.BigIntegerField()
    trouble = models.TextField()

    class Meta:
        db_table = "stuck"


class WatchedClock(models.Model):
    """What a process last read off the clock on the wall and off the one since boot; `jumped_at`: when they last fell out."""

    process = models.TextField(primary_key=True)
    wall_at = models.BigIntegerField()
    boot = models.FloatField()
    jumped_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "watched_clock"


class Occurrence(models.Model):
    """A moment of a periodic job that is over and done, or left to a later one (`skipped`). Kept for ever, so none comes twice."""

    pk = models.CompositePrimaryKey("job", "at")
    job = models.TextField()
    at = models.BigIntegerField()
    done_at = models.BigIntegerField()
    skipped = models.BooleanField(default=False)

    class Meta:
        db_table = "occurrence"
