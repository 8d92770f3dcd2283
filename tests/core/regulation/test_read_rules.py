"""Rules that let in, refuse, count and allow, read from their file form into the values of the model, defaults and all."""

from dataclasses import replace

import pytest

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.condition import ALWAYS, Is
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.happening import MarkRecorded, Word
from reglament.core.regulation.model.permission import (
    AccessRule,
    CountRule,
    Limit,
    PermitRule,
    PoolRule,
    PublishRule,
    RankRule,
    RefuseRule,
    RegistrationRule,
    ReopenRule,
    RequireRule,
    RetainRule,
    SetRule,
    ShareRule,
    ValidityRule,
    WindowRule,
)
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.regulation.test_read_clocks import COMMON
from tests.core.regulation.test_read_clocks import RULES as CLOCKS
from tests.core.regulation.written import rule_of

HOUR = Amount(AmountKind.WORKING_TIME, 3600)
CALENDAR_DAY = Amount(AmountKind.CALENDAR_DAYS, 1)
BARE_REFUSAL = RefuseRule(**COMMON, what="receive", ground="darkness", by="staff")
BARE_POOL = PoolRule(
    **COMMON,
    counter="hours",
    charged=ALWAYS,
    estimate_needed=True,
    accepted_by="customer",
    evidence=None,
    round_to=900,
    charged_at=Word("closed"),
    overrun_needs_acceptance=True,
    below_zero_with_ground=False,
    refund=None,
)
POOL = "pool: hours, estimate: needed, round: 15 minutes, charged at: closed"
BARE_COUNT = CountRule(
    **COMMON,
    counter="lamps",
    limit=Flat(Limit(5)),
    counts=ALWAYS,
    per=None,
    when=None,
    over="wait",
    ground=None,
)


