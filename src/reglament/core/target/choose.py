"""Which rule speaks for a metric, with which figure and calendar, on given facts (targets.md, section 2)."""

from typing import NamedTuple

from reglament.core.contract.condition import Known, holds
from reglament.core.contract.row import row_of
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.figure import Figure, Flat, Row
from reglament.core.regulation.model.rule import Agreed, NoneRule, OfTheContract, TargetRule
from reglament.core.target.plan import Cells, MetricPlan, Rows


class Choice(NamedTuple):
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
    asked = plan.otherwise
    if plan.deciding:
        asked = plan.by_value.get(known.fact(plan.deciding), asked)
    holding = [rule for rule, condition in asked if condition is None or holds(condition, known)]
    if len(holding) > 1:
        beaten = frozenset().union(*(plan.beats[rule.id] for rule in holding))
        holding = [rule for rule in holding if rule.id not in beaten]
    if not holding:
        return None
    rule = holding[0]
    if len(holding) > 1:
        rule = next((one for one in holding if type(one) is NoneRule), rule)
    return _with_figure(plan, rule, known, terms) if isinstance(rule, TargetRule) else None


def _with_figure(plan: MetricPlan, rule: TargetRule, known: Known, terms: Terms) -> Choice | None:
    calendar = _calendar(rule, known, terms)
    figure, source = rule.within, "stated"
    if isinstance(figure, Agreed):
        return Choice(rule, None, "agreed", (), calendar or "")
    if isinstance(figure, OfTheContract):
        own = terms.contract.figures.get(rule.metric) if terms.contract else None
        if own is None:
            return None
        amount, row = _cell({}, own, known)
        source = "contract"
    else:
        amount, row = _cell(plan.exact.get(rule.id, {}), figure, known)
        source = "table" if row else source
    if amount is None or (calendar is None and amount.kind is not AmountKind.CLOCK_TIME):
        return None
    return Choice(rule, amount, source, row, calendar or "")


def _cell(exact: Rows, figure: Figure[Amount], known: Known) -> tuple[Amount | None, Cells]:
    """Find a figure's value and the row it stands in. A row that names every fact as it is beats any with `else`."""
    if isinstance(figure, Flat):
        return figure.value, ()
    exactly = exact.get(tuple(map(known.fact, figure.by)))
    if exactly is not None:
        return exactly
    found = row_of(figure, known.fact)
    if not isinstance(found, Row):
        return None, ()
    return found.value, tuple(zip(figure.by, found.keys, strict=True))


def _calendar(rule: TargetRule, known: Known, terms: Terms) -> str | None:
    """Name the calendar; `tier` stands for the tier's own. None where the case's tier has none."""
    on = rule.on
    found = on if isinstance(on, Flat) else row_of(on, known.fact)
    name = found.value if found else None
    if name == "tier":
        tier = terms.regulation.tiers.get(known.fact("tier") or "")
        name = tier.calendar if tier else None
    return name if name in terms.calendars else None
