"""A target: what is owed, by when, how it stands, and why, as one value."""

from typing import NamedTuple

from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.rule import Consequence


class Step(NamedTuple):
    """One line of an explanation, compact: what (`code`), by which rule, with which typed figures. Rendered by `words`, only when read."""

    code: str
    rule: str
    values: tuple[object, ...]


class Alarm(NamedTuple):
    """A moment before the due one at which `role` (None: whoever works on the case) is told that `percent` is spent."""

    at: int
    percent: int
    role: str | None


class Target(NamedTuple):
    """One promise or aim of a case at one moment.

    `state`: pending, running, paused, ended, cancelled. `verdict`: open, met, breached, excused, deemed; `measured` is what the verdict
    was before it was excused or deemed. `left`: what remains at the asked moment, in the unit of `amount` (seconds or days; negative when late).
    """

    metric: str
    rule: str
    clause: str
    instance: int
    strength: str
    owed_by: str
    state: str
    verdict: str
    amount: Amount
    calendar: str
    started_at: int | None
    due_at: int | None
    ended_at: int | None
    breached_at: int | None
    left: int | None
    measured: str | None
    by_reclassification: bool
    alarms: tuple[Alarm, ...]
    then: Consequence
    steps: tuple[Step, ...]
