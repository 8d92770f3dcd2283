"""A document as Typst markup: our own template, and the document as one literal value whose texts are strings, never markup."""

from dataclasses import fields, is_dataclass
from importlib.resources import files

from reglament.words.document.block import Document


def typst(document: Document) -> str:
    """Write the source; whoever compiles it needs no other file."""
    template = (files("reglament.words.document") / "page.typ").read_text("utf-8")
    return f"{template}\n#publish({literal(document)})\n"


def literal(value: object) -> str:
    """A value as a Typst literal: a dataclass is a dictionary that names its kind, a text is a string."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"({''.join(f'{literal(one)}, ' for one in value)})"
    if is_dataclass(value):
        parts = [
            f"{field.name.replace('_', '-')}: {literal(getattr(value, field.name))}"
            for field in fields(value)
        ]
        return f"({', '.join((f'kind-of: {quoted(type(value).__name__)}', *parts))})"
    raise TypeError(f"{value!r} has no Typst literal")


def quoted(text: str) -> str:
    """A text as a Typst string: only its own quote and the backslash mean anything inside; controls become a space."""
    plain = "".join(letter if letter.isprintable() or letter == "\u00ad" else " " for letter in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
