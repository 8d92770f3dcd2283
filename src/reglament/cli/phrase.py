"""What the command line says by itself: sentences of the one catalogue under `cli`."""

from reglament.words.catalogue import Language, sentence


def say(phrase: str, language: Language, **values: object) -> str:
    """A phrase with its values put in."""
    return sentence(f"cli {phrase}", language, values)


def counted(number: int, noun: str, language: Language) -> str:
    """`3 errors`, `3 ошибки`."""
    return sentence(f"cli counted {noun}", language, {"n": number})
