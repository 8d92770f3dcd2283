"""Explanations a customer can follow: the short form, and the ledger day by day, in both languages."""

from inline_snapshot import snapshot

from reglament.core.target.target import Target
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.explanation import Explanation, explanation
from reglament.words.length import length
from tests.core.hours.cast import almanac
from tests.words.cast import aurora, told, zone

RECEIVED = "2026-11-02 16:00: {receive: {channel: letter, role: keeper}}"
ASKED = f"""
{RECEIVED}
2026-11-03 15:10: {{record: sketch asked, message: m1}}
2026-11-05 10:20: {{reply: {{fields: {{lamp: "7"}}}}}}
"""


def explained(
    lines: str, at: str, metric: str, language: Language = "ru", *, where: str = "Europe/Moscow", **more: str
) -> Explanation:
    """The explanation of the last instance of a metric."""
    seen = told(lines, at, **more)
    [*_, target] = [one for one in seen.targets if one.metric == metric]
    return explanation(target, seen.terms, language, zone(where), at=seen.at, years=almanac().years)


def text(found: Explanation) -> str:
    return "\n".join((found.short, *found.lines))


def test_a_pause_in_working_time() -> None:
    assert text(explained(ASKED, "2026-11-05 12:00", "light up")) == snapshot("""\
Свет восстановлен: отсчёт идёт (п. 1.1) · срок ср 11 нояб. 2026 11:10 · остаётся 31 ч 10 мин
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)
Отводится 40 рабочих часов по таблице: уровень — «Серебро», «Тяжесть» — «Лёгкая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
вт 3 нояб. · 09:00–13:00 засчитано 4 ч · перерыв 13:00–14:00 · 14:00–15:10 засчитано 1 ч 10 мин · пауза 15:10 – чт 5 нояб. 10:20: «Ждём чертёж» (п. 2.1) · всего 7 ч 10 мин (п. 1.1)
чт 5 нояб. · 10:20–12:00 засчитано 1 ч 40 мин · всего 8 ч 50 мин (п. 1.1)
На чт 5 нояб. 2026 12:00: засчитано 8 ч 50 мин, дальше — если ничего не изменится
чт 5 нояб. · 12:00–13:00 засчитается 1 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 13 ч 50 мин (п. 1.1)
пт 6 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · всего 21 ч 50 мин (п. 1.1)
сб 7 – вс 8 нояб. — выходные (п. 1.1)
пн 9 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 29 ч 50 мин (п. 1.1)
вт 10 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 37 ч 50 мин (п. 1.1)
ср 11 нояб. · 09:00–11:10 засчитается 2 ч 10 мин · всего 40 ч (п. 1.1)
Срок — ср 11 нояб. 2026 11:10 (п. 1.1)
остаётся 31 ч 10 мин\
""")


