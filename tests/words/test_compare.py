"""Two editions compared in words: each difference once, in its place, before and after in the nouns of their own edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.compare import Change, compare_words
from reglament.words.wording import MOST_WORDS, Piece, wording
from tests.core.regulation.written import HEAD, read
from tests.words.document.cast import FILES, regulation_in

EDITION = f"""\
{HEAD}
clauses:
  - clause: "1"
    title: {{ru: Свет, en: Light}}
    text: Свет горит два часа после зажигания.
    rules:
      glow: {{target: glow, starts: received, met by: lit, within: {{by: tier, plain: 2 working hours, golden: 1 clock hour}}}}
      calm: {{set: {{colour: green}}, criteria: {{calm: {{ru: Тихо, en: Calm}}}}}}
      hours: {{pool: hours, estimate: needed, round: 15 minutes, charged at: closed}}
  - clause: "2"
    text: О буре.
    prose: Вводное слово.
  - clause: "3"
    text: О дверях.
    rules:
      door: {{refuse: receive, ground: darkness, if: {{channel: door}}}}
"""


def edition(text: str) -> Regulation:
    regulation, faults = read(text)
    assert faults == ()
    assert regulation is not None
    return regulation


def changes(before: str, after: str, language: Language = "en") -> tuple[Change, ...]:
    assert before in EDITION
    return compare_words(edition(EDITION), edition(EDITION.replace(before, after)), language).changes


def told(before: str, after: str, language: Language = "en") -> list[tuple[str, str, str, str, str]]:
    return [
        (one.kind, one.where, one.what, one.before, one.after) for one in changes(before, after, language)
    ]


CHANGED: list[tuple[str, str, tuple[str, str, str, str, str]]] = [
    ("plain: 2 working hours", "plain: 3 working hours",
     ("changed", "cl. 1 Light", "Term `1/glow` · how long (Tier — Plain)", "2 working hours", "3 working hours")),
    ("golden: 1 clock hour", "golden: none",
     ("changed", "cl. 1 Light", "Term `1/glow` · how long (Tier — Golden)", "1 hour round the clock", "not set")),
    (", golden: 1 clock hour", "",
     ("removed", "cl. 1 Light", "Term `1/glow` · how long (Tier — Golden)", "1 hour round the clock", "")),
    ("met by: lit", "met by: {sent: blown out}",
     ("changed", "cl. 1 Light", "Term `1/glow` · what meets it", "“Lit”", "“Blown out” was sent")),
    ("round: 15 minutes", "rounding: none",
     ("changed", "cl. 1 Light", "Pool of hours `1/hours` · rounding", "up to a step of 15 min, once per case", "none")),
    ("charged at: closed", "charged at: closed, below zero: with a ground",
     ("changed", "cl. 1 Light", "Pool of hours `1/hours` · below zero with a ground", "no", "yes")),
    ("set: {colour: green}", "set: {colour: red}",
     ("changed", "cl. 1 Light", "Classification `1/calm` · value", "“Green”", "“Red”")),
    ("calm: {ru: Тихо, en: Calm}", "calm: {ru: Тишь, en: Quiet}",
     ("changed", "cl. 1 Light", "Classification `1/calm` · criteria", "“Calm”", "“Quiet”")),
    ("if: {channel: door}", "if: {channel: window}",
     ("changed", "cl. 3", "Refusal `3/door` · condition", "channel is “Door”", "channel is “Window”")),
    ("ground: darkness, if", "ground: darkness, outcome: held, if",
     ("changed", "cl. 3", "Refusal `3/door` · outcome", "refused", "held")),
    ("ground: darkness, if", "ground: darkness, answer: blown out, if",
     ("added", "cl. 3", "Refusal `3/door` · answer to the sender", "", "“Blown out”")),
    ("prose: Вводное слово.", "prose: Вводные слова.",
     ("changed", "cl. 2", "why it needs no rule", "Вводное слово.", "Вводные слова.")),
    ("effective: 2026-01-15", "effective: 2026-03-01",
     ("changed", "Head", "in force from", "Thu 15 Jan 2026", "Sun 1 Mar 2026")),
    ("storm: {title: {ru: Буря, en: Storm}}", "storm: {title: {ru: Гроза, en: Thunder}}",
     ("changed", "Pauses", "“Thunder” · title", "“Storm”", "“Thunder”")),
    ("lit: {title: {ru: Зажжён, en: Lit}, by: [staff]}", "lit: {title: {ru: Зажжён, en: Lit}, by: [staff, keeper]}",
     ("changed", "Marks", "“Lit” · by whom", "support staff", "support staff and “Keeper”")),
    ("towers: {title: {ru: Башни, en: Towers}, kind: number}", "towers: {title: {ru: Башни, en: Towers}, kind: yes no}",
     ("changed", "Terms of the contract", "“Towers” · kind", "a number", "yes or no")),
    ("kind: yes no, default: no", "kind: yes no, default: yes",
     ("changed", "Terms of the contract", "“Night” · default", "no", "yes")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    CHANGED,
    ids=lambda one: one[:30] if isinstance(one, str) else "",
)
def test_a_difference_is_told_in_its_place_before_and_after(
    before: str, after: str, expected: tuple[str, str, str, str, str]
) -> None:
    assert told(before, after) == [expected]


def test_a_clause_that_came_is_told_whole_with_its_rules() -> None:
    new = '  - clause: "4"\n    text: О ночи.\n    rules:\n      it: {none: [fade]}\n'
    found = compare_words(edition(EDITION), edition(EDITION + new), "en").changes
    assert [(one.kind, one.where, one.what, one.after) for one in found] == [
        ("added", "cl. 4", "new clause", "О ночи. There is no term of “Fade”.")
    ]


def test_a_clause_that_went_is_told_by_what_stood_there() -> None:
    found = changes('  - clause: "2"\n    text: О буре.\n    prose: Вводное слово.\n', "", "ru")
    assert [(one.kind, one.where, one.what, one.before, one.after) for one in found] == [
        ("removed", "п. 2", "пункт исключён", "О буре.", "")
    ]


def test_a_clause_that_moved_is_only_said_to_have_moved() -> None:
    second = '  - clause: "2"\n    text: О буре.\n    prose: Вводное слово.\n'
    moved = edition(EDITION.replace(second, "") + second)
    found = compare_words(edition(EDITION), moved, "en")
    assert [(one.kind, one.where, one.what, one.before, one.after) for one in found.changes] == [
        ("moved", "cl. 2", "clause moved", "", "")
    ]
    assert (
        found.summary
        == "Clauses: 0 changed, 0 added, 0 removed, 1 moved. Elsewhere (head and declarations): 0."
    )


def test_a_rule_of_another_kind_is_one_that_went_and_one_that_came() -> None:
    found = told("door: {refuse: receive, ground: darkness, if: {channel: door}}", "door: {none: [fade]}")
    assert [(kind, what) for kind, _, what, _, _ in found] == [
        ("removed", "No term `3/door`"),
        ("added", "No term `3/door`"),
    ]


def test_a_figure_given_by_other_facts_is_told_whole_on_both_sides() -> None:
    ((_, _, _, before, after),) = told(
        "within: {by: tier, plain: 2 working hours, golden: 1 clock hour}",
        "within: {by: colour, red: 1 working hour, else: none}",
    )
    assert before == "Tier — Plain: 2 working hours; Tier — Golden: 1 hour round the clock"
    assert after == "Colour — Red: 1 working hour; all others: not set"


def test_a_calendar_is_told_by_its_hours_and_what_else_it_says() -> None:
    ((_, where, what, before, after),) = told(
        'day: {zone: Europe/Moscow, week: {mon-fri: "09:00-18:00"}, country: RU}',
        'day: {zone: customer, week: {mon-fri: "09:00-18:00"}, country: RU, working saturdays: served}',
    )
    besides = "transferred working Saturdays are {}; eves of holidays run full"
    assert (where, what) == ("Calendars", "`day`")
    assert before == "Mon–Fri 09:00–18:00, Moscow, except holidays (Russia); " + besides.format("not served")
    assert after == (
        "Mon–Fri 09:00–18:00, the customer's local time, except holidays (Russia); "
        + besides.format("served")
    )


def test_each_side_is_told_in_the_nouns_of_its_own_edition() -> None:
    text = EDITION.replace("met by: lit", "met by: {sent: blown out}").replace(
        "Зажжён, en: Lit", "Горит, en: Burning"
    )
    found = compare_words(edition(EDITION), edition(text), "en").changes
    assert [(one.before, one.after) for one in found] == [
        ("“Lit”", "“Burning”"),
        ("“Lit”", "“Blown out” was sent"),
    ]


def test_what_is_no_difference_of_meaning_is_none() -> None:
    found = compare_words(edition(EDITION), edition(EDITION + "# a remark\n"), "en")
    assert (found.changes, found.summary) == ((), "The editions do not differ.")


def test_a_changed_text_is_compared_word_by_word() -> None:
    (change,) = changes("два часа после зажигания", "три часа с минуты зажигания")
    assert change.pieces == (
        Piece("same", "Свет горит "),
        Piece("gone", "два"),
        Piece("new", "три"),
        Piece("same", " часа "),
        Piece("gone", "после"),
        Piece("new", "с минуты"),
        Piece("same", " зажигания."),
    )


texts = st.lists(st.sampled_from(["свет", "ночь", "буря", " ", ", ", ".", "2"]), max_size=12).map("".join)


@given(texts, texts)
def test_the_pieces_of_two_texts_make_up_both(old: str, new: str) -> None:
    pieces = wording(old, new)
    assert "".join(piece.text for piece in pieces if piece.fate != "new") == old
    assert "".join(piece.text for piece in pieces if piece.fate != "gone") == new


def test_a_very_long_text_is_shown_whole() -> None:
    long = "слово " * (MOST_WORDS // 2 + 1)
    assert wording("было", long) == (Piece("gone", "было"), Piece("new", long))


@pytest.mark.parametrize("language", LANGUAGES)
def test_even_two_different_regulations_can_be_told_apart(language: Language) -> None:
    """Every noun, calendar, clause and rule of each regulation goes through the tellers of this verb."""
    for path in FILES:
        found = compare_words(regulation_in(path), regulation_in(FILES[0]), language)
        assert all(one.where and one.what for one in found.changes)
        assert (found.changes == ()) == (path == FILES[0])
