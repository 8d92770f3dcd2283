"""A small regulation that declares one or two of every noun, to which a test adds the part it is about."""

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.core.regulation.read import read_regulation

HEAD = """\
regulation: lantern
edition: "2026-01"
title: {ru: Фонари, en: Lanterns}
effective: 2026-01-15
zone: Europe/Moscow
calendars:
  day: {zone: Europe/Moscow, week: {mon-fri: "09:00-18:00"}, country: RU}
  always: {zone: UTC, week: {mon-sun: "00:00-24:00"}}
tiers:
  plain: {title: {ru: Простой, en: Plain}, calendar: day}
  golden: {title: {ru: Золотой, en: Golden}, calendar: always, was: [silver]}
axes:
  colour:
    title: {ru: Цвет, en: Colour}
    values: {red: {ru: Красный, en: Red}, green: {ru: Зелёный, en: Green}}
    default: green
roles: {keeper: {title: {ru: Смотритель, en: Keeper}}}
channels: {window: {title: {ru: Окно, en: Window}}, door: {title: {ru: Дверь, en: Door}}}
fields:
  wick: {title: {ru: Фитиль, en: Wick}, kind: text}
  oil: {title: {ru: Масло, en: Oil}, kind: choice, values: {olive: {ru: Оливковое, en: Olive}}}
metrics: {glow: {title: {ru: Свет, en: Glow}}, fade: {title: {ru: Угасание, en: Fade}}}
marks:
  lit: {title: {ru: Зажжён, en: Lit}, by: [staff]}
  blown out: {title: {ru: Задут, en: Blown out}, by: [keeper], message: out, withdrawn by: lit}
pauses: {storm: {title: {ru: Буря, en: Storm}}}
grounds: {darkness: {title: {ru: Темнота, en: Darkness}}, daylight: {title: {ru: День, en: Daylight}}}
counters: {lamps: {title: {ru: Лампы, en: Lamps}, of: cases}, hours: {title: {ru: Часы, en: Hours}, of: hours}}
terms:
  night: {title: {ru: Ночь, en: Night}, kind: yes no, default: no}
  towers: {title: {ru: Башни, en: Towers}, kind: number}
"""
CLAUSES = """\
clauses:
  - clause: "7"
    text: О фонарях.
    rules:
"""


def read(text: str) -> tuple[Regulation | None, tuple[Fault, ...]]:
    return read_regulation(text.encode())


def with_rule(body: str) -> str:
    """The small regulation with one rule, `7/it`, written in flow style."""
    return f"{HEAD}{CLAUSES}      it: {{{body}}}\n"


def rule_of(body: str) -> AnyRule:
    regulation, faults = read(with_rule(body))
    assert faults == ()
    assert regulation is not None
    return regulation.clauses[0].rules[0]


def faults_of(text: str) -> list[tuple[str, str, str | None]]:
    """Code, marked text and hint of every fault."""
    regulation, faults = read(text)
    assert regulation is None
    return [(fault.code, text[fault.place.start : fault.place.end], fault.hint) for fault in faults]
