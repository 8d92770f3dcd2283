"""What a regulation says that it may not: the fault, the text it points at, and the hint."""

import pytest

from reglament.core.regulation.codes import GRAMMAR_CODES, READING_CODES
from tests.core.regulation.written import CLAUSES, HEAD, faults_of, read, with_rule

RULE = "the rule itself"
TARGET = "target: glow, starts: received, met by: lit, within: 1 working hour"
POOL = "pool: hours, estimate: none, charged at: lit"

# The body of one rule, the code, the text pointed at, the hint.
BAD_RULES: tuple[tuple[str, str, str, str | None], ...] = (
    ("none: glov", "reference/undeclared", "glov", "glow"),
    ("none: glow, if: {color: red}", "reference/undeclared", "color", "colour"),
    ("none: glow, if: {colour: read}", "reference/undeclared", "read", "red"),
    ("none: glow, if: {tier: silver}", "reference/undeclared", "silver", "golden"),
    ("none: glow, if: {role: guest}", "reference/undeclared", "guest", None),
    ("none: glow, if: {marked: blown}", "reference/undeclared", "blown", "blown out"),
    ("none: glow, if: {field: {oil: palm}}", "reference/undeclared", "palm", None),
    ("none: glow, if: {terms: {night: maybe}}", "reference/undeclared", "maybe", None),
    ("none: glow, if: {received during: today}", "reference/undeclared", "today", "day"),
    ("none: glow, if: {over: lamp}", "reference/undeclared", "lamp", "lamps"),
    ("none: glow, if: {contract: lost}", "shape/no-such-word", "lost", None),
    ("none: glow, if: {}", "shape/wrong-form", "{}", None),
    ("none: glow, if: red", "shape/wrong-form", "red", None),
    ("none: glow, overrides: 7/that", "reference/undeclared", "7/that", "7/it"),
    ("pause: storm, stops: glow, starts: recieved", "reference/undeclared", "recieved", "received"),
    ("pause: storm, stops: glow, starts: {sent: lid}", "reference/undeclared", "lid", "lit"),
    (
        "pause: storm, stops: glow, starts: {lit: any, reply: any}",
        "happening/one-only",
        "{lit: any, reply: any}",
        None,
    ),
    ("pause: storm, stops: glow, starts: {by: staff}", "happening/one-only", "{by: staff}", None),
    ("pause: storm, stops: glow, starts: {lit: now}", "shape/no-such-word", "now", None),
    (
        "pause: storm, stops: glow, starts: {classified: {colour: red, tier: plain}}",
        "shape/one-only",
        "{colour: red, tier: plain}",
        None,
    ),
    ("pause: storm, stops: glow, notice: post", "reference/undeclared", "post", None),
    ("pause: storm", "shape/missing-key", RULE, None),
    ("refuse: recieve, ground: darkness", "reference/undeclared", "recieve", "receive"),
    ("refuse: receive, grounds: darkness, ground: darkness", "shape/unknown-key", "grounds", "ground"),
    ("if: {tier: plain}, none: glow", "shape/kind-not-first", "if", None),
    ("tarket: glow", "shape/unknown-kind", "tarket", "target"),
    (f"{TARGET}, on: weekend", "reference/undeclared", "weekend", None),
    (f"{TARGET}, share: 95 %", "grammar/key-needed", RULE, None),
    (f"{TARGET}, over: month", "grammar/key-idle", RULE, None),
    (f"{TARGET}, share: '95', over: month", "shape/percent", "'95'", "95 %"),
    (f"{TARGET}, share: 101 %, over: month", "shape/percent", "101 %", None),
    (f"{TARGET}, warn: 50.5 %", "shape/percent", "50.5 %", None),
    (f"{TARGET}, then: close", "grammar/key-needed", RULE, None),
    (f"{TARGET}, deems: fade", "grammar/key-idle", RULE, None),
    (f"{TARGET}, reading: {{of: withn, says: {{ru: а, en: a}}}}", "reading/of-nothing", "withn", "within"),
    (f"{TARGET}, reading: {{of: within, says: {{ru: а}}}}", "shape/missing-key", "{ru: а}", None),
    (TARGET.replace("1 working", "1"), "amount/kind-missing", "1 hour", None),
    (TARGET.replace("1 working hour", "soon"), "amount/unreadable", "soon", None),
    (TARGET.replace("1 working hour", "-1 working hours"), "amount/negative", "-1 working hours", None),
    (TARGET.replace("1 working hour", "0 working days"), "amount/zero", "0 working days", None),
    (TARGET.replace("1 working hour", "99999 calendar days"), "amount/too-long", "99999 calendar days", None),
    (TARGET.replace("1 working hour", "{by: tier}"), "figure/no-rows", "{by: tier}", None),
    (
        TARGET.replace("1 working hour", "{by: [tier, tier], plain: none}"),
        "figure/fact-twice",
        "{by: [tier, tier], plain: none}",
        None,
    ),
    (TARGET.replace("1 working hour", "{by: moon, full: none}"), "reference/undeclared", "moon", None),
    (TARGET.replace("1 working hour", "{by: tier, plane: none}"), "reference/undeclared", "plane", "plain"),
    (TARGET.replace("1 working hour", "{plain: none}"), "shape/wrong-form", "{plain: none}", None),
    ("require: []", "grammar/nothing-required", RULE, None),
    ("require: [], one of: [wick]", "shape/too-few", "[wick]", None),
    ("count: lamps, limit: 5, over: refuse", "grammar/key-needed", RULE, None),
    ("count: lamps, limit: many, over: wait", "shape/whole-number", "many", None),
    (POOL, "grammar/key-needed", RULE, None),
    (f"{POOL}, round: 15 minutes, rounding: none", "grammar/key-idle", RULE, None),
    (f"{POOL}, round: '15'", "shape/duration", "'15'", "15 hours"),
    (f"{TARGET}, warn: often", "shape/percent", "often", None),
    (TARGET.replace("1 working hour", "{by: [], plain: none}"), "shape/too-few", "[]", None),
    (TARGET.replace("1 working hour", "{by: tier, plain: soon}"), "amount/unreadable", "soon", None),
    ("none: glow, if: {colour: {dark: red}}", "shape/wrong-form", "{dark: red}", None),
    ("set: {colour: red}, criteria: [bright]", "shape/wrong-form", "[bright]", None),
    ("require: {wick: yes}", "shape/wrong-form", "{wick: yes}", None),
    (f"{'none' * 20}: glow", "shape/unknown-kind", "none" * 20, None),
    ("reopen: either", "grammar/key-needed", RULE, None),
    ("reopen: never, default: reopen", "grammar/key-idle", RULE, None),
)

