"""The one catalogue of sentences: a key and values in, a sentence in Russian or English out. Decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from importlib.resources import files
from typing import Literal

from babel.messages.pofile import read_po

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")


class UnknownSentence(KeyError):  # noqa: N818 - named for what happened
    """The catalogue has no sentence for this key: a bug, found by the test that walks every code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as translated: one form, or one for each plural form chosen by the number in the value `by`."""

    forms: tuple[str, ...]
    by: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sentences of one language; `form` gives the place of the plural form for a number."""

    entries: Mapping[str, Entry]
    form: Callable[[int], int]


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: Language) -> Catalogue:
    """Read the sentences of one language; they are part of the package."""
    path = files("reglament.words") / "locale" / language / "LC_MESSAGES" / "reglament.po"
    with path.open("rb") as file:
        found = read_po(file, locale=language, abort_invalid=True)
    entries: dict[str, Entry] = {}
    for message in found:
        ids, forms = _texts(message.id), _texts(message.string)
        if ids[0] and all(forms):
            entries[ids[0]] = Entry(forms, ids[1] if len(ids) > 1 else None)
    return Catalogue(entries, c2py(found.plural_expr))


def _texts(told: object) -> tuple[str, ...]:
    """One text or several, as Babel gives them."""
    return tuple(str(text) for text in told) if isinstance(told, list | tuple) else (str(told or ""),)


def sentence(key: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """Fill the sentence of `key` with values that are already words. Raises UnknownSentence where there is none."""
    words = catalogue(language)
    entry = words.entries.get(key)
    if entry is None:
        raise UnknownSentence(key)
    filled = values or {}
    place = 0 if entry.by is None else words.form(int(str(filled[entry.by])))
    return entry.forms[place].format_map(filled)


def has(key: str, language: Language) -> bool:
    """Say whether the catalogue has the key."""
    return key in catalogue(language).entries
