"""SVG elements as text: numbers shortened, every word escaped, attributes instead of styles."""

from xml.sax.saxutils import escape, quoteattr

FONT = "'PT Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
# Width of a letter in parts of the font size; measured on DejaVu Sans, the widest of the family, for mixed text.
LETTER = 0.57


def element(name: str, content: object = "", **attributes: object) -> str:
    """An element; `font_size` becomes `font-size`, None leaves an attribute out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_text(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, *, size: float = 12, **attributes: object) -> str:
    """A line of text; it begins at `x` unless `text_anchor` says otherwise, `y` is its base line."""
    return element("text", escape(words), x=x, y=y, font_size=size, **attributes)


def title(words: str) -> str:
    """What a screen reader says, and a pointer shows."""
    return element("title", escape(words))


def width_of(words: str, size: float) -> float:
    """About how wide a line of text will be."""
    return len(words) * size * LETTER


def fitted(words: str, room: float, size: float) -> str:
    """The words, cut where they would not fit."""
    letters = int(room / (size * LETTER))
    return words if len(words) <= letters else words[: max(letters - 1, 1)].rstrip() + "…"


def wrapped(words: str, room: float, size: float, *, most: int) -> list[str]:
    """The words on as many lines as they need, at most so many; the last one is cut where they need more."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= room or not lines[-1] or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [*lines[:-1], fitted(lines[-1], room, size)]


def _text(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
