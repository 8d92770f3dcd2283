"""Several words as one phrase, and words set apart from the rest of a sentence."""

from collections.abc import Iterable

from babel.numbers import format_decimal

from reglament.words.catalogue import Language, sentence

MEGABYTE = 1024 * 1024


def listing(parts: Iterable[str], language: Language) -> str:
    """Join parts as a person would: `a, b and c`."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return sentence("list end", language, {"first": ", ".join(found[:-1]), "last": found[-1]})


def alternatives(parts: Iterable[str], language: Language) -> str:
    """Join parts of which one is enough: `a, b or c`."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return sentence("list or", language, {"first": ", ".join(found[:-1]), "last": found[-1]})


def quoted(title: str, language: Language) -> str:
    """Put a title in the quotes of the language."""
    return sentence("title quoted", language, {"title": title})


def code(written: str) -> str:
    """Set apart what stands, or could stand, in a file."""
    return f"`{written}`"


def number(count: int, language: Language) -> str:
    """A whole number with its thousands parted."""
    return str(format_decimal(count, locale=language))


def size(octets: int, language: Language) -> str:
    """A size of a file in megabytes."""
    megabytes = format_decimal(octets / MEGABYTE, "#,##0.#", locale=language)
    return sentence("size megabytes", language, {"number": megabytes})
