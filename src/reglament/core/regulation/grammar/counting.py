"""Rules that count: limits of cases, contacts and events, and pools of hours."""

from typing import Any

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.amount import DURATION
from reglament.core.regulation.grammar.condition import CONDITION
from reglament.core.regulation.grammar.figure import FigureOf
from reglament.core.regulation.grammar.happening import HAPPENING
from reglament.core.regulation.grammar.reference import reference
from reglament.core.regulation.grammar.rule import key_idle, key_needed, rule
from reglament.core.regulation.grammar.vocabulary import PERIODS
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.permission import CountRule, Limit, PoolRule
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.either import Either, Then
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import whole_number


def _by_formula(*, base: int, number: int, each: int, of: str, most: int | None) -> Limit:
    return Limit(number=number, of=of, each=each, base=base, most=most)


_FORMULA = Record(
    _by_formula,
    {
        "base": optional(whole_number(), 0, "so many in any case"),
        "number": optional(whole_number(1), 1, "so many more"),
        "each": optional(whole_number(1), 1, "for each so many"),
        "of": required(reference("term"), "of this term of the contract"),
        "most": optional(whole_number(), None, "never more than that"),
    },
    name="limit by formula",
)
_NUMBER = Then(whole_number(), lambda number, _place, _gathering: Limit(number))
_LIMIT: Shape[Limit] = Either(value=Choice({"unlimited": Limit(None)}, otherwise=_NUMBER), mapping=_FORMULA)


def _count(
    *, over: str, ground: str | None, place: Place, gathering: Gathering, **others: Any
) -> CountRule | Missing:
    if over == "refuse" and not key_needed(
        "ground", ground, because="over: refuse", place=place, gathering=gathering
    ):
        return MISSING
    if over != "refuse" and not key_idle(
        "ground", ground, without="over: refuse", place=place, gathering=gathering
    ):
        return MISSING
    return CountRule(over=over, ground=ground, place=place, **others)


COUNT = rule(
    _count,
    {
        "count": required(reference("counter"), into="counter"),
        "limit": required(FigureOf(_LIMIT)),
        "counts": optional(CONDITION, ALWAYS, "what counts"),
        "per": optional(words(*PERIODS, "contract"), None, "the period; absent: at once"),
        "when": optional(HAPPENING, None, "the happening that is counted"),
        "over": required(words("refuse", "wait", "charge"), "what happens above the limit"),
        "ground": optional(reference("ground")),
    },
    name="count",
    model=CountRule,
)


def _pool(
    *, round_: int | None, rounding: str | None, place: Place, gathering: Gathering, **others: Any
) -> PoolRule | Missing:
    """Rounding is told by a step; `none` says that there is deliberately no step, which is a step of a second."""
    if rounding == "none":
        fits = key_idle("round", round_, without="rounding: up", place=place, gathering=gathering)
    else:
        fits = key_needed("round", round_, because="rounding: up", place=place, gathering=gathering)
    return PoolRule(round_to=round_ or 1, place=place, **others) if fits else MISSING


POOL = rule(
    _pool,
    {
        "pool": required(reference("counter"), into="counter"),
        "for": optional(CONDITION, ALWAYS, "cases that are charged", into="charged"),
        "estimate": required(Choice({"needed": True, "none": False}), into="estimate_needed"),
        "accepted by": optional(reference("party"), "customer", "who accepts an estimate"),
        "evidence": optional(reference("mark"), None, "the mark that must carry the acceptance"),
        "round": optional(DURATION, None, "the step, once per case", into="round_"),
        "rounding": optional(words("up", "none"), "up"),
        "charged at": required(HAPPENING),
        "overrun": optional(
            Choice({"new acceptance": True, "free": False}), default=True, into="overrun_needs_acceptance"
        ),
        "below zero": optional(
            Choice({"never": False, "with a ground": True}), default=False, into="below_zero_with_ground"
        ),
        "refund if": optional(CONDITION, None, into="refund"),
    },
    name="pool",
    model=PoolRule,
)