def test_the_same_in_english_for_a_reader_in_another_zone() -> None:
    found = explained(ASKED, "2026-11-05 12:00", "light up", "en", where="Asia/Vladivostok")
    assert text(found) == snapshot("""\
Light restored: running (cl. 1.1) · due Wed 11 Nov 2026 18:10 (Moscow 11:10) · 31 h 10 min left
Times here: Vladivostok, UTC+10; in parentheses those of the regulation: Moscow, UTC+3
Started Mon 2 Nov 2026 23:00 (Moscow 16:00): the case was received (cl. 1.1)
Allowed: 40 working hours by the table: tier — “Silver”, “Weight” — “Light” (cl. 1.1)
Hours that count: Mon–Fri 09:00–13:00, 14:00–18:00, Moscow, except holidays (Russia) (cl. 1.1)
Mon 2 Nov · 23:00 – Tue 3 Nov 01:00 counted 2 h · 2 h in all (cl. 1.1)
Tue 3 Nov · night 01:00–16:00 · 16:00–20:00 counted 4 h · break 20:00–21:00 · 21:00–22:10 counted 1 h 10 min · pause 22:10 – Thu 5 Nov 17:20: “Waiting for the drawing” (cl. 2.1) · 7 h 10 min in all (cl. 1.1)
Thu 5 Nov · 17:20–19:00 counted 1 h 40 min · 8 h 50 min in all (cl. 1.1)
As of Thu 5 Nov 2026 19:00 (Moscow 12:00): 8 h 50 min counted; from here on, if nothing changes
Thu 5 Nov · 19:00–20:00 will count 1 h · break 20:00–21:00 · 21:00 – Fri 6 Nov 01:00 will count 4 h · 13 h 50 min in all (cl. 1.1)
Fri 6 Nov · night 01:00–16:00 · 16:00–20:00 will count 4 h · break 20:00–21:00 · 21:00 – Sat 7 Nov 01:00 will count 4 h · 21 h 50 min in all (cl. 1.1)
Sat 7 – Sun 8 Nov — weekend (cl. 1.1)
Mon 9 Nov · 16:00–20:00 will count 4 h · break 20:00–21:00 · 21:00 – Tue 10 Nov 01:00 will count 4 h · 29 h 50 min in all (cl. 1.1)
Tue 10 Nov · night 01:00–16:00 · 16:00–20:00 will count 4 h · break 20:00–21:00 · 21:00 – Wed 11 Nov 01:00 will count 4 h · 37 h 50 min in all (cl. 1.1)
Wed 11 Nov · night 01:00–16:00 · 16:00–18:10 will count 2 h 10 min · 40 h in all (cl. 1.1)
Due Wed 11 Nov 2026 18:10 (Moscow 11:10) (cl. 1.1)
31 h 10 min left\
""")


def test_working_days_with_a_pause_over_a_holiday() -> None:
    assert text(explained(ASKED, "2026-11-10 12:00", "decision")) == snapshot("""\
Решение: отсчёт идёт (п. 1.2) · срок ср 18 нояб. 2026 18:00 · остаётся 7 дней
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.2)
Отводится 10 рабочих дней (п. 1.2)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.2)
вт 3 нояб. · пауза 15:10 – чт 5 нояб. 10:20: «Ждём чертёж» (п. 2.1)
чт 5 – пт 6 нояб. · дни 1–2 (п. 1.2)
сб 7 – вс 8 нояб. — выходные (п. 1.2)
пн 9 нояб. · день 3 (п. 1.2)
На вт 10 нояб. 2026 12:00: засчитано 3 дня, дальше — если ничего не изменится
вт 10 – пт 13 нояб. · дни 4–7 (п. 1.2)
сб 14 – вс 15 нояб. — выходные (п. 1.2)
пн 16 – ср 18 нояб. · дни 8–10 (п. 1.2)
Срок — ср 18 нояб. 2026 18:00 (п. 1.2)
остаётся 7 дней\
""")


