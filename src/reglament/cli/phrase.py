"""What the command line itself says besides the sentences of `words`: short, in both languages, with plurals."""

from collections.abc import Mapping

from reglament.words.catalogue import Language

# English: one, many. Russian: one, two to four, many.
NOUNS: Mapping[str, Mapping[Language, tuple[str, ...]]] = {
    "clause": {"en": ("clause", "clauses"), "ru": ("пункт", "пункта", "пунктов")},
    "error": {"en": ("error", "errors"), "ru": ("ошибка", "ошибки", "ошибок")},
    "warning": {"en": ("warning", "warnings"), "ru": ("предупреждение", "предупреждения", "предупреждений")},
    "note": {"en": ("note", "notes"), "ru": ("замечание", "замечания", "замечаний")},
    "reading": {"en": ("reading", "readings"), "ru": ("толкование", "толкования", "толкований")},
    "example": {"en": ("example", "examples"), "ru": ("пример", "примера", "примеров")},
    "expectation": {"en": ("expectation", "expectations"), "ru": ("ожидание", "ожидания", "ожиданий")},
    "mutant": {"en": ("mutant", "mutants"), "ru": ("мутант", "мутанта", "мутантов")},
}
PHRASES: Mapping[str, Mapping[Language, str]] = {
    "executed": {"en": "{n} executed", "ru": "{n} исполняется"},
    "prose": {"en": "{n} prose", "ru": "{n} прозой"},
    "reading of": {"en": "reading of {of}", "ru": "толкование: {of}"},
    "instead": {"en": "instead of", "ru": "вместо"},
    "no examples": {"en": "no examples beside it", "ru": "примеров рядом нет"},
    "has faults": {"en": "has faults: reglament lint {path}", "ru": "есть ошибки: reglament lint {path}"},
    "all hold": {"en": "all hold", "ru": "все верны"},
    "fail": {"en": "{n} fail", "ru": "неверны: {n}"},
    "expected": {"en": "expected", "ru": "ожидалось"},
    "actual": {"en": "in fact", "ru": "на деле"},
    "nothing": {"en": "nothing", "ru": "ничего"},
    "caught": {"en": "{n} caught", "ru": "{n} поймано"},
    "equivalent": {"en": "{n} equivalent", "ru": "{n} равносильных"},
    "survived": {"en": "{n} survived", "ru": "{n} выжило"},
    "needless": {"en": "{n} needless proofs", "ru": "лишних доказательств: {n}"},
    "playing": {"en": "playing mutants", "ru": "проверяем мутантов"},
    "known": {"en": "as known {moment}", "ru": "как было известно {moment}"},
}


def say(phrase: str, language: Language, **values: object) -> str:
    """A phrase with its values put in."""
    return PHRASES[phrase][language].format(**values)


def counted(number: int, noun: str, language: Language) -> str:
    """`3 errors`, `3 ошибки`."""
    forms = NOUNS[noun][language]
    return f"{number} {forms[_form(number, language)]}"


def noun_of(severity: str, language: Language) -> str:
    """The word for one of them."""
    return NOUNS[severity][language][0]


def _form(number: int, language: Language) -> int:
    if language == "en":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2
