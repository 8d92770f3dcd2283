"""Faults as people read them: what is wrong, and what to write or do instead."""

import re

import pytest
from inline_snapshot import snapshot

from reglament.core.hours.calendar import Calendar, Union, WeekSpan
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.hours import Hours
from reglament.core.regulation.codes import READING_CODES
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.codes import STORY_CODES
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.fault import calendar_fault_sentence, fault_sentence, hint_sentence, severity_word
from tests.core.hours.cast import almanac
from tests.words.cast import TEXT

ALL_CODES = {**READING_CODES, **STORY_CODES}
SAMPLES = {"kind": "calendar", "limit": "64", "least": "2", "left_out": "5", "found": "1048576"}


def sentences(text: str, language: Language) -> list[str]:
    """What reading this text tells, hints included."""
    _, faults = read_regulation(text.encode())
    return [
        fault_sentence(fault, language) + (f" = {hint_sentence(fault.hint, language)}" if fault.hint else "")
        for fault in faults
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ALL_CODES))
def test_every_fault_is_told_with_all_its_values_as_words(code: str, language: Language) -> None:
    values = {name: SAMPLES.get(name, "3") for name in ALL_CODES[code]}
    if code == "shape/wrong-form":
        values["found"] = "list"
    told = fault_sentence(Fault(code, (), values), language)
    assert re.search(r"[{}]", told.replace("{ }", "").replace("{all: […]}", "")) is None
    assert told.endswith((".", "`"))


def test_an_unknown_key_names_the_one_that_was_meant() -> None:
    wrong = TEXT.replace("met by: lit", "met_by: lit", 1)
    assert sentences(wrong, "ru") == snapshot(
        [
            "Не хватает ключа `met by` (здесь — правило о сроке). Добавьте `met by: …`.",
            "Ключа `met_by` здесь не бывает (это правило о сроке). = Напишите: met by",
        ]
    )
    assert sentences(wrong, "en") == snapshot(
        [
            "The key `met by` is missing (a target). Add `met by: …`.",
            "The key `met_by` is unknown here (a target). = Write instead: met by",
        ]
    )


def test_without_a_hint_the_sentence_itself_says_what_is_possible() -> None:
    wrong = TEXT.replace("owed by: customer", "owed by: 7", 1)
    assert sentences(wrong, "ru") == snapshot(
        ["Слово `7` здесь не подходит. Здесь бывает: vendor, customer, third party."]
    )
    assert sentences(wrong, "en") == snapshot(
        ["The word `7` does not fit here. Possible here: vendor, customer, third party."]
    )


def test_a_name_that_is_not_declared() -> None:
    wrong = TEXT.replace("stops: [light up, decision]", "stops: [light, decision]").replace(
        "{weight: heavy}", "{weight: huge}"
    )
    assert sentences(wrong, "ru") == snapshot(
        ["Имя `light` нигде не объявлено; здесь ожидается показатель из `metrics`. = Напишите: light up"]
    )
    assert sentences(wrong, "en") == snapshot(
        [
            "The name `light` is declared nowhere; expected here: a metric of `metrics`. = Write instead: light up"
        ]
    )


def test_an_amount_whose_kind_is_missing() -> None:
    wrong = TEXT.replace("gold: 2 clock hours", "gold: 2 hours")
    assert sentences(wrong, "ru") == snapshot(
        [
            "В сроке `2 hours` не сказано, какое время считается: рабочее, календарное или всякое. Добавьте слово: `2 working hours` — рабочие часы, `2 clock hours` — часы круглосуточно, `2 calendar days` — календарные дни."
        ]
    )
    assert sentences(wrong, "en") == snapshot(
        [
            "The term `2 hours` does not say which time counts: working, calendar or clock time. Say it: `2 working hours`, `2 clock hours` (round the clock) or `2 calendar days`."
        ]
    )


def test_a_form_that_does_not_fit() -> None:
    wrong = TEXT.replace("stops: [light up, decision]", "stops: {a: b}")
    assert sentences(wrong, "ru") == snapshot(
        [
            "Здесь набор ключей, а нужно другое: имя показателя. Как это пишется, сказано в описании формата, docs/regulation/grammar.md."
        ]
    )
    assert sentences(wrong, "en") == snapshot(
        [
            "Here is a mapping, but this is wanted: the name of a metric. How it is written: docs/regulation/grammar.md."
        ]
    )


def test_tabs_are_replaced_by_so_many_spaces() -> None:
    _, faults = read_regulation(b"a:\tb\n")
    tab = next(fault for fault in faults if fault.code == "source/tab")
    assert tab.hint is not None
    assert hint_sentence(tab.hint, "ru") == "Напишите вместо неё 2 пробела."
    assert hint_sentence(tab.hint, "en") == "Write 2 spaces instead."


def test_sizes_and_plurals() -> None:
    found = [
        Fault("source/too-long", (), {"limit": str(4 * 1024 * 1024), "found": "5000000"}),
        Fault("source/too-many-faults", (), {"kept": "100", "left_out": "21"}),
        Fault("source/too-many-faults", (), {"kept": "100", "left_out": "22"}),
    ]
    assert [fault_sentence(fault, "ru") for fault in found] == snapshot(
        [
            "Файл слишком велик: 4,8 МБ при пределе 4 МБ. Проверьте, тот ли это файл.",
            "Показано замечаний: 100. Ещё 21 не показано. Исправьте показанные и проверьте файл снова.",
            "Показано замечаний: 100. Ещё 22 не показаны. Исправьте показанные и проверьте файл снова.",
        ]
    )
    assert [fault_sentence(fault, "en") for fault in found] == snapshot(
        [
            "The file is too large: 4.8 MB, where the limit is 4 MB. Check that this is the right file.",
            "100 findings are shown, 21 more are not. Mend those shown and check again.",
            "100 findings are shown, 22 more are not. Mend those shown and check again.",
        ]
    )


def test_calendars_that_cannot_be_compiled() -> None:
    overlapping = Calendar("Europe/Moscov", (WeekSpan(0, 32_400, 46_800), WeekSpan(0, 43_200, 64_800)))
    found = [compile_calendar(calendar, almanac()) for calendar in (overlapping, Union(()))]
    faults = [fault for one in found if not isinstance(one, Hours) for fault in one]
    assert [calendar_fault_sentence(fault, "ru") for fault in faults] == snapshot(
        [
            "Часового пояса `Europe/Moscov` нет. Пояс пишут по базе IANA: `Europe/Moscow`.",
            "Часы 09:00–13:00 и 12:00–18:00 накладываются. Закончите один промежуток не позже, чем начнётся другой.",
            "Не названо, какие календари сочетать. Перечислите их имена.",
        ]
    )
    assert [calendar_fault_sentence(fault, "en") for fault in faults] == snapshot(
        [
            "There is no time zone `Europe/Moscov`. A zone is named as in the IANA database: `Europe/Moscow`.",
            "The hours 09:00–13:00 and 12:00–18:00 overlap. Let one span end before or where the next begins.",
            "The calendars to combine are not named. List their names.",
        ]
    )


def test_severities() -> None:
    assert [severity_word(one, "ru") for one in ("error", "warning", "note")] == [
        "ошибка",
        "предупреждение",
        "замечание",
    ]
