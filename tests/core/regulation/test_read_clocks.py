"""Rules that run clocks, read from their file form into the values of the model, defaults and all."""

from dataclasses import replace
from typing import Any

import pytest

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.condition import ALWAYS, AllOf, Is, Not, TermIs
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.happening import Carried, FirstOf, MarkRecorded, Word
from reglament.core.regulation.model.regulation import AnyRule
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
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.regulation.written import rule_of

COMMON: dict[str, Any] = {"id": "7/it", "clause": "7", "place": BEGINNING, "condition": ALWAYS}
HOUR = Amount(AmountKind.WORKING_TIME, 3600)
CALENDAR_DAY = Amount(AmountKind.CALENDAR_DAYS, 1)
TARGET = "target: glow, starts: received, met by: lit, within: 1 working hour"
BARE_TARGET = TargetRule(
    **COMMON,
    metric="glow",
    starts=Word("received"),
    met_by=MarkRecorded("lit"),
    within=Flat(HOUR),
    on=Flat("tier"),
)
BARE_PAUSE = PauseRule(
    **COMMON,
    reason="storm",
    stops=("glow",),
    by=("staff",),
    starts=None,
    ends=None,
    ends_by_staff=True,
    notice=(),
    asks=(),
)

RULES: tuple[tuple[str, AnyRule], ...] = (
    (TARGET, BARE_TARGET),
    (f"{TARGET}, on: always", replace(BARE_TARGET, on=Flat("always"))),
    (
        f"{TARGET}, on: {{by: tier, golden: always, else: tier}}",
        replace(BARE_TARGET, on=Table(("tier",), (Row(("golden",), "always"), Row(("else",), "tier")))),
    ),
    (
        f"{TARGET}, cancelled by: closed, survives: [closed, held], each: yes, restarts: yes",
        replace(
            BARE_TARGET,
            cancelled_by=Word("closed"),
            survives=("closed", "held"),
            each=True,
            restarts=True,
        ),
    ),
    (f"{TARGET}, every: yes", replace(BARE_TARGET, every=True)),
    (f"{TARGET}, survives: []", BARE_TARGET),
    (
        f"{TARGET}, strength: aim, share: 99.5 %, over: month, owed by: third party",
        replace(BARE_TARGET, strength="aim", share=Share(99.5, "month"), owed_by="third party"),
    ),
    (
        f"{TARGET}, warn: [50 %, 80 %]",
        replace(BARE_TARGET, warnings=(EarlyWarning(50, None), EarlyWarning(80, None))),
    ),
    (f"{TARGET}, warn: {{80 %: keeper}}", replace(BARE_TARGET, warnings=(EarlyWarning(80, "keeper"),))),
    (
        f"{TARGET}, then: close, ground: darkness, deems: fade, notice: blown out",
        replace(BARE_TARGET, then=Consequence("close", None, "darkness", ("fade",), "blown out")),
    ),
    (f"{TARGET}, then: {{tell: keeper}}", replace(BARE_TARGET, then=Consequence("tell", "keeper"))),
    (f"{TARGET}, then: {{record: lit}}", replace(BARE_TARGET, then=Consequence("record", "lit"))),
    (f"{TARGET}, then: alert", BARE_TARGET),
    ("target: glow, starts: received, met by: lit, within: agreed", replace(BARE_TARGET, within=Agreed())),
    (
        "target: glow, starts: received, met by: lit, within: of the contract",
        replace(BARE_TARGET, within=OfTheContract()),
    ),
    (
        "target: glow, starts: [{delivered: blown out}, lit], met by: reply, within: 1 working hour",
        replace(
            BARE_TARGET,
            starts=FirstOf((Carried("delivered", "blown out"), MarkRecorded("lit"))),
            met_by=Word("reply"),
        ),
    ),
    (f"{TARGET}, if: {{tier: plain}}", replace(BARE_TARGET, condition=Is("tier", ("plain",)))),
    (f"{TARGET}, unless: {{tier: plain}}", replace(BARE_TARGET, condition=Not(Is("tier", ("plain",))))),
    (
        f"{TARGET}, if: {{colour: red}}, unless: {{terms: {{night: yes}}}}",
        replace(BARE_TARGET, condition=AllOf((Is("colour", ("red",)), Not(TermIs("night", ("yes",)))))),
    ),
    (f"{TARGET}, overrides: 7/it, note: why not", replace(BARE_TARGET, overrides=("7/it",), note="why not")),
    ("pause: storm, stops: glow", BARE_PAUSE),
    (
        (
            "pause: storm, stops: [glow, fade], by: [staff, keeper], starts: lit, ends: reply, "
            "ends by: happening only, notice: [email, door], asks: wick"
        ),
        replace(
            BARE_PAUSE,
            stops=("glow", "fade"),
            by=("staff", "keeper"),
            starts=MarkRecorded("lit"),
            ends=Word("reply"),
            ends_by_staff=False,
            notice=("email", "door"),
            asks=("wick",),
        ),
    ),
    ("none: [glow, fade]", NoneRule(**COMMON, metrics=("glow", "fade"))),
    (
        "extend: glow, ground: [darkness, daylight], agreement: customer, most: 1 calendar day",
        ExtendRule(
            **COMMON, metric="glow", grounds=("darkness", "daylight"), agreement="customer", most=CALENDAR_DAY
        ),
    ),
    (
        "extend: glow, ground: darkness, agreement: none",
        ExtendRule(**COMMON, metric="glow", grounds=("darkness",), agreement=None, most=None),
    ),
    ("excuse: glow, ground: darkness", ExcuseRule(**COMMON, metrics=("glow",), grounds=("darkness",))),
)


@pytest.mark.parametrize(("body", "expected"), RULES)
def test_a_rule_becomes_the_value_of_the_model(body: str, expected: AnyRule) -> None:
    assert replace(rule_of(body), place=BEGINNING) == expected


def test_a_reading_stands_with_the_rule_and_knows_its_place() -> None:
    rule = rule_of(f"{TARGET}, reading: {{of: within, says: {{ru: Так, en: So}}, instead: 2 clock hours}}")
    [reading] = rule.readings
    assert (reading.of, reading.says, reading.instead) == ("within", Title("Так", "So"), "2 clock hours")
    assert reading.place.start > rule.place.start
