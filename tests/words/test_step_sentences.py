"""Steps of an explanation as sentences: every code, whatever of its values is absent, and the clause it rests on."""

import pytest
from inline_snapshot import snapshot

from reglament.core.hours.amount import Amount, AmountKind
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
from reglament.core.target.code import CARRIES, Code
from reglament.core.target.target import Step
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.happening import happening_phrase
from reglament.words.step import step_sentence
from tests.words.cast import aurora, told, zone
from tests.words.expected import ABSENT

NINE = 1_793_685_600  # Tuesday 3 November 2026, 09:00 in Moscow
HOUR = 3600
SAMPLES: dict[str, object] = {
    "happening": Word("received"),
    "entry": 1,
    "from": "held",
    "axes": ("weight",),
    "former_instance": 1,
    "amount": Amount(AmountKind.WORKING_TIME, 2 * HOUR),
    "source": "table",
    "row": (("tier", "gold"), ("weight", "else")),
    "name": "office",
    "digest": "0",
    "old_digest": "0",
    "years": (2029, 2030),
    "counted": HOUR,
    "reason": "drawing",
    "notice": None,
    "why": "waiting",
    "ground": "storm",
    "agreement": None,
    "former_rule": "1.1/light",
    "left": HOUR,
    "kind": AmountKind.WORKING_TIME,
    "by": "closed",
    "period": "november",
    "measured": "breached",
}


def step(code: Code, absent: str = "") -> Step:
    names = [name.removesuffix("?") for name in CARRIES[code]]
    values = (None if name in absent.split(", ") else SAMPLES.get(name, NINE) for name in names)
    return Step(code, "1.1/light", tuple(values))


