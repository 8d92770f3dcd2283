"""The values of a refusal as words: declared nouns by title, acts and parties by word, figures with their units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.permission import SetRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.amount import amount_text
from reglament.words.catalogue import Language, has, sentence
from reglament.words.length import length
from reglament.words.listing import alternatives, code, listing
from reglament.words.moment import LocalTime, day, moment
from reglament.words.noun import title_of, value_title, who, word


@dataclass(frozen=True, slots=True)
class Subject:
    """The refusal whose values are told: its code, rule and values, the regulation, and the wall its moments are read on."""

    code: str
    rule: str
    values: Mapping[str, object]
    regulation: Regulation
    zone: LocalTime


def said(name: str, value: object, subject: Subject, language: Language) -> str:
    """One value as words."""
    if value is None:
        return sentence("refusal unnamed ground", language) if name == "ground" else ""
    if isinstance(value, Amount):
        return amount_text(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, tuple | list):
        join = alternatives if name in ANY_OF else listing
        return join([said(name, one, subject, language) for one in value], language)
    if isinstance(value, int):
        return _figure(name, value, subject, language)
    return _named(name, str(value), subject, language)


ANY_OF = frozenset({"allowed", "criteria"})
PLAIN = frozenset({"seq", "number", "limit"})
MOMENTS = frozenset({"start", "end"})


def _figure(name: str, value: int, subject: Subject, language: Language) -> str:
    """Moments by their names, plain numbers by theirs; every other figure of a refusal is a length in seconds."""
    if name.endswith("_at") or name in MOMENTS:
        return moment(value, subject.zone, language, end=name == "end")
    return str(value) if name in PLAIN else length(value, language)


def _named(name: str, value: str, subject: Subject, language: Language) -> str:
    tell = OF_CODE.get((subject.code, name)) or BY_NAME.get(name)
    return tell(value, subject, language) if tell else code(value)


Tell = Callable[[str, Subject, Language], str]


def _declared(section: str, value: str, subject: Subject, language: Language) -> str:
    return title_of(getattr(subject.regulation, section), value, language)


def _word(kind: str, value: str, _subject: Subject, language: Language) -> str:
    return word(kind, value, language)


def _who(value: str, subject: Subject, language: Language) -> str:
    return who(value, subject.regulation, language)


def _act(value: str, subject: Subject, language: Language) -> str:
    """An act by its words, a mark by recording it."""
    if has(f"act {value}", language) and value not in subject.regulation.marks:
        return sentence(f"act {value}", language)
    return sentence("act of mark", language, {"mark": _declared("marks", value, subject, language)})


def _axis_value(value: str, subject: Subject, language: Language) -> str:
    owner = subject.regulation.axes.get(str(subject.values.get("axis")))
    return value_title(owner.values if owner else {}, value, language)


def _term_value(value: str, subject: Subject, language: Language) -> str:
    owner = subject.regulation.terms.get(str(subject.values.get("term")))
    return value_title(owner.values if owner else {}, value, language)


def _criterion(value: str, subject: Subject, language: Language) -> str:
    rule = subject.regulation.rules.get(subject.rule)
    return value_title(rule.criteria if isinstance(rule, SetRule) else {}, value, language)


def _way(value: str, subject: Subject, language: Language) -> str:
    return (
        word("way", value, language)
        if value not in subject.regulation.channels
        else _channel(value, subject, language)
    )


_mark, _field, _channel = (
    partial(_declared, "marks"),
    partial(_declared, "fields"),
    partial(_declared, "channels"),
)

BY_NAME: Mapping[str, Tell] = {
    "act": _act,
    "what": _act,
    "status": partial(_word, "status"),
    "allowed": _who,
    "axis": partial(_declared, "axes"),
    "value": _axis_value,
    "criteria": _criterion,
    "ground": partial(_declared, "grounds"),
    "listed": partial(_declared, "grounds"),
    "counter": partial(_declared, "counters"),
    "metric": partial(_declared, "metrics"),
    "mark": _mark,
    "missing": _field,
    "fields": _field,
    "field": _field,
    "reason": partial(_declared, "pauses"),
    "channel": _channel,
    "role": partial(_declared, "roles"),
    "term": partial(_declared, "terms"),
    "tier": partial(_declared, "tiers"),
    "way": _way,
    "instead": lambda *_: "",
}
# Where a code uses a name in another sense than the rest.
OF_CODE: Mapping[tuple[str, str], Tell] = {
    ("classify/not-brought", "missing"): partial(_word, "brings"),
    ("permit/mark-missing", "missing"): _mark,
    ("share/mark-missing", "missing"): _mark,
    ("field/bad-value", "kind"): partial(_word, "field kind"),
    ("link/already", "kind"): partial(_word, "link"),
    ("link/kind-unknown", "known"): partial(_word, "link"),
    ("pause/no-notice", "allowed"): _way,
    ("pause/way-not-allowed", "allowed"): _way,
    ("extend/agreement-missing", "who"): _who,
    ("contract/term-value", "value"): _term_value,
}
