"""The catalogue is exhaustive and holds nothing idle: every code in both languages, with no value that it does not carry."""

import re
from string import Formatter

import pytest

from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.codes import GRAMMAR_CODES
from reglament.words.catalogue import LANGUAGES, Language, UnknownSentence, catalogue, sentence
from tests.words.calendar_codes import CALENDAR_CODES
from tests.words.expected import DATES, calendar_codes, expected, kinds_of_dates


def listed(keys: set[str]) -> str:
    return "\n".join(sorted(keys))


def values_in(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: Language) -> None:
    assert listed(set(expected()) - set(catalogue(language).entries)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_idle(language: Language) -> None:
    assert listed(set(catalogue(language).entries) - set(expected())) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_uses_only_values_that_its_code_carries(language: Language) -> None:
    carried = expected()
    strange = {
        f"{key}: {name}"
        for key, entry in catalogue(language).entries.items()
        for form in entry.forms
        for name in values_in(form) - carried.get(key, frozenset())
    }
    assert listed(strange) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_that_chooses_a_plural_form_is_one_of_the_values(language: Language) -> None:
    carried = expected()
    entries = catalogue(language).entries
    strange = {key for key, entry in entries.items() if entry.by is not None and entry.by not in carried[key]}
    assert listed(strange) == ""


def test_both_languages_say_the_same_values() -> None:
    russian, english = catalogue("ru").entries, catalogue("en").entries
    differing = {
        key for key in russian if values_in(russian[key].forms[-1]) != values_in(english[key].forms[-1])
    }
    assert listed(differing) == ""


def test_russian_is_russian_and_english_is_english() -> None:
    cyrillic = re.compile("[а-яё]", re.IGNORECASE)
    assert (
        listed({key for key, entry in catalogue("en").entries.items() if cyrillic.search(entry.forms[0])})
        == ""
    )
    without = {key for key, entry in catalogue("ru").entries.items() if not cyrillic.search(entry.forms[0])}
    # What is put together of values alone.
    assert without == {
        "condition is",
        "date by",
        "happening mark",
        "moment beside",
        "opening hours",
        "short",
        "short numbered",
        "title quoted",
    }


def test_every_sentence_of_a_fault_or_refusal_ends_with_a_full_stop() -> None:
    whole = re.compile("^(fault|remedy|refusal|caution) .*/")
    entries = [(language, *one) for language in LANGUAGES for one in catalogue(language).entries.items()]
    open_ended = {
        f"{language}: {key}"
        for language, key, entry in entries
        if whole.search(key) and not all(form.endswith(".") for form in entry.forms)
    }
    assert listed(open_ended) == ""


def test_the_codes_of_calendar_faults_are_those_of_the_source() -> None:
    assert listed(calendar_codes()) == listed(set(CALENDAR_CODES))


def test_the_kinds_of_dates_are_those_of_the_source() -> None:
    assert kinds_of_dates() == set(DATES)


@pytest.mark.parametrize(
    "text", ["0 working days", "40000 calendar days", "-2 working hours", "2 hours", "soon"]
)
def test_every_fault_of_an_amount_is_a_fault_of_the_grammar(text: str) -> None:
    code = getattr(read_amount(text), "code", "")
    assert code.replace(".", "/").replace("_", "-") in GRAMMAR_CODES


def test_an_unknown_key_is_a_bug_that_shows() -> None:
    with pytest.raises(UnknownSentence):
        sentence("fault nobody/knows", "ru")


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [(1, "1 день", "1 day"), (2, "2 дня", "2 days"), (5, "5 дней", "5 days"), (21, "21 день", "21 days")],
)
def test_the_plural_form_follows_the_number(count: int, russian: str, english: str) -> None:
    assert (
        sentence("length days", "ru", {"number": count}),
        sentence("length days", "en", {"number": count}),
    ) == (
        russian,
        english,
    )
