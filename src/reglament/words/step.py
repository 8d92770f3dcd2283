"""Steps of an explanation as sentences, each with the clause it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reglament.core.contract.compile import declared_calendars
from reglament.core.hours.amount import AmountKind
from reglament.core.hours.calendar import AnyCalendar
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.code import CARRIES, Code
from reglament.core.target.target import Step
from reglament.words.amount import amount_text
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import with_clause
from reglament.words.happening import happening_phrase
from reglament.words.length import left, measured
from reglament.words.listing import code, listing
from reglament.words.moment import LocalTime, both
from reglament.words.noun import fact_title, fact_value, title_of, word
from reglament.words.opening import opening_text

# Values without which a step has another sentence.
TOLD_ABSENT = frozenset({"to_at", "corrected_at", "former_rule", "former_due_at", "due_at", "ground"})
ENDS = frozenset({"to_at", "due_at", "former_due_at"})


@dataclass(frozen=True, slots=True)
class Telling:
    """In whose words steps are told: language, the reader's wall and the regulation's, the kind of the term's amount."""

    regulation: Regulation
    language: Language
    here: LocalTime
    home: LocalTime
    kind: AmountKind
    calendars: Mapping[str, AnyCalendar]


def step_sentence(
    step: Step,
    regulation: Regulation,
    zone: LocalTime,
    language: Language,
    *,
    home: LocalTime | None = None,
    kind: AmountKind = AmountKind.WORKING_TIME,
    calendars: Mapping[str, AnyCalendar] | None = None,
) -> str:
    """Say one step, declared nouns by their titles, its clause cited.

    Moments are those of `zone`, with those of `home` beside them where the walls differ. `kind` is that of the term's
    amount: a stretch counts seconds or days by it. `calendars` are the contract's; without them the regulation's are told.
    """
    declared = declared_calendars(regulation, None, regulation.zone) if calendars is None else calendars
    return told(step, Telling(regulation, language, zone, home or zone, kind, declared))


def told(step: Step, telling: Telling) -> str:
    """The same for a teller who tells many."""
    if step.code == Code.LEFT:
        return _left(step.values, telling)
    named = {
        name.removesuffix("?"): value
        for name, value in zip(CARRIES[Code(step.code)], step.values, strict=True)
    }
    absent = [name for name, value in named.items() if value is None and name in TOLD_ABSENT]
    key = f"step {step.code}" + (f" without {', '.join(absent)}" if absent else "")
    values = {name: _value(step.code, name, value, telling) for name, value in named.items()}
    text = sentence(key, telling.language, values)
    return with_clause(text, step.rule, telling.regulation, telling.language)


def _left(values: tuple[Any, ...], telling: Telling) -> str:
    """What is left is told in its own unit: an extension may count otherwise than the term."""
    count, kind = values
    return left(count, kind, telling.language)


def _value(code_of_step: str, name: str, value: object, telling: Telling) -> str:
    if value is None:
        return ""
    if name == "at" or name.endswith("_at"):
        # A breach stands from the second after the due moment; people are told the due moment.
        at = _number(value) - (code_of_step == Code.BREACHED)
        end = name in ENDS or code_of_step in (Code.DUE, Code.BREACHED)
        return both(at, telling.here, telling.home, telling.language, end=end)
    tell = BY_NAME.get(name)
    return tell(value, telling) if tell else str(value)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a moment is a number of seconds, not {value!r}")
    return value


def _row(cells: Any, telling: Telling) -> str:
    """The row of the table a figure came from: ` (Уровень — «Базовый»)`."""
    regulation, language = telling.regulation, telling.language
    named = [
        f"{fact_title(fact, regulation, language)} — {fact_value(fact, value, regulation, language)}"
        for fact, value in cells
        if value != ELSE
    ]
    return f": {', '.join(named)}" if named else ""


ELSE, STATED = "else", "stated"


def _calendar(name: str, telling: Telling) -> str:
    found = telling.calendars.get(name)
    return opening_text(found, telling.language) if found else code(name)


def _axes(names: Any, telling: Telling) -> str:
    return listing(
        [title_of(telling.regulation.axes, name, telling.language) for name in names], telling.language
    )


def _years(years: Any, telling: Telling) -> str:
    return listing([str(year) for year in years], telling.language)


BY_NAME: Mapping[str, Callable[[Any, Telling], str]] = {
    "happening": lambda value, telling: happening_phrase(value, telling.regulation, telling.language),
    "from": lambda value, telling: word("stop", value, telling.language),
    "why": lambda value, telling: word("stop", value, telling.language),
    "by": lambda value, telling: word("cancelled by", value, telling.language),
    "axes": _axes,
    "amount": lambda value, telling: amount_text(value, telling.language),
    "source": lambda value, telling: "" if value == STATED else word("source", value, telling.language),
    "row": _row,
    "name": _calendar,
    "years": _years,
    "counted": lambda value, telling: measured(value, telling.kind, telling.language),
    "reason": lambda value, telling: title_of(telling.regulation.pauses, value, telling.language),
    "ground": lambda value, telling: title_of(telling.regulation.grounds, value, telling.language),
    "measured": lambda value, telling: word("verdict", value, telling.language),
}
