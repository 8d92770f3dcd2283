"""The rules that targets.md prints for its desk are the rules its stories run under."""

from reglament.core.regulation.model.condition import AllOf, Is
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.rule import TargetRule
from tests.core.target.built import amount, happening
from tests.core.target.desk import desk
from tests.core.target.page import rows


def more(rule: TargetRule) -> str:
    """The last column of the page's table."""
    told = [name for name in ("each", "restarts", "every") if getattr(rule, name)]
    if rule.cancelled_by is not None:
        told.append("cancelled by no more news")
    if rule.owed_by != "vendor":
        told.append(f"owed by {rule.owed_by}")
    if rule.then.kind == "close":
        told.append(f"then close deems {' '.join(rule.then.deems)}")
    return ", ".join(told)


def test_the_page_prints_the_rules_it_runs() -> None:
    printed = list(rows("rule"))
    rules = desk().of_kind(TargetRule)
    assert [row["rule"] for row in printed] == [rule.id.removeprefix("1/") for rule in rules]
    for row, rule in zip(printed, rules, strict=True):
        fact, _, value = row["if"].partition(" ")
        assert rule.metric == row["metric"]
        assert rule.starts == happening(row["starts"])
        assert rule.met_by == happening(row["met by"])
        assert rule.within == Flat(amount(row["within"]))
        assert rule.on == Flat(row["on"])
        assert rule.condition == (Is(fact, (value,)) if fact else AllOf(()))
        assert more(rule) == row["more"]
