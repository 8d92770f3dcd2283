"""The words that faults use for parts of a file: forms, records, what is wanted, kinds of names."""

from reglament.words.catalogue import Language, has, sentence
from reglament.words.listing import alternatives, code

CHOICE = " | "


def form(name: str, language: Language) -> str:
    """A form that a part of a file may have: a value, a list, a mapping, nothing."""
    return sentence(f"form {name}", language)


def wanted(name: str, language: Language) -> str:
    """What could stand somewhere: shapes by their words, words of the format as they are written."""
    parts = [_first_of(("wanted", "record"), part, language) for part in name.split(CHOICE)]
    return alternatives(dict.fromkeys(parts), language)


def record(name: str, language: Language) -> str:
    """What a mapping of keys is; acts and the like are told by the key that names them."""
    return _first_of(("record", "wanted"), name, language)


def _first_of(kinds: tuple[str, ...], name: str, language: Language) -> str:
    key = next((key for kind in kinds if has(key := f"{kind} {name}", language)), None)
    if key is not None:
        return sentence(key, language)
    return alternatives([code(one) for one in name.split(", ")], language)


def kind_of_name(kind: str, owner: str, language: Language) -> str:
    """What a name should be the name of, and where such names are declared."""
    return sentence(f"reference {kind}", language, {"owner": owner})


def told_word(written: str, language: Language) -> str:
    """What calls for a key: a word of ours, or what stands in the file."""
    key = f"because {written}"
    return sentence(key, language) if has(key, language) else code(written)
