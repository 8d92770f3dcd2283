"""Refusals as people read them: why not, what instead, and the clause in its own words."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from reglament.core.case.act import Classify, Doer, Extend, LogWork, Receive, Record, Snooze
from reglament.core.case.answer import Refused
from reglament.core.case.code import CAUTION_CODES, REFUSAL_CODES
from reglament.core.case.decide.door import decide
from reglament.core.contract.answer import ContractRefused
from reglament.core.contract.code import CONTRACT_CODES
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.title import Title
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.refusal import caution_sentence, refusal_sentence
from tests.words.cast import aurora, told, zone

CODES = {**REFUSAL_CODES, **CONTRACT_CODES}
EIGHT_HOURS = Amount(AmountKind.WORKING_TIME, 8 * 3600)
SAMPLES: dict[str, object] = {
    "instead": Title("Туда.", "There."),
    "most": EIGHT_HOURS,
    "from_on": date(2026, 11, 2),
    "until_on": date(2026, 11, 1),
    "criteria": ("one",),
    "allowed": ("staff", "keeper"),
    "ground": "storm",
    "status": "closed",
    "act": "pause",
    "what": "receive",
}
FIGURES = ("needed", "left", "charged", "accepted", "start", "end", "seq", "limit")


def sample(code: str, name: str) -> object:
    if code == "extend/over-most" and name == "total":
        return EIGHT_HOURS
    if name in FIGURES or name.endswith("_at") or (code, name) == ("work/over-accepted", "total"):
        return 7200
    return SAMPLES.get(name, "x")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_is_told_with_all_its_values_as_words(code: str, language: Language) -> None:
    values = {name: sample(code, name) for name in CODES[code]}
    kind = ContractRefused if code in CONTRACT_CODES else Refused
    told = refusal_sentence(kind(code, "", "", values), aurora(), language, zone())
    assert told.endswith(".")
    assert "None" not in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CAUTION_CODES)
def test_every_caution_is_told(code: str, language: Language) -> None:
    assert caution_sentence(code, language).endswith(".")


STORY = "2026-11-03 10:00: {receive: {channel: letter, role: keeper}}"
RECEIVE = Receive("letter", "keeper")


def refused(act: object, by: Doer | None = None, lines: str = STORY, *, case: str = "A") -> Refused:
    """The answer to an act on a case of this story."""
    seen = told(lines, "2026-11-03 12:00", case=case)
    answer = decide(
        act,  # type: ignore[arg-type]
        case=case,
        by=by or Doer("staff"),
        entries=seen.entries,
        terms=seen.terms,
        standing=seen.standing,
        at=seen.at,
    )
    assert isinstance(answer, Refused)
    return answer


def both(no: Refused) -> list[str]:
    return [refusal_sentence(no, aurora(), language, zone()) for language in LANGUAGES]


def test_a_refused_receipt_quotes_the_clause_and_says_where_to_turn() -> None:
    no = refused(Receive("letter", "stranger"), Doer("customer"), case="B")
    assert both(no) == snapshot(
        [
            "Регламент не позволяет принять обращение: «Ночью не принимаем». Напишите утром. Ночью звоните дежурному. Пункт 4.1: «Ночные обращения не принимаются. Звоните дежурному.»",
            "The regulation does not allow us to take the case in: “Not at night”. Write in the morning. Call the watch at night. Clause 4.1: “Ночные обращения не принимаются. Звоните дежурному.”",
        ]
    )


def test_a_full_limit_names_the_counter_and_the_number() -> None:
    lines = f"{STORY}\n2026-11-03 10:01: {{receive: {{channel: letter, role: keeper}}, case: B}}"
    assert both(refused(RECEIVE, Doer("customer"), lines, case="C")) == snapshot(
        [
            "Лимит исчерпан: «Лампы в работе», не больше 2. Основание: «Мест больше нет». Пункт 4.2: «В работе не больше двух ламп.»",
            "The limit is reached: “Lamps in work”, at most 2. Ground: “No more places”. Clause 4.2: “В работе не больше двух ламп.”",
        ]
    )


def test_an_extension_beyond_the_most_says_both_amounts() -> None:
    no = refused(Extend("light up", Amount(AmountKind.WORKING_TIME, 10 * 3600), "storm", None))
    assert both(no) == snapshot(
        [
            "Вместе продления составят 10 рабочих часов, а можно не больше: 8 рабочих часов. Пункт 3.1: «В шторм срок продлевается по согласию.»",
            "Together the extensions would come to 10 working hours; at most 8 working hours is allowed. Clause 3.1: “В шторм срок продлевается по согласию.”",
        ]
    )


def test_a_mark_that_another_must_record() -> None:
    assert both(refused(Record("lit"), Doer("customer", role="keeper"))) == snapshot(
        [
            "Отметку «Свет горит» может поставить только сотрудник поддержки.",
            "“The light burns” can be recorded only by support staff.",
        ]
    )


def test_a_value_that_the_axis_lacks() -> None:
    assert both(refused(Classify({"weight": "huge"}))) == snapshot(
        ["У признака «Тяжесть» нет значения `huge`.", "“Weight” has no value `huge`."]
    )


def test_an_act_that_the_state_of_the_case_does_not_admit() -> None:
    lines = f"{STORY}\n2026-11-03 11:00: {{close: quiet}}"
    assert both(refused(LogWork(3600, "anna"), lines=lines)) == snapshot(
        [
            "Сейчас нельзя записать время работы: обращение закрыто.",
            "It is not possible to log work now: the case is closed.",
        ]
    )


def test_moments_are_told_on_the_wall_asked_for() -> None:
    no = refused(Snooze(1_793_620_800))
    assert refusal_sentence(no, aurora(), "ru", zone("Asia/Vladivostok")) == snapshot(
        "Отложить можно только на будущее, а пн 2 нояб. 2026 22:00 уже прошло."
    )


def test_hours_are_told_as_lengths() -> None:
    no = Refused("charge/over-balance", "", "", {"needed": 5400, "left": 900})
    assert both(no) == snapshot(
        [
            "Часов не хватает: нужно 1 ч 30 мин, осталось 15 мин.",
            "The hours do not suffice: 1 h 30 min needed, 15 min left.",
        ]
    )


@pytest.mark.parametrize(
    ("code", "values", "words"),
    [
        ("share/mark-missing", {"missing": ("lit",)}, "«Свет горит»"),
        ("permit/mark-missing", {"mark": "lit", "missing": ("decided",)}, "«Решение принято»"),
        ("permit/field-missing", {"mark": "lit", "missing": ("lamp",)}, "«Номер лампы»"),
        ("classify/not-brought", {"axis": "weight", "value": "heavy", "missing": ("reason",)}, "обоснование"),
        ("field/bad-value", {"field": "lamp", "kind": "number"}, "нужно число"),
        ("link/already", {"case": "B", "kind": "follow-up"}, "продолжение"),
        ("link/kind-unknown", {"kind": "x", "known": ("related", "repeat")}, "связанное и повторное"),
        (
            "pause/no-notice",
            {"reason": "drawing", "allowed": ("email", "phone")},
            "электронная почта или телефон",
        ),
        ("pause/way-not-allowed", {"way": "phone", "allowed": ("letter",)}, "«Письмо»"),
        ("extend/agreement-missing", {"who": "customer"}, "его даёт заказчик"),
        ("accept/not-by", {"allowed": "keeper"}, "«Смотритель»"),
        ("revive/ground-stands", {"ground": None}, "не названо"),
        ("charge/already", {"charged": 5400}, "1 ч 30 мин"),
        (
            "correct/future",
            {"seq": 3, "happened_at": 1_793_620_800},
            "№ 3 нельзя перенести в будущее, на пн 2 нояб.",
        ),
        (
            "contract/dates",
            {"from_on": date(2026, 11, 2), "until_on": date(2026, 11, 1)},
            "с пн 2 нояб. 2026 по вс 1",
        ),
        (
            "mark/not-by",
            {"mark": "lit", "allowed": ("staff", "customer")},
            "только сотрудник поддержки или заказчик",
        ),
    ],
)
def test_values_are_told_in_the_sense_of_their_code(code: str, values: dict[str, object], words: str) -> None:
    assert words in refusal_sentence(Refused(code, "", "", values), aurora(), "ru", zone())
