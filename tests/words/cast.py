"""A small regulation with one rule of most kinds, and stories under it: what the words of these tests are about."""

from functools import cache

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.view import View, look
from reglament.words.moment import LocalTime, local_time
from tests.core.hours.cast import almanac

TEXT = """
regulation: aurora
edition: "1"
title: {ru: Регламент Авроры, en: Aurora support}
effective: 2026-01-01
zone: Europe/Moscow
calendars:
  office: {zone: Europe/Moscow, week: {mon-fri: ["09:00-13:00", "14:00-18:00"]}, country: RU}
  far: {zone: Asia/Irkutsk, week: {mon-fri: "09:00-18:00"}}
  always: {zone: Europe/Moscow, week: {mon-sun: "00:00-24:00"}}
tiers:
  silver: {title: {ru: Серебро, en: Silver}, calendar: office}
  bronze: {title: {ru: Бронза, en: Bronze}, calendar: far}
  gold: {title: {ru: Золото, en: Gold}, calendar: always}
axes:
  weight:
    title: {ru: Тяжесть, en: Weight}
    values: {heavy: {ru: Тяжёлая, en: Heavy}, light: {ru: Лёгкая, en: Light}}
    default: light
    ordered: yes
roles:
  keeper: {title: {ru: Смотритель, en: Keeper}}
channels:
  letter: {title: {ru: Письмо, en: Letter}}
fields:
  lamp: {title: {ru: Номер лампы, en: Lamp number}, kind: number}
metrics:
  light up: {title: {ru: Свет восстановлен, en: Light restored}}
  decision: {title: {ru: Решение, en: Decision}}
  long: {title: {ru: Долгая работа, en: Long work}}
  silence: {title: {ru: Молчание смотрителя, en: Silence of the keeper}}
marks:
  lit: {title: {ru: Свет горит, en: The light burns}, by: [staff]}
  decided: {title: {ru: Решение принято, en: Decided}, by: [staff]}
  sketch asked: {title: {ru: Запрошен чертёж, en: Drawing asked for}, by: [staff], message: out, asks: yes}
pauses:
  drawing: {title: {ru: Ждём чертёж, en: Waiting for the drawing}}
grounds:
  night: {title: {ru: Ночью не принимаем, en: Not at night}}
  storm: {title: {ru: Шторм, en: Storm}}
  quiet: {title: {ru: Смотритель молчит, en: The keeper is silent}}
  full: {title: {ru: Мест больше нет, en: No more places}}
counters:
  lamps: {title: {ru: Лампы в работе, en: Lamps in work}, of: cases}
  hours: {title: {ru: Часы мастера, en: Master's hours}, of: hours}
clauses:
  - clause: "1.1"
    text: Свет восстанавливается за 40 рабочих часов, у золотых — за 2 часа; тяжёлые случаи — за 4 рабочих часа.
    rules:
      light:
        target: light up
        starts: received
        met by: lit
        within: {by: [tier, weight], silver: {light: 40 working hours, heavy: 4 working hours}, bronze: 3 working hours, gold: 2 clock hours}
        warn: [50 %]
  - clause: "1.2"
    text: Решение принимается за 10 рабочих дней.
    rules:
      decide: {target: decision, starts: received, met by: decided, within: 10 working days, on: office}
  - clause: "1.3"
    text: Долгая работа кончается в срок, названный в договоре.
    rules:
      long: {target: long, starts: received, met by: lit, within: of the contract, on: office}
  - clause: "2.1"
    text: Пока ждём чертёж, срок не идёт.
    rules:
      wait: {pause: drawing, stops: [light up, decision], starts: sketch asked, ends: reply}
  - clause: "2.2"
    text: Если смотритель молчит три рабочих дня, обращение закрывается.
    rules:
      silent:
        target: silence
        starts: {delivered: sketch asked}
        met by: reply
        within: 3 working days to midnight
        on: office
        owed by: customer
        then: close
        ground: quiet
  - clause: "2.3"
    text: Новость по закрытому обращению возобновляет его.
    rules:
      again: {reopen: reopen}
  - clause: "3.1"
    text: В шторм срок продлевается по согласию.
    rules:
      longer: {extend: light up, ground: [storm], agreement: none, most: 8 working hours}
      blameless: {excuse: [light up], ground: [storm]}
  - clause: "4.1"
    text: |
      Ночные обращения не принимаются.
      Звоните дежурному.
    rules:
      night:
        refuse: receive
        if: {role: stranger}
        ground: night
        answer: {ru: Напишите утром., en: Write in the morning.}
        instead: {ru: Ночью звоните дежурному., en: Call the watch at night.}
  - clause: "4.2"
    text: В работе не больше двух ламп.
    rules:
      places: {count: lamps, limit: 2, over: refuse, ground: full}
"""


@cache
def aurora() -> Regulation:
    regulation, faults = read_regulation(TEXT.encode())
    assert faults == ()
    assert regulation is not None
    return regulation


def zone(name: str = "Europe/Moscow") -> LocalTime:
    found = local_time(name, almanac())
    assert found is not None
    return found


def told(lines: str, at: str, *, known_at: str | None = None, contract: str = "{}", case: str = "A") -> View:
    """Play lines of `when` and look at a case: moments are read on the wall of Moscow."""
    text = f"examples:\n- story: One\n  contract: {contract}\n  when:\n"
    text += "".join(f"  - {line.strip()}\n" for line in lines.splitlines() if line.strip())
    text += f"  then:\n  - {at}: {{}}\n  - {known_at or at}: {{}}\n"
    examples, faults = read_examples(text.encode(), aurora(), almanac())
    assert faults == ()
    assert examples is not None
    [story] = examples.stories
    result = outcome(story, aurora(), almanac())
    assert (result.trouble, [one.actual for one in result.surprises]) == (None, [])
    assert result.played is not None
    asked, known = story.questions
    return look(result.played, case, at=asked.at, known_at=known.at, steps=True)
