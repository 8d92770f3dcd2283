"""Every rule of a regulation has words in both languages: all kinds, conditions, happenings and choices."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args

import pytest

from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.figure import Table
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.permission import CountRule
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.rule.figure import grid_of
from reglament.words.rule.hours import calendar_lines, hours_phrase, named_hours
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.tell import TELLERS, rule_told
from tests.core.regulation.written import read, with_rule
from tests.words.rule.golden import Golden, goldens, told


def regulation_of(text: str) -> Regulation:
    regulation, faults = read(text)
    assert faults == ()
    assert regulation is not None
    return regulation


@cache
def golden_rules() -> tuple[AnyRule, ...]:
    return tuple(regulation_of(with_rule(golden.written)).clauses[0].rules[0] for golden in goldens())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.written[:40])
def test_a_rule_is_told_as_reviewed(golden: Golden, language: Language) -> None:
    assert told(regulation_of(with_rule(golden.written)), language) == golden.says[language]


def test_every_kind_of_rule_has_a_teller_and_is_reviewed() -> None:
    kinds = set(get_args(AnyRule))
    assert (set(TELLERS), {type(rule) for rule in golden_rules()}) == (kinds, kinds)


def test_every_kind_of_condition_and_happening_is_reviewed() -> None:
    seen = {type(value) for rule in golden_rules() for value in values_in(rule)}
    assert (set(get_args(Condition)) | set(get_args(Happening))) - seen == set()


def test_every_part_of_every_rule_is_reviewed_with_a_value_of_its_own() -> None:
    """Each field of each kind takes at least two values among the reviewed rules, or a teller could forget it."""
    silent = {"id", "clause", "place", "note", "readings", "overrides"}
    alike = {
        f"{kind.__name__}.{field.name}"
        for kind in get_args(AnyRule)
        for field in fields(kind)
        if field.name not in silent
        and len({repr(getattr(rule, field.name)) for rule in golden_rules() if type(rule) is kind}) < 2
    }
    once = "AccessRule ExcuseRule PublishRule RankRule RetainRule ShareRule ValidityRule WindowRule".split()
    assert {name for name in alike if name.split(".")[0] not in once} - SAME == set()


# One value is all there is among the reviewed rules: two would say the same in other nouns.
SAME = {
    "CountRule.condition", "CountRule.counter", "ExtendRule.condition", "ExtendRule.metric", "PauseRule.condition",
    "PauseRule.reason", "PermitRule.condition", "PoolRule.condition", "PoolRule.counter", "RefuseRule.ground",
    "ReopenRule.condition", "SetRule.axis", "TargetRule.condition",
}  # fmt: skip


def values_in(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value):
        parts: list[object] = [getattr(value, field.name) for field in fields(value)]
    else:
        parts = list(value) if isinstance(value, tuple) else []
    for part in parts:
        yield from values_in(part)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", ("Лампа молчит.", "Другое прочтение: 2 часа круглосуточно.")),
        ("en", ("The lamp is silent.", "The other reading: 2 hours round the clock.")),
    ],
)
def test_a_reading_is_told_with_the_other_term_it_could_have_been(
    language: Language, expected: tuple[str, str]
) -> None:
    reading = (
        "reading: {of: within, says: {ru: Лампа молчит, en: The lamp is silent}, instead: 2 clock hours}"
    )
    body = f"target: glow, starts: received, met by: lit, within: 2 working hours, {reading}"
    regulation = regulation_of(with_rule(body))
    (choice,) = rule_told(regulation.clauses[0].rules[0], regulation, language).choices
    assert (choice.says, choice.instead) == expected


def test_another_reading_that_is_a_word_of_the_file_is_not_shown_to_readers() -> None:
    body = "require: [wick], missing: hold, reading: {of: missing, says: {ru: Ждём., en: We wait.}, instead: ask}"
    regulation = regulation_of(with_rule(body))
    (choice,) = rule_told(regulation.clauses[0].rules[0], regulation, "en").choices
    assert (choice.says, choice.instead) == ("We wait.", "")


def test_a_rule_that_prevails_cites_the_clause_it_prevails_over_once() -> None:
    text = with_rule("none: [glow], if: {colour: red}, overrides: [8/a, 8/b]")
    other = '  - clause: "8"\n    text: Ещё.\n    rules:\n'
    target = "{target: glow, starts: received, met by: lit, within: 1 working hour}"
    regulation = regulation_of(f"{text}{other}      a: {target}\n      b: {target}\n")
    assert rule_told(regulation.clauses[0].rules[0], regulation, "en").lines[-1] == "Prevails over: cl. 8."


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendars_say_what_they_are_beyond_their_hours(language: Language) -> None:
    more = (
        "calendars:\n"
        '  there: {zone: customer, week: {fri: "22:00-06:00"}, country: RU, working saturdays: served, short days: shortened, '
        'overlays: [pandemic 2020], dates: {2026-05-09: closed, 2026-05-11: ["10:00-12:00", "23:00-01:00"]}, '
        "day length: 7 hours, contract may replace: yes}\n"
        "  both: {union: [day, there]}\n"
        "  rest: {without: [always, day]}\n"
    )
    regulation = regulation_of(with_rule("registration: staff").replace("calendars:\n", more))
    lines = [named_hours(one, regulation, language) for one in regulation.calendars.values()]
    besides = list(calendar_lines(regulation.calendars["there"], language))
    assert (lines[:3], besides) == CALENDARS[language]
    assert hours_phrase("both", regulation, language) == CALENDARS[language][0][1]


CALENDARS: dict[Language, tuple[list[str], list[str]]] = {
    "ru": (
        [
            "пт 22:00–06:00, местное время заказчика, кроме праздников (Россия)",
            "в любые из этих часов: пн–пт 09:00–18:00, Москва, кроме праздников (Россия); пт 22:00–06:00, местное время заказчика, кроме праздников (Россия)",
            "круглосуточно, но не пн–пт 09:00–18:00, Москва, кроме праздников (Россия)",
        ],
        [
            "рабочие субботы обслуживаются",
            "предпраздничные дни короче на час",
            "дополнительные нерабочие дни: `pandemic 2020`",
            "сб 9 мая 2026: работа не ведётся",
            "пн 11 мая 2026: работа 10:00–12:00, 23:00–01:00",
            "рабочий день длиной — 7 ч",
            "договор может назначить свои часы",
        ],
    ),
    "en": (
        [
            "Fri 22:00–06:00, the customer's local time, except holidays (Russia)",
            "any of these hours: Mon–Fri 09:00–18:00, Moscow, except holidays (Russia); Fri 22:00–06:00, the customer's local time, except holidays (Russia)",
            "round the clock, but not Mon–Fri 09:00–18:00, Moscow, except holidays (Russia)",
        ],
        [
            "transferred working Saturdays are served",
            "eves of holidays are an hour shorter",
            "further days off: `pandemic 2020`",
            "Sat 9 May 2026: open not at all",
            "Mon 11 May 2026: open 10:00–12:00, 23:00–01:00",
            "a working day of length is 7 h",
            "the contract may set hours of its own",
        ],
    ),
}


def test_the_tier_hours_are_told_outright_where_all_tiers_share_them() -> None:
    regulation = regulation_of(with_rule("registration: staff").replace("calendar: always", "calendar: day"))
    assert hours_phrase("tier", regulation, "en") == "Mon–Fri 09:00–18:00, Moscow, except holidays (Russia)"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("{by: [tier, colour], plain: {red: 1, green: 2}, else: 9}", [("Plain", "1", "2", "9"), ("all others", "9", "9", "9")]),
        ("{by: [colour, tier], red: {golden: 1}, else: {golden: none, else: 3}}", [("Red", "1", "3"), ("all others", "none", "3")]),
        ("{by: [colour, tier], red: {golden: 1}, green: {plain: 2}}", [("Red", "—", "1"), ("Green", "2", "—")]),
        ("{by: [tier, colour], plain: {red: 1, else: 5}, else: {red: 7, green: 8}}", [("Plain", "1", "5", "5"), ("all others", "7", "8", "—")]),
        ("{by: [tier, colour], golden: 4, plain: 3}", [("Plain", "3"), ("Golden", "4")]),
        ("{by: [channel, tier, colour], door: {plain: {red: 1}}, else: 2}", [("Door", "Plain", "Red", "1"), ("all others", "all others", "all others", "2")]),
        ("{by: role, stranger: 1, keeper: 2}", [("Keeper", "2"), ("an unknown sender", "1")]),
    ],
)  # fmt: skip
def test_a_table_reads_in_declared_order_and_crosses_two_facts(
    table: str, expected: list[tuple[str, ...]]
) -> None:
    regulation = regulation_of(with_rule(f"count: lamps, limit: {table}, over: wait"))
    (rule,) = regulation.of_kind(CountRule)
    assert isinstance(rule.limit, Table)
    grid = grid_of("It", rule.limit, lambda one: str(one.number), Speaker(regulation, "en"))
    assert list(grid.rows) == expected
