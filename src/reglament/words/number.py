"""Numbers for people: thousands apart and the decimal sign of the language."""

from babel.numbers import format_decimal

from reglament.words.catalogue import Language


def number(count: int, language: Language) -> str:
    """Say a whole number: `3 000`, `3,000`."""
    return str(format_decimal(count, locale=language))


def hundredths(value: float, language: Language) -> str:
    """Say a number to two places: `93,75`, `93.75`."""
    return str(format_decimal(value, "#,##0.00", locale=language))
