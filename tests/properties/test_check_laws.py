"""Classes of cases: cubes say exactly what conditions say, and what is taken away of a region is what is gone."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract.condition import holds
from reglament.core.regulation.check.circle import circles
from reglament.core.regulation.check.cube import Cube, less_all, meet
from reglament.core.regulation.check.domain import ABSENT, NO, YES, Domains
from reglament.core.regulation.check.effort import Effort
from reglament.core.regulation.check.solve import Solver
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Marked,
    Not,
    Over,
    TermIs,
)
from tests.core.regulation.written import read, with_rule

REGULATION = read(with_rule("count: lamps, limit: 5, over: wait"))[0]
assert REGULATION is not None

some = st.lists(st.sampled_from(["lit", "blown out"]), min_size=1, unique=True).map(tuple)
fields = st.lists(st.sampled_from(["wick", "oil"]), min_size=1, unique=True).map(tuple)
PLAIN: st.SearchStrategy[Condition] = st.one_of(
    st.lists(st.sampled_from(["red", "green"]), min_size=1, unique=True).map(
        lambda v: Is("colour", tuple(v))
    ),
    st.lists(st.sampled_from(["plain", "golden"]), min_size=1, unique=True).map(
        lambda v: Is("tier", tuple(v))
    ),
    some.map(Marked),
    fields.map(Has),
    fields.map(Lacks),
    st.just(FieldIs("oil", ("olive",))),
    st.sampled_from(["yes", "no"]).map(lambda value: TermIs("night", (value,))),
    st.just(Over("lamps")),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=6,
)


@dataclass(frozen=True)
class Case:
    """One case as conditions see it."""

    facts: dict[str, str | None]
    night: str
    marks: frozenset[str]
    fields: dict[str, str] = field(default_factory=dict)
    full: bool = False

    def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    def option(self, _term: str) -> tuple[str, ...]:
        return (self.night,)

    def is_marked(self, mark: str) -> bool:
        return mark in self.marks

    def given(self, name: str) -> str | None:
        return self.fields.get(name)

    def received_in(self, _calendar: str) -> bool | None:
        return None

    def is_over(self, _counter: str) -> bool:
        return self.full

    def has_left(self, _counter: str) -> bool:
        return False

    def value(self, fact: str) -> str:
        """What this case has in the place of a cube's fact; values nobody mentions are one value."""
        kind, _, name = fact.partition(":")
        match kind:
            case "marked":
                return YES if name in self.marks else NO
            case "over":
                return YES if self.full else NO
            case "term":
                return self.night
            case "field":
                given = self.fields.get(name, ABSENT)
                return "…" if given == "anything" else given
            case _:
                return self.facts.get(fact) or ABSENT

    def within(self, cube: Cube) -> bool:
        return all(self.value(fact) in values for fact, values in cube.items())


CASES = st.builds(
    Case,
    facts=st.fixed_dictionaries(
        {"colour": st.sampled_from(["red", "green"]), "tier": st.sampled_from(["plain", "golden", None])}
    ),
    night=st.sampled_from(["yes", "no"]),
    marks=st.frozensets(st.sampled_from(["lit", "blown out"])),
    fields=st.fixed_dictionaries({}, optional={"wick": st.just("anything"), "oil": st.just("olive")}),
    full=st.booleans(),
)


def solved(*conditions: Condition) -> tuple[Domains, list[tuple[Cube, ...]]]:
    assert REGULATION is not None
    domains = Domains(REGULATION, conditions)
    solver = Solver(REGULATION, domains, Effort(10_000_000))
    return domains, [solver.cubes(condition) for condition in conditions]


@given(CONDITIONS, CASES)
def test_a_case_is_in_the_cubes_of_a_condition_exactly_if_the_condition_holds(
    condition: Condition, case: Case
) -> None:
    _, [cubes] = solved(condition)
    assert any(case.within(cube) for cube in cubes) == holds(condition, case)


@given(CONDITIONS, CONDITIONS, CASES)
def test_what_two_conditions_have_in_common_is_what_both_hold_for(
    one: Condition, other: Condition, case: Case
) -> None:
    _, [first, second] = solved(one, other)
    met = [meet(left, right, Effort(10_000)) for left in first for right in second]
    inside = any(cube is not None and case.within(cube) for cube in met)
    assert inside == (holds(one, case) and holds(other, case))


@given(CONDITIONS, CONDITIONS, CASES)
def test_what_is_left_of_a_region_is_what_nothing_took_away(
    region: Condition, taken: Condition, case: Case
) -> None:
    domains, [first, second] = solved(region, taken)
    whole = {fact: domains[fact] for cube in (*first, *second) for fact in cube}
    left = less_all(first, second, whole, Effort(10_000_000))
    assert left is not None
    assert any(case.within(cube) for cube in left) == (holds(region, case) and not holds(taken, case))


NAMES = "abcde"
GRAPHS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(NAMES), max_size=3, unique=True) for name in NAMES}
)


def reached(graph: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


@given(GRAPHS)
def test_circles_are_the_groups_of_names_that_lead_back_to_themselves(graph: dict[str, list[str]]) -> None:
    expected = {
        frozenset(other for other in reached(graph, name) if name in reached(graph, other))
        for name in NAMES
        if name in reached(graph, name)
    }
    assert {frozenset(group) for group in circles(graph)} == expected
    assert len(list(circles(graph))) == len(expected)
