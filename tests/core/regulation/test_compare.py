"""Two editions compared: the smallest thing that differs is named, and nothing else."""

import pytest

from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.compare import Difference, compare
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation

EDITION = """\
regulation: sample
edition: "1"
title: {ru: Пример, en: Sample}
effective: 2026-01-01
zone: UTC
calendars:
  office: {zone: UTC, week: {mon-fri: "09:00-18:00"}}
tiers:
  plain: {title: {ru: Обычный, en: Plain}, calendar: office}
  quick: {title: {ru: Быстрый, en: Quick}, calendar: office}
metrics:
  answer: {title: {ru: Ответ, en: Answer}}
clauses:
  - clause: "1"
    text: Ответ даётся в срок.
    rules:
      answer: {target: answer, starts: received, met by: staff reply, within: {by: tier, plain: 4 working hours, quick: 2 working hours}}
  - clause: "2"
    text: Прочее.
    prose: Определение.
  - clause: "3"
    text: Связь.
    prose: Сведения.
"""


def read(text: str) -> Regulation:
    regulation, faults = read_regulation(text.encode())
    assert tuple(fault for fault in faults if fault.severity == "error") == ()
    assert regulation is not None
    return regulation


def changed(before: str, after: str) -> tuple[Difference, ...]:
    assert before in EDITION
    return compare(read(EDITION), read(EDITION.replace(before, after)))


def test_an_edition_does_not_differ_from_itself_however_it_is_laid_out() -> None:
    relaid = EDITION.replace(
        '{zone: UTC, week: {mon-fri: "09:00-18:00"}}',
        "\n    zone: UTC\n    week:\n      mon-fri: 09:00-18:00",
    )
    assert compare(read(EDITION), read(relaid)) == ()


def test_a_changed_figure_is_named_by_its_row() -> None:
    (found,) = changed("quick: 2 working hours", "quick: 3 working hours")
    expected = Difference(
        "changed",
        "clauses",
        ("within", "quick"),
        read_amount("2 working hours"),
        read_amount("3 working hours"),
        "1",
        "1/answer",
    )
    assert expected == found


def test_a_new_key_of_a_rule_is_shown_with_what_it_was_by_default() -> None:
    (found,) = changed("met by: staff reply,", "met by: staff reply, strength: aim,")
    assert (found.kind, found.path, found.before, found.after) == ("changed", ("strength",), "promise", "aim")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Прочее.", "Прочее иначе.", ("changed", "clauses", ("text",), "2")),
        ('  - clause: "3"\n    text: Связь.\n    prose: Сведения.\n', "", ("removed", "clauses", (), "3")),
        ('clause: "3"', 'clause: "4"', ("added", "clauses", (), "4")),
        ("en: Quick", "en: Rapid", ("changed", "tiers", ("quick",), None)),
        ("09:00-18:00", "09:00-17:00", ("changed", "calendars", ("office", "calendar"), None)),
        ("effective: 2026-01-01", "effective: 2026-02-01", ("changed", "head", ("effective_on",), None)),
        ("      answer: {target", "      first answer: {target", ("added", "clauses", (), "1")),
    ],
)
def test_each_sort_of_change_is_found_where_it_stands(
    before: str, after: str, expected: tuple[str, str, tuple[str, ...], str | None]
) -> None:
    found = changed(before, after)
    assert expected in [(each.kind, each.section, each.path, each.clause) for each in found]


def test_only_the_clause_that_left_its_place_is_said_to_have_moved() -> None:
    head, _, rest = EDITION.partition('  - clause: "1"')
    first, _, others = rest.partition('  - clause: "2"')
    found = compare(read(EDITION), read(f'{head}  - clause: "2"{others}  - clause: "1"{first}'))
    assert [(each.kind, each.clause) for each in found] == [("moved", "1")]
