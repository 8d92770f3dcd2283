"""Faults as sentences: what is wrong, and what to do about it where nothing ready-made can be written instead."""

from collections.abc import Callable, Mapping

from reglament.core.hours.faults import CalendarFault
from reglament.core.regulation.fault import Fault, Severity
from reglament.words.catalogue import Language, has, sentence
from reglament.words.grammar import form, kind_of_name, record, told_word, wanted
from reglament.words.length import length
from reglament.words.listing import size

MINUTE = 60


def fault_sentence(fault: Fault, language: Language) -> str:
    """Say what is wrong; and what to do, where no `hint` says it better."""
    return _told(fault.code, fault.values, language, advised=fault.hint is None)


def calendar_fault_sentence(fault: CalendarFault, language: Language) -> str:
    """The same for a calendar that cannot be compiled."""
    values = {name.replace(" ", "_"): str(value) for name, value in fault.values}
    return _told(fault.code.replace(".", "/").replace("_", "-"), values, language, advised=True)


def hint_sentence(hint: str, language: Language) -> str:
    """Say what to write at the place of a fault."""
    if hint.isspace():
        return sentence("hint spaces", language, {"count": len(hint)})
    return sentence("hint", language, {"hint": hint})


def severity_word(severity: Severity, language: Language) -> str:
    """The word for one finding of this severity."""
    return sentence(f"severity {severity}", language)


def _told(code: str, values: Mapping[str, str], language: Language, *, advised: bool) -> str:
    said = {name: _value(code, name, value, values, language) for name, value in values.items()}
    sentences = [sentence(f"fault {code}", language, said)]
    if advised and has(f"remedy {code}", language):
        sentences.append(sentence(f"remedy {code}", language, said))
    return " ".join(sentences)


def _value(code: str, name: str, value: str, values: Mapping[str, str], language: Language) -> str:
    if (code, name) in FORMS:
        return form(value, language)
    if name == "kind":
        return kind_of_name(value, values.get("owner", ""), language)
    if (code, name) in SIZES:
        return size(int(value), language)
    return SAID[name](value, language) if name in SAID else value


FORMS = frozenset({("shape/wrong-form", "found")})
SIZES = frozenset({("source/too-long", "found"), ("source/too-long", "limit")})


def _clock(seconds: str, _language: Language) -> str:
    hours, minutes = divmod(int(seconds) // MINUTE, 60)
    return f"{hours:02}:{minutes:02}"


# Values that are codes or figures themselves; all others stand in the sentence as they were written.
SAID: Mapping[str, Callable[[str, Language], str]] = {
    "wanted": wanted,
    "record": record,
    "because": told_word,
    "without": told_word,
    "opens": _clock,
    "closes": _clock,
    "next_opens": _clock,
    "next_closes": _clock,
    "seconds": lambda value, language: length(int(value), language),
}
