"""Explanations of the page's desk as plain tuples: shared by the tests of steps."""

from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Step, Target
from tests.core.target.built import amount, terms
from tests.core.target.desk import desk
from tests.core.target.told import at, story

RECEIVED = "2026-11-17 10:00 received"
FOUR = amount("4 working hours")


def explained(text: str, moment: str, metric: str = "react", number: int = 1) -> Target:
    found = targets(terms(desk()), story(text), at=at(moment), known_at=at(moment))
    return next(one for one in found if one.metric == metric and one.instance == number)


def told(steps: tuple[Step, ...], *codes: Code) -> list[tuple[object, ...]]:
    return [(str(step.code), step.rule, *step.values) for step in steps if not codes or step.code in codes]