# What stands in the head, what is put in its place, the code, the text pointed at, the hint.
BAD_HEADS: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("zone: Europe/Moscow\n", "zone: 3 hours\n", "shape/zone", "3 hours", None),
    ("effective: 2026-01-15", "effective: 2026-02-30", "shape/no-such-date", "2026-02-30", None),
    ("mon-fri:", "пн-пт:", "shape/days", "пн-пт", "mon-fri"),
    ("country: RU", "country: ru", "shape/country", "ru", "RU"),
    ("country: RU", "county: RU", "shape/unknown-key", "county", "country"),
    ("country: RU", "day length: '8'", "shape/duration", "'8'", "8 hours"),
    ("country: RU", "reading: {of: country, says: {ru: а, en: a}}", "reading/of-nothing", "country", None),
    (
        'day: {zone: Europe/Moscow, week: {mon-fri: "09:00-18:00"}, country: RU}',
        "day: {union: [always], reading: {of: zone, says: {ru: а, en: a}}}",
        "reading/of-nothing",
        "zone",
        None,
    ),
    (
        "kind: number}",
        "kind: number, values: {one: {ru: а, en: a}}}",
        "grammar/key-idle",
        "{title: {ru: Башни, en: Towers}, kind: number, values: {one: {ru: а, en: a}}}",
        None,
    ),
    ("  always:", "  tier:", "shape/reserved-name", "tier", None),
    ("  golden:", "  else:", "shape/reserved-name", "else", None),
    ("  colour:", "  status:", "shape/reserved-name", "status", None),
    ("  lit:", "  received:", "shape/reserved-name", "received", None),
    ("default: green", "default: gren", "shape/no-such-word", "gren", "green"),
    ("default: no", "default: never", "shape/no-such-word", "never", None),
    ("withdrawn by: lit", "withdrawn by: let", "reference/undeclared", "let", "lit"),
    ("calendar: always", "calendar: alway", "reference/undeclared", "alway", "always"),
    (
        "kind: text",
        "kind: choice",
        "grammar/key-needed",
        "{title: {ru: Фитиль, en: Wick}, kind: choice}",
        None,
    ),
    ("metrics:", "language: Russian\nmetrics:", "shape/language", "Russian", None),
    ("roles:", "rolls:", "shape/unknown-key", "rolls", "roles"),
    ("title: {ru: Фонари, en: Lanterns}", "title: Lanterns", "shape/wrong-form", "Lanterns", None),
)

