"""What every check looks at: the regulation, where its parts stand, what its conditions mean, and the basket for faults."""

from collections.abc import Iterable

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.check.conditions import conditions_of
from reglament.core.regulation.check.cube import Cube
from reglament.core.regulation.check.domain import Domains
from reglament.core.regulation.check.effort import Effort
from reglament.core.regulation.check.example import block_text, example_text
from reglament.core.regulation.check.opening import Openings
from reglament.core.regulation.check.place import Places
from reglament.core.regulation.check.solve import Solver, Tangled
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.core.regulation.source.node import Node


class Examined:
    """One regulation under examination."""

    def __init__(
        self, regulation: Regulation, root: Node, almanac: Almanac | None, gathering: Gathering
    ) -> None:
        self.regulation = regulation
        self.gathering = gathering
        self.places = Places(root)
        self.effort = Effort()
        self.openings = Openings(regulation, almanac, self.effort)
        conditions = (condition for rule in regulation.rules.values() for _, condition in conditions_of(rule))
        self.domains = Domains(regulation, conditions)
        self._solver = Solver(regulation, self.domains, self.effort)
        self._known: dict[str, tuple[Cube, ...] | None] = {}

    def cubes(self, condition: Condition) -> tuple[Cube, ...] | None:
        """The cases for which a condition can hold; None where they are too many classes to look at."""
        try:
            found = self._solver.cubes(condition)
        except Tangled:
            return None
        return tuple(cube for cube in found if self.possible(cube))

    def cubes_of(self, rule: AnyRule) -> tuple[Cube, ...] | None:
        """The cases for which a rule can apply."""
        if rule.id not in self._known:
            self._known[rule.id] = self.cubes(rule.condition)
        return self._known[rule.id]

    def possible(self, cube: Cube) -> bool:
        """Whether some case can arrive in just these calendars' hours."""
        return self.openings.possible(cube)

    def domains_of(self, cube: Cube, facts: Iterable[str]) -> Cube:
        """All values of the facts of a cube and of these."""
        return {fact: self.domains[fact] for fact in (*cube, *facts)}

    def block(self, cube: Cube) -> str:
        """All cases of a cube, in the words of the grammar."""
        return block_text(cube, self.domains)

    def unfinished(self) -> None:
        """Tell that not everything was compared."""
        place = self.places.declared("clauses")
        rules = str(len(self.regulation.rules))
        self.gathering.fault("check/unfinished", place, severity="warning", rules=rules)

    def example(self, cube: Cube) -> str:
        """One case of these, in the words of the grammar."""
        return example_text(cube, self.domains, next(iter(self.regulation.tiers), ""))
