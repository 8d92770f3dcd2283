"""HTML elements as values: text is always escaped when written, so nothing a regulation holds can become markup."""

from dataclasses import dataclass, field
from html import escape

VOID = frozenset({"meta", "link", "br", "hr"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes, and what stands inside: texts and further elements."""

    name: str
    inside: "tuple[str | Element, ...]" = ()
    attributes: dict[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """The element as HTML."""
        opened = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.name in VOID:
            return f"<{self.name}{opened}>"
        inside = "".join(one.written() if isinstance(one, Element) else _text(one) for one in self.inside)
        return f"<{self.name}{opened}>{inside}</{self.name}>"


@dataclass(frozen=True, slots=True)
class Sheet(Element):
    """The style sheet: our own text, the only one written as it is."""

    def written(self) -> str:
        return f"<style>{''.join(str(one) for one in self.inside)}</style>"


def _text(text: str) -> str:
    """Escaped, without the control characters that HTML forbids even then."""
    return escape("".join(letter if letter >= " " or letter in "\n\t" else "\ufffd" for letter in text))


def element(tag: str, /, *inside: str | Element, **attributes: str) -> Element:
    """An element; `class_` becomes `class`, `aria_label` becomes `aria-label`."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Element(tag, inside, named)
