"""Rules that run clocks: target, pause, none, extend, excuse."""

from typing import Any

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.amount import AMOUNT, PERCENT, WHOLE_PERCENT
from reglament.core.regulation.grammar.figure import FigureOf
from reglament.core.regulation.grammar.happening import HAPPENING
from reglament.core.regulation.grammar.reference import calendar_or, reference, references
from reglament.core.regulation.grammar.rule import key_idle, key_needed, rule
from reglament.core.regulation.grammar.vocabulary import OWERS, PERIODS, TIER
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.rule import (
    Agreed,
    Consequence,
    EarlyWarning,
    ExcuseRule,
    ExtendRule,
    NoneRule,
    OfTheContract,
    PauseRule,
    Share,
    TargetRule,
)
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.either import ByFirstKey, Either, Then
from reglament.core.regulation.shape.many import MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, flag, optional, required


def _alone(percents: tuple[int, ...], _place: Place, _gathering: Gathering) -> tuple[EarlyWarning, ...]:
    return tuple(EarlyWarning(percent, None) for percent in percents)


def _with_roles(told: dict[int, str], _place: Place, _gathering: Gathering) -> tuple[EarlyWarning, ...]:
    return tuple(EarlyWarning(percent, role) for percent, role in told.items())


_PERCENTS: Shape[tuple[EarlyWarning, ...]] = Then(OneOrMany(WHOLE_PERCENT), _alone)
_WARNINGS: Shape[tuple[EarlyWarning, ...]] = Either(
    value=_PERCENTS, sequence=_PERCENTS, mapping=Then(MapOf(WHOLE_PERCENT, reference("party")), _with_roles)
)


def _tell(*, tell: str) -> Consequence:
    return Consequence("tell", tell)


def _record(*, record: str) -> Consequence:
    return Consequence("record", record)


_THEN: Shape[Consequence] = Either(
    value=Choice({"alert": Consequence("alert"), "close": Consequence("close")}),
    mapping=ByFirstKey(
        {
            "tell": Record(_tell, {"tell": required(reference("party"))}, name="consequence: tell"),
            "record": Record(_record, {"record": required(reference("mark"))}, name="consequence: record"),
        },
        wanted="consequence",
    ),
)

_ON = FigureOf(calendar_or(TIER))
_WITHIN = Choice({"agreed": Agreed(), "of the contract": OfTheContract()}, otherwise=FigureOf(AMOUNT))


def _target(
    *,
    share: float | None,
    over: str | None,
    then: Consequence,
    ground: str | None,
    deems: tuple[str, ...] | None,
    notice: str | None,
    each: bool,
    every: bool,
    place: Place,
    gathering: Gathering,
    **others: Any,
) -> TargetRule | Missing:
    closes, in_sum = then.kind == "close", share is not None
    told = {"ground": ground, "deems": deems, "notice": notice}
    fits = [key_needed("over", over, because="share", place=place, gathering=gathering) if in_sum else True]
    fits += [True if in_sum else key_idle("over", over, without="share", place=place, gathering=gathering)]
    if closes:
        fits += [key_needed("ground", ground, because="then: close", place=place, gathering=gathering)]
    else:
        fits += [
            key_idle(key, value, without="then: close", place=place, gathering=gathering)
            for key, value in told.items()
        ]
    if every:
        fits += [key_idle("each", each or None, without="every: no", place=place, gathering=gathering)]
    if not all(fits):
        return MISSING
    kept_in_sum = Share(share, over) if share is not None and over is not None else None
    consequence = Consequence("close", None, ground, deems or (), notice) if closes else then
    return TargetRule(share=kept_in_sum, then=consequence, each=each, every=every, place=place, **others)


TARGET = rule(
    _target,
    {
        "target": required(reference("metric"), "the metric it measures", into="metric"),
        "starts": required(HAPPENING, "what starts the clock"),
        "met by": required(HAPPENING, "what meets it"),
        "within": required(_WITHIN, "how long it may take"),
        "on": optional(_ON, Flat(TIER), "the calendar it runs on"),
        "cancelled by": optional(HAPPENING, None, "what ends it unjudged"),
        "survives": optional(
            OneOrMany(words("closed", "refused", "held"), at_least=0), (), "what does not end or prevent it"
        ),
        "each": flag("every start opens a new instance once the former is ended"),
        "restarts": flag("a later start moves the start of the open instance"),
        "every": flag("periodic: a new instance starts when the former is met or due"),
        "strength": optional(words("promise", "aim"), "promise"),
        "share": optional(PERCENT, None, "the share that must be kept in each period"),
        "over": optional(words(*PERIODS), None, "the period of a share"),
        "owed by": optional(words(*OWERS), "vendor"),
        "warn": optional(_WARNINGS, (), "shares of the amount at which somebody is told", into="warnings"),
        "then": optional(_THEN, Consequence("alert"), "what happens when it is not kept"),
        "ground": optional(reference("ground"), None, "of closing"),
        "deems": optional(references("metric"), None, "metrics deemed kept by closing"),
        "notice": optional(reference("mark"), None, "the letter sent at closing"),
    },
    name="target",
    model=TargetRule,
)

PAUSE = rule(
    PauseRule,
    {
        "pause": required(reference("pause"), "the reason", into="reason"),
        "stops": required(references("metric"), "metrics whose clocks stop"),
        "by": optional(references("party"), ("staff",), "who may start it"),
        "starts": optional(HAPPENING, None, "what starts it by itself"),
        "ends": optional(HAPPENING, None, "what ends it by itself"),
        "ends by": optional(
            Choice({"staff": True, "happening only": False}), default=True, into="ends_by_staff"
        ),
        "notice": optional(references("notice"), (), "ways of which one must have carried a notice first"),
        "asks": optional(references("field"), (), "fields asked for when it starts"),
    },
    name="pause",
)

NO_TARGET = rule(NoneRule, {"none": required(references("metric"), into="metrics")}, name="none")

EXTEND = rule(
    ExtendRule,
    {
        "extend": required(reference("metric"), into="metric"),
        "ground": required(references("ground"), "of which one must be named", into="grounds"),
        "agreement": required(Choice({"customer": "customer", "none": None}), "whose agreement it takes"),
        "most": optional(AMOUNT, None, "the longest extension"),
    },
    name="extend",
)

EXCUSE = rule(
    ExcuseRule,
    {
        "excuse": required(references("metric"), into="metrics"),
        "ground": required(references("ground"), "of the declared period", into="grounds"),
    },
    name="excuse",
)