BAD_CLAUSES: tuple[tuple[str, str, str, str | None], ...] = (
    ("{clause: a, text: б}", "grammar/key-needed", "{clause: a, text: б}", None),
    ('{clause: "7", text: б, prose: в}', "clause/number-twice", '"7"', None),
    ("{clause: a/b, text: б, prose: в}", "clause/number", "a/b", None),
    ("{clause: a, text: б, carried by: calendar night}", "reference/undeclared", "calendar night", None),
    ("{clause: a, text: б, carried by: 7/that}", "reference/undeclared", "7/that", "7/it"),
    ("{clause: a, text: '', prose: в}", "shape/blank", "''", None),
)


@pytest.mark.parametrize(("body", "code", "marked", "hint"), BAD_RULES)
def test_a_bad_rule_has_its_fault(body: str, code: str, marked: str, hint: str | None) -> None:
    expected = f"{{{body}}}" if marked == RULE else marked
    assert faults_of(with_rule(body)) == [(code, expected, hint)]


@pytest.mark.parametrize(("said", "instead", "code", "marked", "hint"), BAD_HEADS)
def test_a_bad_declaration_has_its_fault(
    said: str, instead: str, code: str, marked: str, hint: str | None
) -> None:
    head = HEAD.replace(said, instead, 1)
    found = faults_of(f"{head}{CLAUSES}      it: {{registration: staff}}\n")
    assert (code, marked, hint) in found


@pytest.mark.parametrize(("clause", "code", "marked", "hint"), BAD_CLAUSES)
def test_a_bad_clause_has_its_fault(clause: str, code: str, marked: str, hint: str | None) -> None:
    text = f"{HEAD}{CLAUSES}      it: {{none: glow}}\n  - {clause}\n"
    assert faults_of(text) == [(code, marked, hint)]


def test_an_undeclared_name_shows_where_such_names_are_declared() -> None:
    text = with_rule("none: glov")
    [fault] = read(text)[1]
    assert [text[place.start : place.end] for place in fault.places] == ["glov", "glow"]
    assert fault.values == {"kind": "metric", "name": "glov", "owner": ""}


def test_a_clause_number_used_twice_shows_both_clauses() -> None:
    text = f"{HEAD}{CLAUSES}      it: {{none: glow}}\n  - {{clause: 7, text: б, prose: в}}\n"
    [fault] = read(text)[1]
    assert [text[place.start : place.end] for place in fault.places] == ["7", '"7"']


def test_a_mistake_inside_a_declaration_does_not_make_its_name_unknown() -> None:
    head = HEAD.replace("lit: {title: {ru: Зажжён, en: Lit}, by: [staff]}", "lit: {by: [staff]}")
    found = faults_of(f"{head}{CLAUSES}      it: {{permit: lit}}\n")
    assert found == [("shape/missing-key", "{by: [staff]}", None)]


def test_the_value_of_an_undeclared_axis_is_not_told_besides() -> None:
    assert faults_of(with_rule("none: glow, if: {weight: heavy}")) == [
        ("reference/undeclared", "weight", None)
    ]


def test_faults_of_text_shape_and_references_are_told_at_once() -> None:
    text = with_rule("none: glov, if: {colour: red, colour: green}, reading: [], nota: x")
    codes = ["reference/undeclared", "source/duplicate-key", "shape/too-few", "shape/unknown-key"]
    assert [code for code, _, _ in faults_of(text)] == codes


def test_every_code_of_the_grammar_is_shown_here() -> None:
    rows = (BAD_RULES, BAD_HEADS, BAD_CLAUSES)
    shown = {next(part for part in row if part and part in READING_CODES) for table in rows for row in table}
    assert GRAMMAR_CODES.keys() - shown == set()


def test_every_fault_carries_the_values_its_code_declares() -> None:
    texts = [with_rule(body) for body, _, _, _ in BAD_RULES]
    texts += [f"{HEAD}{CLAUSES}      it: {{none: glow}}\n  - {clause}\n" for clause, _, _, _ in BAD_CLAUSES]
    texts += [HEAD.replace(said, instead, 1) for said, instead, _, _, _ in BAD_HEADS]
    told = {(fault.code, tuple(fault.values)) for text in texts for fault in read(text)[1]}
    assert told == {(code, READING_CODES[code]) for code, _ in told}