EVERY = [(code, absent) for code in Code for absent in ("", *ABSENT.get(code, ()))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_told_with_its_clause(language: Language) -> None:
    lines = [step_sentence(step(*one), aurora(), zone(), language) for one in EVERY]
    cited = "(п. 1.1)" if language == "ru" else "(cl. 1.1)"
    left = [step_sentence(step(Code.LEFT), aurora(), zone(), language)]
    assert [line for line in lines if not line.endswith(cited)] == left


def test_steps_in_russian() -> None:
    assert [step_sentence(step(*one), aurora(), zone(), "ru") for one in EVERY] == snapshot(
        [
            "Отсчёт начался вт 3 нояб. 2026 09:00: обращение поступило (п. 1.1)",
            "Началом стало вт 3 нояб. 2026 09:00, а не вт 3 нояб. 2026 09:00: до этого не хватало сведений (п. 1.1)",
            "Началом стало вт 3 нояб. 2026 09:00, а не вт 3 нояб. 2026 09:00: тогда изменилось: «Тяжесть» (п. 1.1)",
            "Отсчёт начат заново вт 3 нояб. 2026 09:00; прежнее начало — вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Очередной срок начался вт 3 нояб. 2026 09:00, когда кончился предыдущий, 1-й (п. 1.1)",
            "Запись № 1 исправлена: не вт 3 нояб. 2026 09:00, а вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Запись № 1 от вт 3 нояб. 2026 09:00 отменена: этого не было (п. 1.1)",
            "Отводится 2 рабочих часа по таблице: уровень — «Золото» (п. 1.1)",
            "Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)",
            "Часы календаря пересмотрены (пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия)); это стало известно вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Производственный календарь ещё не издан (2029 и 2030): дни посчитаны предварительно (п. 1.1)",
            "вт 3 нояб. 2026 09:00 – вт 3 нояб. 2026 09:00 засчитано 1 ч (п. 1.1)",
            "Пауза вт 3 нояб. 2026 09:00 – вт 3 нояб. 2026 09:00: «Ждём чертёж» (п. 1.1)",
            "Пауза с вт 3 нояб. 2026 09:00, ещё идёт: «Ждём чертёж» (п. 1.1)",
            "Не считалось вт 3 нояб. 2026 09:00 – вт 3 нояб. 2026 09:00: обращение ждало в очереди (п. 1.1)",
            "Не считается с вт 3 нояб. 2026 09:00: обращение ждало в очереди (п. 1.1)",
            "Продлено вт 3 нояб. 2026 09:00 на 2 рабочих часа: «Шторм» (п. 1.1)",
            "Продление вт 3 нояб. 2026 09:00 на 2 рабочих часа опоздало: срок был вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00: срок был вт 3 нояб. 2026 09:00, стал вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00: часы стояли, теперь срок — вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00: срок был вт 3 нояб. 2026 09:00, теперь часы стоят (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00, пока часы стояли (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00: раньше такого срока не было, теперь — вт 3 нояб. 2026 09:00 (п. 1.1)",
            "Обращение переквалифицировано вт 3 нояб. 2026 09:00: раньше такого срока не было, теперь есть, но часы стоят (п. 1.1)",
            "Срок — вт 3 нояб. 2026 09:00 (п. 1.1)",
            "остаётся 1 ч",
            "Выполнено вт 3 нояб. 2026 09:00: обращение поступило (п. 1.1)",
            "Сделано с опозданием, вт 3 нояб. 2026 09:00: обращение поступило (п. 1.1)",
            "Не сделано до вт 3 нояб. 2026 08:59:59: просрочено (п. 1.1)",
            "Просрочено переквалификацией: она стала известна вт 3 нояб. 2026 09:00, когда новый срок уже прошёл (п. 1.1)",
            "Снято вт 3 нояб. 2026 09:00: обращение закрыто (п. 1.1)",
            "Просрочка оправдана вт 3 нояб. 2026 09:00: «Шторм», период november (п. 1.1)",
            "Зачтено как выполненное вт 3 нояб. 2026 09:00: «Шторм». На деле: просрочено (п. 1.1)",
            "Зачтено как выполненное вт 3 нояб. 2026 09:00. На деле: просрочено (п. 1.1)",
        ]
    )


def test_steps_in_english() -> None:
    assert [step_sentence(step(*one), aurora(), zone(), "en") for one in EVERY] == snapshot(
        [
            "Started Tue 3 Nov 2026 09:00: the case was received (cl. 1.1)",
            "It starts Tue 3 Nov 2026 09:00 and not Tue 3 Nov 2026 09:00: before that something needed was missing (cl. 1.1)",
            "It starts Tue 3 Nov 2026 09:00 and not Tue 3 Nov 2026 09:00: “Weight” changed then (cl. 1.1)",
            "Started anew Tue 3 Nov 2026 09:00; it had started Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "This term began Tue 3 Nov 2026 09:00, when the one before it, number 1, was over (cl. 1.1)",
            "Entry 1 was corrected: not Tue 3 Nov 2026 09:00, but Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "Entry 1 of Tue 3 Nov 2026 09:00 was annulled: it never happened (cl. 1.1)",
            "Allowed: 2 working hours by the table: tier — “Gold” (cl. 1.1)",
            "Hours that count: Mon–Fri 09:00–13:00, 14:00–18:00, Moscow, except holidays (Russia) (cl. 1.1)",
            "The hours that count were revised (Mon–Fri 09:00–13:00, 14:00–18:00, Moscow, except holidays (Russia)); this became known Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "No official calendar is published yet (2029 and 2030): days are counted provisionally (cl. 1.1)",
            "Tue 3 Nov 2026 09:00 – Tue 3 Nov 2026 09:00 counted 1 h (cl. 1.1)",
            "Pause Tue 3 Nov 2026 09:00 – Tue 3 Nov 2026 09:00: “Waiting for the drawing” (cl. 1.1)",
            "Pause since Tue 3 Nov 2026 09:00, still running: “Waiting for the drawing” (cl. 1.1)",
            "Not counted Tue 3 Nov 2026 09:00 – Tue 3 Nov 2026 09:00: the case waited in line (cl. 1.1)",
            "Not counted since Tue 3 Nov 2026 09:00: the case waited in line (cl. 1.1)",
            "Extended Tue 3 Nov 2026 09:00 by 2 working hours: “Storm” (cl. 1.1)",
            "The extension Tue 3 Nov 2026 09:00 by 2 working hours came too late: it was due Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00: it was due Tue 3 Nov 2026 09:00, now Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00: the clock stood, now it is due Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00: it was due Tue 3 Nov 2026 09:00, now the clock stands (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00 while the clock stood (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00: nothing was due before, now Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "The case was re-classified Tue 3 Nov 2026 09:00: nothing was owed before; now it is, but the clock stands (cl. 1.1)",
            "Due Tue 3 Nov 2026 09:00 (cl. 1.1)",
            "1 h left",
            "Met Tue 3 Nov 2026 09:00: the case was received (cl. 1.1)",
            "Done late, Tue 3 Nov 2026 09:00: the case was received (cl. 1.1)",
            "Not done by Tue 3 Nov 2026 08:59:59: breached (cl. 1.1)",
            "Breached by re-classification: it became known Tue 3 Nov 2026 09:00, when the new due moment was past (cl. 1.1)",
            "Cancelled Tue 3 Nov 2026 09:00: the case was closed (cl. 1.1)",
            "The breach was excused Tue 3 Nov 2026 09:00: “Storm”, period november (cl. 1.1)",
            "Deemed kept Tue 3 Nov 2026 09:00: “Storm”. As measured: breached (cl. 1.1)",
            "Deemed kept Tue 3 Nov 2026 09:00. As measured: breached (cl. 1.1)",
        ]
    )


def test_a_term_counted_in_days_counts_days() -> None:
    counted = Step(Code.COUNTED, "1.2/decide", (NINE, NINE + 72 * HOUR, 3))
    assert step_sentence(counted, aurora(), zone(), "ru", kind=AmountKind.WORKING_DAYS) == snapshot(
        "вт 3 нояб. 2026 09:00 – пт 6 нояб. 2026 09:00 засчитано 3 дня (п. 1.2)"
    )


def test_a_rule_of_another_edition_is_cited_by_its_own_number() -> None:
    assert step_sentence(Step(Code.DUE, "9.9/gone", (NINE,)), aurora(), zone(), "ru") == (
        "Срок — вт 3 нояб. 2026 09:00 (п. 9.9)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_steps_of_a_real_explanation_are_told(language: Language) -> None:
    seen = told(
        """
        2026-11-02 16:00: {receive: {channel: letter, role: keeper}}
        2026-11-03 15:10: {record: sketch asked, message: m1}
        2026-11-05 10:20: reply
        2026-11-05 11:00: {classify: {weight: heavy}}
        """.replace("reply", "{reply: {fields: {lamp: '7'}}}"),
        "2026-11-06 10:00",
    )
    lines = [
        step_sentence(one, aurora(), zone("Asia/Vladivostok"), language, home=zone(), kind=target.amount.kind)
        for target in seen.targets
        for one in target.steps
    ]
    assert len(lines) == sum(len(target.steps) for target in seen.targets)
    assert [line for line in lines if "`" in line] == []


@pytest.mark.parametrize(
    ("happening", "russian"),
    [
        (Word("staff reply"), "поддержка ответила"),
        (MarkRecorded("lit"), "«Свет горит»"),
        (Carried("delivered", "sketch asked"), "доставлено: «Запрошен чертёж»"),
        (Supplied("lamp"), "заполнено поле «Номер лампы»"),
        (ClassifiedAs("weight", "heavy"), "«Тяжесть» — теперь «Тяжёлая»"),
        (PausedFor("drawing", begins=True), "началась пауза «Ждём чертёж»"),
        (PausedFor("drawing", begins=False), "кончилась пауза «Ждём чертёж»"),
        (ClosedWith("quiet"), "обращение закрыто: «Смотритель молчит»"),
        (DoneBy(MarkRecorded("lit"), "keeper"), "«Свет горит» (кто: «Смотритель»)"),
        (LatestOf((MarkRecorded("lit"), Word("closed"))), "всё вместе: «Свет горит» и обращение закрыто"),
        (FirstOf((MarkRecorded("lit"), Word("closed"))), "«Свет горит» или обращение закрыто"),
    ],
)
def test_happenings_are_phrases(happening: Happening, russian: str) -> None:
    assert happening_phrase(happening, aurora(), "ru") == russian