RULES: tuple[tuple[str, AnyRule], ...] = (
    ("refuse: receive, ground: darkness", BARE_REFUSAL),
    (
        "refuse: lit, ground: darkness, if: {role: stranger}",
        replace(BARE_REFUSAL, what="lit", by="system", condition=Is("role", ("stranger",))),
    ),
    (
        (
            "refuse: receive, ground: darkness, by: staff, if: {role: keeper}, outcome: held, answer: blown out, "
            "instead: {ru: Туда, en: There}, warns if: {tier: plain}, note needed: yes, or: {pause: storm}"
        ),
        replace(
            BARE_REFUSAL,
            condition=Is("role", ("keeper",)),
            outcome="held",
            answer="blown out",
            instead=Title("Туда", "There"),
            warns_if=Is("tier", ("plain",)),
            note_needed=True,
            or_pause="storm",
        ),
    ),
    (
        "refuse: receive, ground: darkness, answer: {ru: Темно, en: Dark}",
        replace(BARE_REFUSAL, answer=Title("Темно", "Dark")),
    ),
    ("require: [wick]", RequireRule(**COMMON, fields=("wick",), one_of=(), possible=(), missing="ask")),
    (
        "require: [], one of: [wick, oil], possible: oil, missing: hold",
        RequireRule(**COMMON, fields=(), one_of=("wick", "oil"), possible=("oil",), missing="hold"),
    ),
    (
        "set: {colour: red}",
        SetRule(**COMMON, axis="colour", value="red", criteria={}, by_facts=False, brings=(), by=("staff",)),
    ),
    (
        "set: {colour: red}, criteria: {bright: {ru: Ярко, en: Bright}}, with: [reason, agreement], by: customer, if: {marked: lit}",
        SetRule(
            **COMMON | {"condition": rule_of("none: glow, if: {marked: lit}").condition},
            axis="colour",
            value="red",
            criteria={"bright": Title("Ярко", "Bright")},
            by_facts=True,
            brings=("reason", "agreement"),
            by=("customer",),
        ),
    ),
    ("count: lamps, limit: 5, over: wait", BARE_COUNT),
    (
        (
            "count: lamps, limit: {by: tier, plain: 1, else: unlimited}, counts: {colour: red}, per: month, when: lit, "
            "over: refuse, ground: darkness"
        ),
        replace(
            BARE_COUNT,
            limit=Table(("tier",), (Row(("plain",), Limit(1)), Row(("else",), Limit(None)))),
            counts=Is("colour", ("red",)),
            per="month",
            when=MarkRecorded("lit"),
            over="refuse",
            ground="darkness",
        ),
    ),
    (
        "count: lamps, limit: {base: 2, each: 50, of: towers, most: 9}, over: charge",
        replace(BARE_COUNT, limit=Flat(Limit(1, "towers", 50, 2, 9)), over="charge"),
    ),
    (POOL, BARE_POOL),
    (
        (
            "pool: hours, for: {colour: red}, estimate: none, accepted by: keeper, evidence: lit, rounding: none, "
            "charged at: lit, overrun: free, below zero: with a ground, refund if: {tier: golden}"
        ),
        replace(
            BARE_POOL,
            charged=Is("colour", ("red",)),
            estimate_needed=False,
            accepted_by="keeper",
            evidence="lit",
            round_to=1,
            charged_at=MarkRecorded("lit"),
            overrun_needs_acceptance=False,
            below_zero_with_ground=True,
            refund=Is("tier", ("golden",)),
        ),
    ),
    (
        "reopen: never",
        ReopenRule(**COMMON, policy="never", default="never", by=("customer", "staff"), within=None, on=None),
    ),
    (
        "reopen: either, default: new linked case, by: keeper, within: 1 working hour, on: day",
        ReopenRule(
            **COMMON, policy="either", default="new linked case", by=("keeper",), within=HOUR, on="day"
        ),
    ),
    (
        "rank: [{if: {colour: red}}, {if: {tier: golden}}]",
        RankRule(**COMMON, order=(Is("colour", ("red",)), Is("tier", ("golden",)))),
    ),
    (
        "permit: lit",
        PermitRule(**COMMON, mark="lit", by=(), needs=(), after=(), notifies=(), links_a_case=False),
    ),
    (
        "permit: lit, by: keeper, needs: wick, after: blown out, notifies: [customer], links: case",
        PermitRule(
            **COMMON,
            mark="lit",
            by=("keeper",),
            needs=("wick",),
            after=("blown out",),
            notifies=("customer",),
            links_a_case=True,
        ),
    ),
    ("window: lit, inside: day", WindowRule(**COMMON, mark="lit", inside="day")),
    ("share: anything, needs: lit", ShareRule(**COMMON, needs=("lit",))),
    ("access: ends, after: 1 calendar day, on: day", AccessRule(**COMMON, after=CALENDAR_DAY, on="day")),
    (
        "publish: notice, effective no earlier than: 1 calendar day, on: day",
        PublishRule(**COMMON, earliest=CALENDAR_DAY, on="day"),
    ),
    (
        "publish: notice, effective no earlier than: 1 calendar day, on: day, to: [keeper]",
        PublishRule(**COMMON, earliest=CALENDAR_DAY, on="day", to=("keeper",)),
    ),
    (
        "retain: wick, for: 1 calendar day",
        RetainRule(**COMMON, what="wick", amount=CALENDAR_DAY, copy_refused=False),
    ),
    (
        "retain: door, for: 1 calendar day, copy: refused",
        RetainRule(**COMMON, what="door", amount=CALENDAR_DAY, copy_refused=True),
    ),
    ("registration: staff", RegistrationRule(**COMMON, automatic=False)),
    ("registration: automatic", RegistrationRule(**COMMON, automatic=True)),
    ("validity: valid", ValidityRule(**COMMON, statuses=("valid",), looked_at=Word("received"))),
    (
        "validity: [valid, expired], at: registered",
        ValidityRule(**COMMON, statuses=("valid", "expired"), looked_at=Word("registered")),
    ),
)


@pytest.mark.parametrize(("body", "expected"), RULES)
def test_a_rule_becomes_the_value_of_the_model(body: str, expected: AnyRule) -> None:
    assert replace(rule_of(body), place=BEGINNING) == expected


def test_every_kind_of_rule_has_an_example() -> None:
    assert {type(rule) for _, rule in CLOCKS + RULES} == set(AnyRule.__args__)
