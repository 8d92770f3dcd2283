"""A desk whose one metric hangs on axes, marks and fields: shared by the tests of facts that change."""

from typing import Any

from reglament.core.regulation.model.condition import ALWAYS, Condition
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.target.built import axis, mark, regulation, target, terms
from tests.core.target.told import at, story

AXES = {
    "severity": axis("low", "high", "top", default="low"),
    "speed": axis("slow", "quick", default="slow", from_the_change=True),
}
MARKS = {"phoned": mark(withdrawn_by="unphoned"), "unphoned": mark(), "fixed": mark()}
RECEIVED = "2026-11-17 10:00 received"


def rule(name: str, within: str, condition: Condition = ALWAYS, **more: Any) -> TargetRule:
    starts, met_by = more.pop("starts", "received"), more.pop("met_by", "staff reply")
    return target(name, "fix", starts=starts, met_by=met_by, within=within, condition=condition, **more)


def evaluated(rules: list[TargetRule], text: str, moment: str, known: str | None = None) -> list[Target]:
    of = terms(regulation(rules, axes=AXES, marks=MARKS))
    return list(targets(of, story(text), at=at(moment), known_at=at(known or moment)))


def short(found: list[Target]) -> list[tuple[object, ...]]:
    return [
        (one.rule.removeprefix("1/"), one.state, one.verdict, one.due_at, one.by_reclassification)
        for one in found
    ]
