"""What happens once in a week: an edition comes into force, a contract is renewed, a legal hold stands and is lifted."""

from dataclasses import dataclass
from functools import partial
from random import Random
from uuid import UUID

from reglament.config.simulate.town import STAFF, Firm
from reglament.config.simulate.week import BEGINS_AT, DAY, Week
from reglament.core.regulation.read import read_regulation
from reglament.desk.acts.contract import renew
from reglament.desk.acts.hold import lift_hold, place_hold
from reglament.desk.acts.publish import publish
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import SYSTEM

DONE = "done"


@dataclass(slots=True)
class Once:
    """`held`: the hold that stands."""

    week: Week
    held: UUID | None = None

    def plan(self, random: Random, days: int) -> None:
        """Give each its moment; a run of less than three days has none of them."""
        if days < 3:
            return
        week, town = self.week, self.week.ground.town
        name = random.choice(sorted(town.sources))
        week.plan(self._on(random, days, 0.4), f"a new edition of {name}", lambda: self._publish(name))
        for firm in town.firms:
            if firm.renewed is not None:
                week.plan(self._on(random, days, 0.3), "a contract is renewed", partial(self._renew, firm))
        kept = random.choice([firm for firm in town.firms if firm.confidential])
        week.plan(self._on(random, days, 0.3), "a legal hold", lambda: self._hold(kept))
        week.plan(self._on(random, days, 0.85), "the hold is lifted", self._lift)

    @staticmethod
    def _on(random: Random, days: int, part: float) -> int:
        return BEGINS_AT + int((part + random.uniform(-0.1, 0.1)) * days * DAY)

    def _publish(self, name: str) -> None:
        source = self.week.ground.town.sources[name]
        fresh = source.replace(b'edition: "2025-01"', b'edition: "2026-01"', 1)
        regulation, _ = read_regulation(fresh)
        if regulation is None:
            raise ValueError(f"the next edition of {name} cannot be read")

        def work(desk: Desk) -> str:
            publish(
                desk=desk, viewer=SYSTEM, regulation=regulation, source=fresh, examples=None,
                effective_at=desk.world.now(),
            )  # fmt: skip
            return DONE

        self.week.do_once(work)

    def _renew(self, firm: Firm) -> None:
        text, contract = firm.renewed, firm.contract

        def work(desk: Desk) -> str:
            if text is not None and contract is not None:
                return type(renew(desk=desk, viewer=SYSTEM, contract=contract, text=text, by=STAFF)).__name__
            return DONE

        self.week.do_once(work)

    def _hold(self, firm: Firm) -> None:
        def work(desk: Desk) -> str:
            self.held = place_hold(
                desk=desk, viewer=SYSTEM, ground="a claim in court", customer=firm.customer
            )
            return DONE

        self.week.do_once(work)

    def _lift(self) -> None:
        def work(desk: Desk) -> str:
            return str(lift_hold(desk=desk, viewer=SYSTEM, hold=self.held)) if self.held else DONE

        self.week.do_once(work)
