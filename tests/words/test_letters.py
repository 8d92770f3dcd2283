"""Automatic letters as customers read them: what happened, what to send, where else to turn, and the clause."""

from collections.abc import Sequence

import pytest
from inline_snapshot import snapshot

from reglament.core.case.event import (
    Asked,
    Closed,
    Entered,
    Event,
    Held,
    Paused,
    Queued,
    Refused,
    Registered,
    Told,
)
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.letter import TELLING, Letter, News, letter
from tests.words.cast import aurora, zone

AT = 1_795_410_000
SAMPLES: dict[type, Event] = {
    Registered: Registered("A-1"),
    Asked: Asked("2.1/wait", ("lamp",)),
    Held: Held("2.1/wait", ("lamp",)),
    Told: Told("4.1/night", "night"),
    Queued: Queued("4.2/places", "lamps"),
    Entered: Entered(),
    Refused: Refused("4.1/night", "night"),
    Closed: Closed("quiet", "2.2/silent"),
    Paused: Paused("drawing", "2.1/wait"),
}


def told(events: Sequence[Event], language: Language = "ru", *, place: int | None = None) -> Letter:
    news = News("A-1", "open", events, place, (), AT, zone(), zone())
    return letter(news, aurora(), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TELLING)
def test_all_news_has_words(kind: type, language: Language) -> None:
    paragraphs = told([SAMPLES[kind]], language).body.split("\n\n")
    assert len(paragraphs) >= 2
    assert all(paragraphs)


def test_one_letter_tells_all_that_happened_in_order() -> None:
    assert told([SAMPLES[Registered], SAMPLES[Queued]], place=3) == snapshot(
        Letter(
            subject="[A-1] Обращение: в работе",
            body="""\
Обращение зарегистрировано, его номер A-1.

Обращение ждёт в очереди: достигнут предел «Лампы в работе» (п. 4.2).

Место в очереди: 3.

Это письмо составлено автоматически. Чтобы дополнить обращение, ответьте на это письмо и оставьте [A-1] в теме.
""",
        )
    )


def test_the_same_in_english() -> None:
    assert told([SAMPLES[Registered], SAMPLES[Queued]], "en", place=3) == snapshot(
        Letter(
            subject="[A-1] Case: open",
            body="""\
The case is registered, its number is A-1.

The case waits in line: the limit “Lamps in work” is reached (cl. 4.2).

Place in the waiting line: 3.

This letter was written by a program. To add to the case, answer this letter and leave [A-1] in the subject.
""",
        )
    )


def test_a_refusal_says_what_the_rule_answers_where_else_to_turn_and_the_clause_in_full() -> None:
    assert told([SAMPLES[Refused]]).body == snapshot("""\
В обслуживании отказано. Основание: «Ночью не принимаем». Напишите утром. Ночью звоните дежурному.

Пункт 4.1: «Ночные обращения не принимаются. Звоните дежурному.»

Это письмо составлено автоматически. Чтобы дополнить обращение, ответьте на это письмо и оставьте [A-1] в теме.
""")


def test_a_question_cites_its_clause() -> None:
    assert told([SAMPLES[Asked]]).body.split("\n")[0] == snapshot(
        "Чтобы мы могли продолжить, пришлите, пожалуйста: «Номер лампы» (п. 2.1)."
    )


def test_what_a_hold_asks_is_asked_once() -> None:
    body = told([SAMPLES[Held], SAMPLES[Asked]]).body
    assert body.count("Номер лампы") == 1