def test_the_days_round_new_year_are_named_with_their_decree() -> None:
    lines = "2026-12-29 16:00: {receive: {channel: letter, role: keeper}}"
    assert text(explained(lines, "2026-12-30 10:00", "light up")) == snapshot("""\
Свет восстановлен: отсчёт идёт (п. 1.1) · срок чт 14 янв. 2027 16:00 · остаётся 37 ч
Отсчёт начался вт 29 дек. 2026 16:00: обращение поступило (п. 1.1)
Отводится 40 рабочих часов по таблице: уровень — «Серебро», «Тяжесть» — «Лёгкая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
вт 29 дек. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
ср 30 дек. · 09:00–10:00 засчитано 1 ч · всего 3 ч (п. 1.1)
На ср 30 дек. 2026 10:00: засчитано 3 ч, дальше — если ничего не изменится
ср 30 дек. · 10:00–13:00 засчитается 3 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · всего 10 ч (п. 1.1)
чт 31 дек. — выходной по переносу (постановление № 1466); пт 1 – пт 8 янв. — праздники; сб 9 – вс 10 янв. — выходные (п. 1.1)
пн 11 – ср 13 янв. · 3 дня по 8 ч, засчитается 24 ч · 09:00–13:00 · 14:00–18:00 · не считаются: перерывы, ночи · всего 34 ч (п. 1.1)
чт 14 янв. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–16:00 засчитается 2 ч · всего 40 ч (п. 1.1)
Срок — чт 14 янв. 2027 16:00 (п. 1.1)
остаётся 37 ч\
""")
    assert text(explained(lines, "2026-12-30 10:00", "light up", "en")) == snapshot("""\
Light restored: running (cl. 1.1) · due Thu 14 Jan 2027 16:00 · 37 h left
Started Tue 29 Dec 2026 16:00: the case was received (cl. 1.1)
Allowed: 40 working hours by the table: tier — “Silver”, “Weight” — “Light” (cl. 1.1)
Hours that count: Mon–Fri 09:00–13:00, 14:00–18:00, Moscow, except holidays (Russia) (cl. 1.1)
Tue 29 Dec · 16:00–18:00 counted 2 h · night 18:00–09:00 · 2 h in all (cl. 1.1)
Wed 30 Dec · 09:00–10:00 counted 1 h · 3 h in all (cl. 1.1)
As of Wed 30 Dec 2026 10:00: 3 h counted; from here on, if nothing changes
Wed 30 Dec · 10:00–13:00 will count 3 h · break 13:00–14:00 · 14:00–18:00 will count 4 h · 10 h in all (cl. 1.1)
Thu 31 Dec — day off by transfer (decree no. 1466); Fri 1 – Fri 8 Jan — holidays; Sat 9 – Sun 10 Jan — weekend (cl. 1.1)
Mon 11 – Wed 13 Jan · 3 days of 8 h, will count 24 h · 09:00–13:00 · 14:00–18:00 · not counted: breaks, nights · 34 h in all (cl. 1.1)
Thu 14 Jan · 09:00–13:00 will count 4 h · break 13:00–14:00 · 14:00–16:00 will count 2 h · 40 h in all (cl. 1.1)
Due Thu 14 Jan 2027 16:00 (cl. 1.1)
37 h left\
""")


def test_what_runs_round_the_clock_needs_no_calendar() -> None:
    lines = "2026-11-02 23:30: {receive: {channel: letter, role: keeper}}"
    assert text(explained(lines, "2026-11-03 00:10", "light up", contract="{tier: gold}")) == snapshot("""\
Свет восстановлен: отсчёт идёт (п. 1.1) · срок вт 3 нояб. 2026 01:30 · остаётся 1 ч 20 мин
Отсчёт начался пн 2 нояб. 2026 23:30: обращение поступило (п. 1.1)
Отводится 2 часа круглосуточно по таблице: уровень — «Золото» (п. 1.1)
Считаются часы: круглосуточно (п. 1.1)
пн 2 нояб. · 23:30 – вт 3 нояб. 00:10 засчитано 40 мин · всего 40 мин (п. 1.1)
На вт 3 нояб. 2026 00:10: засчитано 40 мин, дальше — если ничего не изменится
вт 3 нояб. · 00:10–01:30 засчитается 1 ч 20 мин · всего 2 ч (п. 1.1)
Срок — вт 3 нояб. 2026 01:30 (п. 1.1)
остаётся 1 ч 20 мин\
""")


def test_hours_of_a_third_zone_are_told_apart() -> None:
    lines = "2026-11-02 16:00: {receive: {channel: letter, role: keeper}}"
    found = explained(
        lines, "2026-11-03 02:00", "light up", contract="{tier: bronze}", where="Asia/Vladivostok"
    )
    assert text(found) == snapshot("""\
Свет восстановлен: отсчёт идёт (п. 1.1) · срок вт 3 нояб. 2026 14:00 (Москва 07:00) · остаётся 3 ч
Время здесь — Владивосток, UTC+10; в скобках время регламента — Москва, UTC+3
Часы, которые считаются, идут по времени: Иркутск, UTC+8
Отсчёт начался пн 2 нояб. 2026 23:00 (Москва 16:00): обращение поступило (п. 1.1)
Отводится 3 рабочих часа по таблице: уровень — «Бронза» (п. 1.1)
Считаются часы: пн–пт 09:00–18:00, Иркутск (п. 1.1)
пн 2 нояб. · ночь 23:00–11:00 (п. 1.1)
На вт 3 нояб. 2026 09:00 (Москва 02:00): засчитано 0 мин, дальше — если ничего не изменится
вт 3 нояб. · 11:00–14:00 засчитается 3 ч · всего 3 ч (п. 1.1)
Срок — вт 3 нояб. 2026 14:00 (Москва 07:00) (п. 1.1)
остаётся 3 ч\
""")


