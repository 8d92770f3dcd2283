"""What `whatif` says, in both languages."""

from collections.abc import Mapping

from reglament.words.catalogue import Language

WORDS: Mapping[str, Mapping[Language, str]] = {
    "cases": {
        "en": "{n} cases, {events} deeds; {counted} cases fit both editions and are counted",
        "ru": "обращений {n}, действий {events}; под обе редакции подходят {counted}, они и сосчитаны",
    },
    "kept before": {"en": "kept before", "ru": "в срок было"},
    "kept after": {"en": "kept after", "ru": "в срок стало"},
    "broken before": {"en": "late before", "ru": "поздно было"},
    "broken after": {"en": "late after", "ru": "поздно стало"},
    "deemed": {"en": "deemed", "ru": "засчитано"},
    "open": {"en": "open", "ru": "открыто"},
    "changed": {
        "en": "{metric}: {worse} cases are late only after, {better} only before",
        "ru": "{metric}: опоздали только после — {worse}, только до — {better}",
    },
    "unfit before": {
        "en": "no longer fit before, counted apart: {n} ({reasons})",
        "ru": "не укладываются до, сосчитаны отдельно: {n} ({reasons})",
    },
    "unfit after": {
        "en": "no longer fit after, counted apart: {n} ({reasons})",
        "ru": "не укладываются после, сосчитаны отдельно: {n} ({reasons})",
    },
    "worst": {"en": "The latest after", "ru": "Самые поздние после"},
    "late": {"en": "late by", "ru": "опоздание"},
    "late before": {"en": "before", "ru": "было"},
    "target": {"en": "target", "ru": "срок"},
    "case": {"en": "case", "ru": "обращение"},
    "contract": {"en": "contract", "ru": "договор"},
    "due": {"en": "due", "ru": "исполнить до"},
    "broken": {"en": "{n} lines are broken:", "ru": "Испорченных строк: {n}:"},
    "more broken": {
        "en": "  and {n} more; `--format json` names them",
        "ru": "  и ещё {n}; их называет `--format json`",
    },
    "kept": {"en": "kept, %", "ru": "в срок, %"},
    "before": {"en": "before", "ru": "было"},
    "after": {"en": "after", "ru": "стало"},
}


def say(phrase: str, language: Language, **values: object) -> str:
    """A phrase with its values put in."""
    return WORDS[phrase][language].format(**values)
