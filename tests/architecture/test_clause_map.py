"""Every clause of the source documents has its scenario, or stands in the one visible list of what still waits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from tests.architecture.tree import ROOT

# What needs neither a wire nor a screen to be shown.
PURE = frozenset("clock pause limit hours warranty entitlement lifecycle classify intake".split())
FLOORS = frozenset(("desk", "channels", "web"))
NEEDS = frozenset(("wire", "screen"))


@dataclass(frozen=True)
class Clause:
    """A clause of the map: `source` is the regulation it belongs to."""

    source: str
    kind: str


Scenarios = Mapping[tuple[str, str], Mapping[str, Any]]


def loaded(name: str) -> Any:
    return yaml.load((ROOT / name).read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506


def clauses() -> dict[str, Clause]:
    told = loaded("tests/architecture/clauses.yaml")
    return {one: Clause(source, kind) for source, kinds in told.items() for one, kind in kinds.items()}


def scenarios() -> Scenarios:
    """(source, clause id) → the file, read plainly."""
    paths = sorted((ROOT / "tests/scenarios").glob("*/*.yaml"))
    return {
        (path.parent.name, path.name.removesuffix(".yaml")): loaded(str(path.relative_to(ROOT)))
        for path in paths
    }


def missing(known: Mapping[str, Clause], shown: Scenarios, waits: Mapping[str, Any]) -> Iterator[str]:
    """Clauses that nothing shows and nobody waits for."""
    for one, clause in known.items():
        if (clause.source, one) in shown:
            continue
        if one not in waits:
            yield f"{one}: has no tests/scenarios/{clause.source}/{one}.yaml"
        elif clause.kind in PURE and waits[one].get("needs") not in NEEDS:
            yield f"{one}: a clause of kind {clause.kind} waits for nothing; write its scenario"


def misplaced(known: Mapping[str, Clause], shown: Scenarios) -> Iterator[str]:
    """Scenario files that show another clause than the one they are named after."""
    for (source, one), file in shown.items():
        if known.get(one) is None or known[one].source != source:
            yield f"{source}/{one}: the map has no such clause"
        elif file["regulation"].split("/")[0] != source:
            yield f"{source}/{one}: is told under {file['regulation']}"
        elif not any(one in story.get("covers", ()) for story in file["examples"]):
            yield f"{source}/{one}: none of its stories covers {one}"


def wrong_waits(known: Mapping[str, Clause], waits: Mapping[str, Any]) -> Iterator[str]:
    for one, wait in waits.items():
        if one not in known:
            yield f"{one}: the map has no such clause"
        elif wait.get("for") not in FLOORS or not wait.get("because"):
            yield f"{one}: says not for which floor it waits, or not because of what"


def test_the_map_has_every_clause_of_the_five_documents() -> None:
    assert len(clauses()) == 130


def test_every_clause_is_shown_or_waits_visibly() -> None:
    assert list(missing(clauses(), scenarios(), loaded("tests/scenarios/waits.yaml"))) == []


def test_every_scenario_shows_the_clause_it_is_named_after() -> None:
    assert list(misplaced(clauses(), scenarios())) == []


def test_every_wait_says_for_what() -> None:
    assert list(wrong_waits(clauses(), loaded("tests/scenarios/waits.yaml"))) == []


KNOWN = {"X-1": Clause("x", "clock"), "X-2": Clause("x", "visibility")}
STORY: Mapping[str, Any] = {"regulation": "x", "examples": [{"covers": ["X-1"]}]}


def test_a_clause_without_a_scenario_is_seen() -> None:
    shown: Scenarios = {("x", "X-1"): STORY}
    assert list(missing(KNOWN, shown, {})) == ["X-2: has no tests/scenarios/x/X-2.yaml"]


def test_a_pure_clause_may_not_wait_unless_it_needs_a_wire_or_a_screen() -> None:
    shown: Scenarios = {("x", "X-2"): STORY}
    refused = list(missing(KNOWN, shown, {"X-1": {"for": "desk", "because": "later"}}))
    allowed = list(missing(KNOWN, shown, {"X-1": {"for": "desk", "because": "later", "needs": "wire"}}))
    assert (len(refused), allowed) == (1, [])


@pytest.mark.parametrize(
    "shown",
    [
        {("x", "X-9"): STORY},
        {("y", "X-1"): STORY},
        {("x", "X-2"): STORY},
        {("x", "X-1"): {**STORY, "regulation": "y"}},
    ],
)
def test_a_misplaced_scenario_is_seen(shown: Scenarios) -> None:
    assert len(list(misplaced(KNOWN, shown))) == 1


@pytest.mark.parametrize("wait", [{"for": "later", "because": "x"}, {"for": "web"}])
def test_a_wait_that_says_nothing_is_seen(wait: Mapping[str, str]) -> None:
    assert len(list(wrong_waits(KNOWN, {"X-1": wait}))) == 1
