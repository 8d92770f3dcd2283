"""One metric, one rule, one pause: shared by the tests of instances, series and terms."""

from typing import Any

from reglament.core.case.event import Entry
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.target.built import mark, pause, regulation, target, terms
from tests.core.target.told import MARKS, at, story

RECEIVED = "2026-11-17 10:00 received"


def rule(**more: Any) -> TargetRule:
    plain = {"starts": "received", "met_by": "fixed", "within": "4 working hours"}
    return target("fix", "fix", **{**plain, **more})


def evaluated(of: TargetRule, text: str, moment: str, *extra: Entry) -> list[Target]:
    marks = {name: mark(message="out" if name == "asked" else None) for name in MARKS}
    law = terms(regulation([of, pause("waiting", "fix")], marks=marks))
    return list(targets(law, (*story(text), *extra), at=at(moment), known_at=at(moment)))


def short(found: list[Target]) -> list[tuple[str, str, str, str | None]]:
    """State and verdict, with start and end as clock times."""
    return [(one.state, one.verdict, clock(one.started_at) or "", clock(one.ended_at)) for one in found]


def clock(moment: int | None) -> str | None:
    if moment is None:
        return None
    since = moment - at("2026-11-17 00:00")
    return f"{since // 3600}:{since // 60 % 60:02}" + (f":{since % 60:02}" if since % 60 else "")
