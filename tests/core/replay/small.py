"""A regulation small enough to hold in the head, with one of everything a story can touch, and stories told under it."""

from functools import cache
from textwrap import dedent, indent

from reglament.config.almanac import load_almanac
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import Outcome, outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.story import Examples, Story

REGULATION = """\
regulation: small
edition: "1"
title: {ru: Малый, en: Small}
effective: 2026-01-01
zone: Europe/Moscow
calendars:
  office: {zone: Europe/Moscow, week: {mon-fri: "09:00-18:00"}, contract may replace: yes}
  always: {zone: Europe/Moscow, week: {mon-sun: "00:00-24:00"}}
tiers:
  plain: {title: {ru: Простой, en: Plain}, calendar: office, was: [simple]}
  fast: {title: {ru: Быстрый, en: Fast}, calendar: always}
axes:
  urgency:
    title: {ru: Срочность, en: Urgency}
    values: {high: {ru: Высокая, en: High}, low: {ru: Низкая, en: Low}}
    default: low
roles:
  writer: {title: {ru: Пишущий, en: Writer}}
  chief: {title: {ru: Главный, en: Chief}}
channels:
  email: {title: {ru: Почта, en: E-mail}}
  portal: {title: {ru: Портал, en: Portal}}
fields:
  log: {title: {ru: Журнал, en: Log}, kind: text}
  version: {title: {ru: Версия, en: Version}, kind: choice, values: {old: {ru: Старая, en: Old}, new: {ru: Новая, en: New}}}
metrics:
  answer: {title: {ru: Ответ, en: Answer}}
  silence: {title: {ru: Молчание, en: Silence}}
marks:
  answered: {title: {ru: Ответ, en: Answer}, by: [staff], message: out}
  questioned: {title: {ru: Вопрос, en: Question}, by: [staff], message: out, asks: yes}
  farewell: {title: {ru: Прощание, en: Farewell}, by: [system, staff], message: out, automatic: yes}
  alarm: {title: {ru: Тревога, en: Alarm}, by: [customer], needs: [log]}
pauses:
  waiting: {title: {ru: Ждём, en: Waiting}}
grounds:
  silent: {title: {ru: Молчание, en: Silence}}
  solved: {title: {ru: Решено, en: Solved}}
  old version: {title: {ru: Старая версия, en: Old version}}
  storm: {title: {ru: Буря, en: Storm}}
counters:
  open cases: {title: {ru: Открытые, en: Open cases}, of: cases}
  hours: {title: {ru: Часы, en: Hours}, of: hours}
terms:
  guests: {title: {ru: Гости, en: Guests}, kind: yes no, default: no}
clauses:
  - clause: "1"
    text: Отвечаем вовремя.
    rules:
      answer:
        target: answer
        starts: received
        met by: {sent: answered}
        within: {by: tier, plain: 4 working hours, fast: 2 clock hours}
        warn: {50 %: chief}
  - clause: "2"
    text: Молчание закрывает обращение.
    rules:
      silence:
        target: silence
        starts: {delivered: questioned}
        met by: reply
        each: yes
        within: 2 working days to midnight
        "on": office
        owed by: customer
        then: close
        ground: silent
        notice: farewell
      waiting:
        pause: waiting
        stops: [answer]
        ends: reply
        ends by: staff
      news: {reopen: new linked case}
  - clause: "3"
    text: Не больше двух обращений сразу; старые версии не поддерживаем.
    rules:
      limit: {count: open cases, limit: {by: tier, plain: 1, fast: 2}, over: wait}
      old: {refuse: receive, if: {field: {version: old}}, ground: old version}
      storm: {excuse: [answer], ground: [storm]}
  - clause: "4"
    text: Срочное вперёд; тревога — только с гостями; часы за срочное.
    rules:
      order: {rank: [{if: {urgency: high}}]}
      alone: {refuse: alarm, if: {terms: {guests: no}}, ground: storm}
      hours: {pool: hours, for: {urgency: high}, estimate: none, round: 15 minutes, charged at: closed}
"""


@cache
def almanac() -> Almanac:
    return load_almanac()


@cache
def regulation() -> Regulation:
    found, faults = read_regulation(REGULATION.encode())
    assert found is not None, faults
    return found


def read(text: str) -> tuple[Examples | None, tuple[Fault, ...]]:
    """Read an examples file under the small regulation."""
    return read_examples(text.encode(), regulation(), almanac())


def file_of(when: str, then: str = "- 2026-11-02 00:00: {targets: none}", *, more: str = "") -> str:
    """An examples file of one story; `more` are further lines of the story, as `zone: …`."""
    head = "examples:\n  - story: One\n"
    body = (indent(dedent(text).strip(), " " * 4) for text in (more, "when:", when, "then:", then) if text)
    return head + "\n".join(body) + "\n"


def story(when: str, then: str = "- 2026-11-02 00:00: {targets: none}", *, more: str = "") -> Story:
    """One story, read."""
    found, faults = read(file_of(when, then, more=more))
    assert found is not None, faults
    return found.stories[0]


def told(when: str, then: str = "- 2026-11-02 00:00: {targets: none}", *, more: str = "") -> Outcome:
    """What a story shows under the small regulation."""
    return outcome(story(when, then, more=more), regulation(), almanac())


def differences(told: Outcome) -> list[tuple[str, object, object]]:
    """What does not come out as told, short: key, expected, actual."""
    acts: list[tuple[str, object, object]] = [("act", one.expected, one.actual) for one in told.surprises]
    return acts + [(one.path[-1], one.expected, one.actual) for one in told.mismatches]
