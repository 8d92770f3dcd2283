"""Which rule speaks for a metric, with which figure and calendar, on given facts (targets.md, section 2)."""

from dataclasses import dataclass
from typing import TypeAlias

from reglament.core.contract.condition import Known, holds
from reglament.core.contract.row import row_of
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.figure import Row, Table
from reglament.core.regulation.model.rule import Agreed, NoneRule, OfTheContract, TargetRule
from reglament.core.target.plan import MetricPlan

Cells: TypeAlias = tuple[tuple[str, str], ...]
"""Facts of a table row: (fact, key of the row), `else` as written."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule with its figure. `amount` None: the starting event names it. `calendar` empty: clock time, which needs none."""

    rule: TargetRule
    amount: Amount | None
    source: str
    row: Cells
    calendar: str

    def agrees(self, other: "Choice | None") -> bool:
        """Whether the other would count the same: same rule, amount and calendar."""
        return (
            other is not None
            and self.rule is other.rule
            and self.amount == other.amount
            and self.calendar == other.calendar
        )


def choose(plan: MetricPlan, known: Known, terms: Terms) -> Choice | None:
    """Give the rule and figure that speak for the metric, None where there is no such target."""
    holding = [rule for rule in plan.candidates if holds(rule.condition, known)]
    if len(holding) > 1:
        beaten = frozenset().union(*(plan.beats[rule.id] for rule in holding))
        holding = [rule for rule in holding if rule.id not in beaten]
    rule = next((rule for rule in holding if type(rule) is NoneRule), holding[0] if holding else None)
    return _with_figure(rule, known, terms) if isinstance(rule, TargetRule) else None


def _with_figure(rule: TargetRule, known: Known, terms: Terms) -> Choice | None:
    calendar = _calendar(rule, known, terms)
    if isinstance(rule.within, Agreed):
        return Choice(rule, None, "agreed", (), calendar or "")
    figure, source = rule.within, "stated"
    if isinstance(figure, OfTheContract):
        own = terms.contract.figures.get(rule.metric) if terms.contract else None
        if own is None:
            return None
        figure, source = own, "contract"
    found = row_of(figure, known.fact)
    if found is None or found.value is None:
        return None
    if calendar is None and found.value.kind is not AmountKind.CLOCK_TIME:
        return None
    row: Cells = ()
    if isinstance(figure, Table) and isinstance(found, Row):
        row = tuple(zip(figure.by, found.keys, strict=True))
        source = "table" if source == "stated" else source
    return Choice(rule, found.value, source, row, calendar or "")


def _calendar(rule: TargetRule, known: Known, terms: Terms) -> str | None:
    """Name the calendar; `tier` stands for the tier's own. None where the case's tier has none."""
    found = row_of(rule.on, known.fact)
    name = found.value if found else None
    if name == "tier":
        tier = terms.regulation.tiers.get(known.fact("tier") or "")
        name = tier.calendar if tier else None
    return name if name in terms.calendars else None