def test_a_breach_by_reclassification_names_both_due_moments() -> None:
    lines = f"{ASKED}\n2026-11-05 11:00: {{classify: {{weight: heavy}}}}"
    assert text(explained(lines, "2026-11-06 10:00", "light up")) == snapshot("""\
Свет восстановлен: просрочено переквалификацией (п. 1.1) · срок вт 3 нояб. 2026 11:00 · просрочено на 15 ч
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)
Отводится 4 рабочих часа по таблице: уровень — «Серебро», «Тяжесть» — «Тяжёлая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
вт 3 нояб. · 09:00–11:00 засчитано 2 ч · всего 4 ч (п. 1.1)
Обращение переквалифицировано чт 5 нояб. 2026 11:00: срок был ср 11 нояб. 2026 11:10, стал вт 3 нояб. 2026 11:00 (п. 1.1)
Срок — вт 3 нояб. 2026 11:00 (п. 1.1)
просрочено на 15 ч
Не сделано до вт 3 нояб. 2026 11:00: просрочено (п. 1.1)
Просрочено переквалификацией: она стала известна чт 5 нояб. 2026 11:00, когда новый срок уже прошёл (п. 1.1)\
""")


def test_what_was_met_is_told_until_it_was_met() -> None:
    lines = f"{RECEIVED}\n2026-11-03 10:30: {{record: lit}}"
    assert text(explained(lines, "2026-11-30 10:00", "light up")) == snapshot("""\
Свет восстановлен: выполнено (п. 1.1) · срок вт 10 нояб. 2026 16:00 · закончено вт 3 нояб. 2026 10:30
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)
Отводится 40 рабочих часов по таблице: уровень — «Серебро», «Тяжесть» — «Лёгкая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
вт 3 нояб. · 09:00–10:30 засчитано 1 ч 30 мин · всего 3 ч 30 мин (п. 1.1)
Срок — вт 10 нояб. 2026 16:00 (п. 1.1)
Выполнено вт 3 нояб. 2026 10:30: «Свет горит» (п. 1.1)\
""")


def test_an_extension_and_an_open_pause() -> None:
    lines = f"""
    {RECEIVED}
    2026-11-02 17:00: {{extend: light up, amount: 2 working hours, ground: storm}}
    2026-11-03 15:10: {{record: sketch asked, message: m1}}
    """
    assert text(explained(lines, "2026-11-05 12:00", "light up")) == snapshot("""\
Свет восстановлен: отсчёт приостановлен (п. 1.1) · срока пока нет, часы стоят · остаётся 34 ч 50 мин
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)
Отводится 40 рабочих часов по таблице: уровень — «Серебро», «Тяжесть» — «Лёгкая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
Продлено пн 2 нояб. 2026 17:00 на 2 рабочих часа: «Шторм» (п. 3.1)
пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
вт 3 нояб. · 09:00–13:00 засчитано 4 ч · перерыв 13:00–14:00 · 14:00–15:10 засчитано 1 ч 10 мин · пауза с 15:10, ещё идёт: «Ждём чертёж» (п. 2.1) · всего 7 ч 10 мин (п. 1.1)
остаётся 34 ч 50 мин\
""")
    assert text(explained(lines, "2026-11-05 12:00", "light up", "en")) == snapshot("""\
Light restored: paused (cl. 1.1) · no due moment while the clock stands · 34 h 50 min left
Started Mon 2 Nov 2026 16:00: the case was received (cl. 1.1)
Allowed: 40 working hours by the table: tier — “Silver”, “Weight” — “Light” (cl. 1.1)
Hours that count: Mon–Fri 09:00–13:00, 14:00–18:00, Moscow, except holidays (Russia) (cl. 1.1)
Extended Mon 2 Nov 2026 17:00 by 2 working hours: “Storm” (cl. 3.1)
Mon 2 Nov · 16:00–18:00 counted 2 h · night 18:00–09:00 · 2 h in all (cl. 1.1)
Tue 3 Nov · 09:00–13:00 counted 4 h · break 13:00–14:00 · 14:00–15:10 counted 1 h 10 min · pause since 15:10, still running: “Waiting for the drawing” (cl. 2.1) · 7 h 10 min in all (cl. 1.1)
34 h 50 min left\
""")


