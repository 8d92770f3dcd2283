"""Changes of conditions and happenings: each part dropped, each test turned around, each alternative left out."""

from dataclasses import replace

from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.happening import DoneBy, FirstOf, Happening, LatestOf
from reglament.core.replay.mutate.change import Changes, each_dropped


def condition_changes(condition: Condition) -> Changes[Condition]:
    """Every test of a condition turned around, every part dropped, every value of a test left out."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if after or before or isinstance(condition, AllOf):
                    yield f"without {_said(part)}", replace(condition, conditions=(*before, *after))
                for told, changed in condition_changes(part):
                    yield told, replace(condition, conditions=(*before, changed, *after))
        case Not(part):
            yield f"{_said(part)} not excluded", part
            for told, changed in condition_changes(part):
                if not isinstance(changed, Not):
                    yield f"excluded {told}", Not(changed)
        case _:
            yield f"not {_said(condition)}", Not(condition)
            yield from _values_dropped(condition)


def _values_dropped(test: Condition) -> Changes[Condition]:
    match test:
        case Is(_, values) | FieldIs(_, values) | TermIs(_, values) if len(values) > 1:
            for told, kept in each_dropped(values):
                yield f"{_said(test)} {told}", replace(test, values=kept)
        case Marked(marks) if len(marks) > 1:
            for told, kept in each_dropped(marks):
                yield f"{_said(test)} {told}", Marked(kept)
        case Has(fields) | Lacks(fields) if len(fields) > 1:
            for told, kept in each_dropped(fields):
                yield f"{_said(test)} {told}", replace(test, fields=kept)
        case _:
            return


def _said(condition: Condition) -> str:
    """The condition in a few words, as the file says it."""
    match condition:
        case Not(part):
            return f"not {_said(part)}"
        case AllOf(parts):
            return " and ".join(_said(part) for part in parts) or "always"
        case AnyOf(parts):
            return " or ".join(_said(part) for part in parts) or "never"
        case _:
            return _test_said(condition)


def _test_said(test: Is | Marked | Has | Lacks | FieldIs | TermIs | Received | Over | Left) -> str:
    match test:
        case Is(name, values) | FieldIs(name, values) | TermIs(name, values):
            return f"{name} {' or '.join(values)}"
        case Marked(marks):
            return f"marked {' or '.join(marks)}"
        case Has(fields):
            return f"has {' and '.join(fields)}"
        case Lacks(fields):
            return f"lacks {' or '.join(fields)}"
        case Received(calendar, inside):
            return f"received {'during' if inside else 'outside'} {calendar}"
        case Over(counter):
            return f"over {counter}"
        case Left(counter):
            return f"left {counter}"


def happening_changes(happening: Happening) -> Changes[Happening]:
    """Every alternative left out, every part of a whole left out, and whoever does it not looked at."""
    match happening:
        case FirstOf(parts) | LatestOf(parts):
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if before or after:
                    yield f"without part {place + 1}", replace(happening, parts=(*before, *after))
                for told, changed in happening_changes(part):
                    yield f"part {place + 1} {told}", replace(happening, parts=(*before, changed, *after))
        case DoneBy(inner, who):
            yield f"by anybody, not {who}", inner
            for told, changed in happening_changes(inner):
                yield told, DoneBy(changed, who)
        case _:
            return
