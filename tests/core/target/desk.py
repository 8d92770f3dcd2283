"""The desk of the worked tables in targets.md: a regulation of a few clocks."""

from functools import partial

from reglament.core.regulation.model.condition import Condition, Is
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import Consequence, TargetRule
from tests.core.target.built import axis, happening, mark, pause, regulation, target
from tests.core.target.told import MARKS


def severity(value: str) -> Condition:
    return Is("severity", (value,))


def desk() -> Regulation:
    """The rules of the page; `test_page_rules` holds them equal to its table."""
    severities = {
        "severity": axis("normal", "urgent", default="normal"),
        "speed": axis("slow", "quick", default="slow", from_the_change=True),
    }
    marks = {name: mark(message="out" if name == "asked" else None) for name in MARKS}
    return regulation(
        [*_once(), *_again(), pause("waiting", "react", "fix", "decide")], axes=severities, marks=marks
    )


def _once() -> tuple[TargetRule, ...]:
    slow, quick = (Is("speed", (value,)) for value in ("slow", "quick"))
    answered = partial(target, metric="react", met_by="staff reply")
    fixed = partial(target, metric="fix", met_by="fixed")
    return (
        answered("react", within="4 working hours", condition=severity("normal")),
        answered("react urgent", within="1 clock hour", on="always", condition=severity("urgent")),
        fixed("fix", within="8 working hours", condition=slow),
        fixed("fix quick", within="2 working hours", condition=quick),
        target("decide", "decide", met_by="decided", within="10 working days"),
    )


def _again() -> tuple[TargetRule, ...]:
    closing = Consequence("close", ground="silence", deems=("react",))
    return (
        target("next", "next", starts="reply", met_by="staff reply", within="2 working hours", each=True),
        target(
            "silence",
            "silence",
            starts="delivered asked",
            met_by="reply",
            within="3 working days to midnight",
            each=True,
            restarts=True,
            owed_by="customer",
            then=closing,
        ),
        target(
            "news",
            "news",
            starts="promised news",
            met_by="news",
            within="1 working hour",
            every=True,
            cancelled_by=happening("no more news"),
        ),
    )