def test_what_has_not_started_has_no_ledger() -> None:
    assert text(explained(RECEIVED, "2026-11-03 10:00", "silence")) == snapshot("""\
Молчание смотрителя: отсчёт ещё не начался (п. 2.2) · за кем: заказчик
Отводится 3 рабочих дня до 24:00 (п. 2.2)\
""")


def test_a_reopened_case_did_not_count_while_it_was_closed() -> None:
    lines = f"{RECEIVED}\n2026-11-03 10:00: {{close: quiet}}\n2026-11-05 11:00: {{reopen: }}"
    assert text(explained(lines, "2026-11-05 12:00", "light up")) == snapshot("""\
Свет восстановлен: отсчёт идёт (п. 1.1) · срок ср 11 нояб. 2026 17:00 · остаётся 36 ч
Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)
Отводится 40 рабочих часов по таблице: уровень — «Серебро», «Тяжесть» — «Лёгкая» (п. 1.1)
Считаются часы: пн–пт 09:00–13:00, 14:00–18:00, Москва, кроме праздников (Россия) (п. 1.1)
пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.1)
вт 3 нояб. · 09:00–10:00 засчитано 1 ч · не считается 10:00 – чт 5 нояб. 11:00: обращение было закрыто (п. 1.1) · всего 3 ч (п. 1.1)
чт 5 нояб. · 11:00–12:00 засчитано 1 ч · всего 4 ч (п. 1.1)
На чт 5 нояб. 2026 12:00: засчитано 4 ч, дальше — если ничего не изменится
чт 5 нояб. · 12:00–13:00 засчитается 1 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 9 ч (п. 1.1)
пт 6 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · всего 17 ч (п. 1.1)
сб 7 – вс 8 нояб. — выходные (п. 1.1)
пн 9 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 25 ч (п. 1.1)
вт 10 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитается 4 ч · ночь 18:00–09:00 · всего 33 ч (п. 1.1)
ср 11 нояб. · 09:00–13:00 засчитается 4 ч · перерыв 13:00–14:00 · 14:00–17:00 засчитается 3 ч · всего 40 ч (п. 1.1)
Срок — ср 11 нояб. 2026 17:00 (п. 1.1)
остаётся 36 ч\
""")


def counted_in(found: Explanation, language: Language) -> list[str]:
    """Totals at the ends of the ledger's lines."""
    word = "всего " if language == "ru" else " in all"
    return [line for line in found.lines if word in line]


def test_the_last_total_of_a_ledger_is_the_whole_amount() -> None:
    for language in LANGUAGES:
        found = explained(ASKED, "2026-11-05 12:00", "light up", language)
        assert length(40 * 3600, language) in counted_in(found, language)[-1]


def test_every_line_but_the_dates_of_now_and_left_cites_a_clause() -> None:
    seen = told(ASKED, "2026-11-05 12:00")
    for target in seen.targets:
        found = explanation(target, seen.terms, "ru", zone(), at=seen.at, years=almanac().years)
        bare = [line for line in found.lines if "(п. " not in line]
        assert all(line.startswith(("На ", "остаётся ")) for line in bare)


def clauses_cited(target: Target) -> set[str]:
    return {aurora().rules[step.rule].clause for step in target.steps}


def test_every_clause_of_the_steps_is_cited() -> None:
    seen = told(ASKED, "2026-11-05 12:00")
    for target in seen.targets:
        found = explanation(target, seen.terms, "ru", zone(), at=seen.at)
        assert {clause for clause in clauses_cited(target) if f"(п. {clause})" not in text(found)} == set()
