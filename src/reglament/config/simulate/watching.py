"""All invariants put to a run: the cheap ones after every step, the dear ones once a virtual day and at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connections

from reglament.config.simulate import alarms, held
from reglament.config.simulate.gone import Gone
from reglament.config.simulate.need import look
from reglament.config.simulate.sent import Sent
from reglament.config.simulate.taken import Taken
from reglament.config.simulate.violation import Violation
from reglament.config.simulate.week import DAY, Week
from reglament.config.simulate.wire import ALIAS
from reglament.config.simulate.workers import Worker


@dataclass(slots=True)
class Watching:
    """`observer`: a line of its own on which nothing befalls anybody; what it reads is committed."""

    week: Week
    observer: Worker
    sent: Sent = field(init=False)
    taken: Taken = field(init=False)
    gone: Gone = field(init=False)
    looked_at: int = 0

    def __post_init__(self) -> None:
        week = self.week
        self.sent, self.taken, self.gone = Sent(week), Taken(week), Gone(week)
        week.peer.delivered = self.sent.delivered
        week.stage.after_step = self.after_step
        week.at_rest = self.at_rest
        self.looked_at = week.world.at

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Look from outside, whoever is in the middle of something."""
        former = connections[ALIAS]
        connections[ALIAS] = self.observer.wire
        try:
            yield
        finally:
            connections[ALIAS] = former

    def after_step(self) -> None:
        with self.aside():
            self.taken.after_step()

    def at_rest(self) -> None:
        """Nobody has anything to do at this moment."""
        week, desk = self.week, self.observer.desk
        with self.aside():
            alarms.never_early()
            held.limits_hold(desk, week, of_all=False)
            self.gone.copy()
            self._nobody_is_stuck()
            if week.world.at < self.looked_at + DAY or week.world.ahead or week.away_now():
                return
            if look().watch(week.world.now()):
                return
            self.looked_at = week.world.at
            alarms.as_recomputed(desk)
            alarms.at_their_moments(desk)
            self.gone.look(desk)
            held.limits_hold(desk, week, of_all=True)
            held.evidence_holds(desk, week)

    def at_the_end(self) -> None:
        """Faults are over, and ten minutes have passed."""
        desk = self.observer.desk
        with self.aside():
            held.nothing_waits(self.week)
            held.limits_hold(desk, self.week, of_all=True)
            alarms.as_recomputed(desk)
            alarms.at_their_moments(desk)
            alarms.none_missed(desk)
            self.taken.at_the_end(desk)
            self.gone.at_the_end(desk)
            held.evidence_holds(desk, self.week)

    @staticmethod
    def _nobody_is_stuck() -> None:
        if look().stuck:
            raise Violation("I10", "a case was put aside, whose alarm cannot be worked")
