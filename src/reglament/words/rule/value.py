"""Any typed value of a regulation in words: what `compare` shows before and after."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from reglament.core.hours.amount import Amount
from reglament.core.hours.calendar import Calendar
from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.permission import Limit
from reglament.core.regulation.model.regulation import AnyRule, Clause, NamedCalendar
from reglament.core.regulation.model.rule import (
    Agreed,
    Consequence,
    EarlyWarning,
    OfTheContract,
    Reading,
    Share,
)
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from reglament.words.amount import amount_text
from reglament.words.listing import listing, number, quoted
from reglament.words.moment import day
from reglament.words.noun import in_language
from reglament.words.rule.clocks import consequence_words, share_words, warning_words, within_words
from reglament.words.rule.counting import limit_words, rounding_words
from reglament.words.rule.figure import row_told
from reglament.words.rule.hours import calendar_lines, named_hours
from reglament.words.rule.name import name_words
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.tell import rule_told

Tell = Callable[[Any, Speaker], str]


def value_words(value: object, owner: object, part: str, speaker: Speaker) -> str:
    """Say a value that stands in `part` of `owner`, a rule or a declared noun."""
    if value is None or value == ():
        return speaker.say("value none")
    if part == "round_to" and isinstance(value, int):
        return rounding_words(value, speaker)
    if isinstance(value, str):
        return name_words(owner, part, value, speaker)
    if isinstance(value, tuple):
        return _several(value, owner, part, speaker)
    if isinstance(value, Flat):
        return value_words(value.value, owner, part, speaker)
    if isinstance(value, Table):
        return _table(value, owner, part, speaker)
    if isinstance(value, Mapping):
        return listing([value_words(one, owner, part, speaker) for one in value.values()], speaker.language)
    tell = BY_TYPE.get(type(value))
    return tell(value, speaker) if tell else str(value)


def _several(values: tuple[object, ...], owner: object, part: str, speaker: Speaker) -> str:
    told = [value_words(one, owner, part, speaker) for one in values]
    plain = all(isinstance(one, str) for one in values)
    return listing(told, speaker.language) if plain else "; ".join(told)


def _table(table: Table[Any], owner: object, part: str, speaker: Speaker) -> str:
    rows = [
        f"{row_told(row.keys, table, speaker)}: {value_words(row.value, owner, part, speaker)}"
        for row in table.rows
    ]
    return "; ".join(rows)


def _named_calendar(named: NamedCalendar, speaker: Speaker) -> str:
    parts = [named_hours(named, speaker.regulation, speaker.language)]
    return "; ".join([*parts, *calendar_lines(named, speaker.language)])


def _calendar(calendar: Calendar, speaker: Speaker) -> str:
    return _named_calendar(NamedCalendar(calendar, None, (), replaceable=False, place=BEGINNING), speaker)


def _rule(rule: Any, speaker: Speaker) -> str:
    told = rule_told(rule, speaker.regulation, speaker.language)
    tables = [f"{grid.caption}: {'; '.join(' — '.join(row) for row in grid.rows)}." for grid in told.grids]
    return " ".join((*told.lines, *tables))


def _clause(clause: Clause, speaker: Speaker) -> str:
    return " ".join((" ".join(clause.text.split()), *(_rule(rule, speaker) for rule in clause.rules)))


def _title(title: Title, speaker: Speaker) -> str:
    return quoted(in_language(title, speaker.language), speaker.language)


def _noun(noun: Any, speaker: Speaker) -> str:
    return _title(noun.title, speaker)


def _condition(condition: Condition, speaker: Speaker) -> str:
    return speaker.condition(condition)


def _happening(happening: Happening, speaker: Speaker) -> str:
    return speaker.happening(happening)


def _reading(reading: Reading, speaker: Speaker) -> str:
    return in_language(reading.says, speaker.language)


BY_TYPE: Mapping[type, Tell] = {
    bool: lambda value, speaker: speaker.say("value yes" if value else "value no"),
    int: lambda value, speaker: number(value, speaker.language),
    date: lambda value, speaker: day(value, speaker.language),
    Amount: lambda value, speaker: amount_text(value, speaker.language),
    Agreed: within_words,
    OfTheContract: within_words,
    Consequence: consequence_words,
    Share: share_words,
    EarlyWarning: warning_words,
    Limit: limit_words,
    Title: _title,
    Reading: _reading,
    Calendar: _calendar,
    NamedCalendar: _named_calendar,
    Clause: _clause,
    **dict.fromkeys((Axis, Counter, Field, Mark, Noun, Term, Tier), _noun),
    **dict.fromkeys(get_args(Condition), _condition),
    **dict.fromkeys(get_args(Happening), _happening),
    **dict.fromkeys(get_args(AnyRule), _rule),
}
