"""The parts of which rules are made: conditions, happenings, figures."""

import pytest

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table
from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Supplied,
    Word,
)
from reglament.core.regulation.model.rule import PauseRule, TargetRule
from tests.core.regulation.written import rule_of

CONDITIONS: tuple[tuple[str, Condition], ...] = (
    ("{colour: red}", Is("colour", ("red",))),
    ("{tier: [plain, golden]}", Is("tier", ("plain", "golden"))),
    ("{channel: door, role: stranger}", AllOf((Is("channel", ("door",)), Is("role", ("stranger",))))),
    ("{contract: [none, not yet]}", Is("contract", ("none", "not yet"))),
    ("{status: held}", Is("status", ("held",))),
    ("{product: lantern}", Is("product", ("lantern",))),
    ("{marked: [lit, blown out]}", Marked(("lit", "blown out"))),
    ("{has: wick}", Has(("wick",))),
    ("{lacks: [wick, oil]}", Lacks(("wick", "oil"))),
    ("{field: {oil: olive}}", FieldIs("oil", ("olive",))),
    ("{field: {wick: anything}}", FieldIs("wick", ("anything",))),
    ("{terms: {night: yes, towers: 3}}", AllOf((TermIs("night", ("yes",)), TermIs("towers", ("3",))))),
    ("{received during: day}", Received("day", inside=True)),
    ("{received outside: day}", Received("day", inside=False)),
    ("{over: lamps}", Over("lamps")),
    ("{left: hours}", Left("hours")),
    ("{not: {colour: red}}", Not(Is("colour", ("red",)))),
    ("{any: [{colour: red}, {tier: plain}]}", AnyOf((Is("colour", ("red",)), Is("tier", ("plain",))))),
    ("[{colour: red}, {tier: plain}]", AnyOf((Is("colour", ("red",)), Is("tier", ("plain",))))),
)

HAPPENINGS: tuple[tuple[str, Happening], ...] = (
    ("received", Word("received")),
    ("staff reply", Word("staff reply")),
    ("lit", MarkRecorded("lit")),
    ("[lit, reply]", FirstOf((MarkRecorded("lit"), Word("reply")))),
    ("{sent: blown out}", Carried("sent", "blown out")),
    ("{handed over: blown out}", Carried("handed over", "blown out")),
    ("{bounced: blown out}", Carried("bounced", "blown out")),
    ("{supplied: wick}", Supplied("wick")),
    ("{classified: {colour: red}}", ClassifiedAs("colour", "red")),
    ("{paused: storm}", PausedFor("storm", begins=True)),
    ("{resumed: storm}", PausedFor("storm", begins=False)),
    ("{closed: darkness}", ClosedWith("darkness")),
    ("{closed: any, by: customer}", DoneBy(Word("closed"), "customer")),
    ("{lit: any, by: keeper}", DoneBy(MarkRecorded("lit"), "keeper")),
    ("{delivered: blown out, by: staff}", DoneBy(Carried("delivered", "blown out"), "staff")),
    ("{all: [lit, {supplied: wick}]}", LatestOf((MarkRecorded("lit"), Supplied("wick")))),
)

HOUR, TWO_DAYS = Amount(AmountKind.CLOCK_TIME, 3600), Amount(AmountKind.WORKING_DAYS, 2)
FIGURES: tuple[tuple[str, Figure[Amount]], ...] = (
    ("1 clock hour", Flat(HOUR)),
    ("none", Flat(None)),
    (
        "{by: tier, plain: 1 clock hour, golden: none}",
        Table(("tier",), (Row(("plain",), HOUR), Row(("golden",), None))),
    ),
    (
        "{by: [tier, colour], plain: {red: 1 clock hour, else: 2 working days}, else: none}",
        Table(
            ("tier", "colour"),
            (Row(("plain", "red"), HOUR), Row(("plain", "else"), TWO_DAYS), Row(("else", "else"), None)),
        ),
    ),
    ("{by: role, stranger: 1 clock hour}", Table(("role",), (Row(("stranger",), HOUR),))),
    ("{by: channel, door: 1 clock hour}", Table(("channel",), (Row(("door",), HOUR),))),
)


@pytest.mark.parametrize(("written", "expected"), CONDITIONS)
def test_a_condition_is_read(written: str, expected: Condition) -> None:
    assert rule_of(f"none: glow, if: {written}").condition == expected


@pytest.mark.parametrize(("written", "expected"), HAPPENINGS)
def test_a_happening_is_read(written: str, expected: Happening) -> None:
    rule = rule_of(f"pause: storm, stops: glow, starts: {written}")
    assert isinstance(rule, PauseRule)
    assert rule.starts == expected


@pytest.mark.parametrize(("written", "expected"), FIGURES)
def test_a_figure_is_read(written: str, expected: Figure[Amount]) -> None:
    rule = rule_of(f"target: glow, starts: received, met by: lit, within: {written}")
    assert isinstance(rule, TargetRule)
    assert rule.within == expected
