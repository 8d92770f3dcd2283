"""An HTML page read back as a browser would: elements in order, with their attributes and their text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "link"})


@dataclass
class Node:
    """An element with what stands inside it."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def all(self, *tags: str) -> "list[Node]":
        """Every element of these tags inside, in order; of any tag where none is named."""
        found = []
        for one in self.inside:
            if isinstance(one, Node):
                found += ([one] if not tags or one.tag in tags else []) + one.all(*tags)
        return found


class Page(HTMLParser):
    """Reads a page; whatever is not balanced is kept in `faults`."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.faults: list[str] = []
        self._open = [self.root]
        self.feed(text)
        self.close()
        self.faults += [f"never closed: {node.tag}" for node in self._open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            self.faults.append(f"{tag} closes {self._open[-1].tag}")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
