"""YAML events to the located tree, without recursion: a stack of open containers, bounded in depth and size."""

from dataclasses import dataclass, field
from typing import cast

import yaml

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import Place, place_at
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence
from reglament.core.regulation.source.text import UNSEEN

DEEPEST = 64
MOST_NODES = 100_000


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    is_mapping: bool
    flow: bool
    begins: Place
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    key: Node | None = None
    keys: dict[str, Place] = field(default_factory=dict)
    torn: list[Place] = field(default_factory=list)
    ends: int = 0


class Composer:
    """Takes the events of one document in turn; `root` is the tree once all are taken.

    `take` answers False when reading should stop: the document is over, or a bound is reached. `whole` tells whether
    the tree says all that the text says.
    """

    def __init__(self, text: str, gathering: Gathering) -> None:
        self.root: Node | None = None
        self.whole = True
        self._text = text
        self._gathering = gathering
        self._stack: list[_Open] = []
        self._nodes = 0

    def take(self, event: yaml.Event) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            return self._bounded(event) and self._put(self._scalar(event))
        if isinstance(event, yaml.CollectionStartEvent):
            return self._bounded(event) and self._open(event)
        if isinstance(event, yaml.CollectionEndEvent):
            return self._put(self._closed(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._gathering.fault("source/second-document", self._place(event))
            return False
        return True

    def _bounded(self, event: yaml.NodeEvent) -> bool:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            return self._give_up("source/too-many-values", event, MOST_NODES)
        if len(self._stack) >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
            return self._give_up("source/too-deep", event, DEEPEST)
        if event.anchor is not None:
            self._gathering.fault("source/anchor", self._place(event), name=str(event.anchor))
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            self._gathering.fault("source/tag", self._place(event), tag=tag)
        return True

    def _give_up(self, code: str, event: yaml.Event, limit: int) -> bool:
        self._gathering.fault(code, self._place(event), limit=str(limit))
        self.root, self.whole = None, False
        return False

    def _alias(self, event: yaml.AliasEvent) -> bool:
        place = self._place(event)
        self._gathering.fault("source/alias", place, name=str(event.anchor))
        self.whole = False
        return self._put(Scalar(text=f"*{event.anchor}", place=place))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self._place(event)
        if event.style in ("|", ">"):
            written = self._text[place.start : place.end].rstrip()
            place = Place(place.line, place.column, place.start, place.start + len(written))
        elif event.style == '"' and (unseen := UNSEEN.search(event.value)):
            # An escape such as "\\0" brings in what may not be written plainly.
            self._gathering.fault("source/unseen-character", place, found=f"U+{ord(unseen.group()):04X}")
        return Scalar(text=event.value, place=place, quoted=bool(event.style))

    def _open(self, event: yaml.CollectionStartEvent) -> bool:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Open(is_mapping, bool(event.flow_style), self._place(event)))
        return True

    def _closed(self, event: yaml.CollectionEndEvent) -> Node:
        done = self._stack.pop()
        begins = done.begins
        # A block ends where its last value ends; the parser reports the place of whatever comes next.
        end = self._place(event).end if done.flow else max(done.ends, begins.start)
        place = Place(begins.line, begins.column, begins.start, end)
        for torn in done.torn:
            said = self._text[torn.start : torn.end].replace("'", "''")
            self._gathering.fault("source/comma-in-text", torn, hint=f"'{said}'")
        if done.is_mapping:
            return Mapping(pairs=tuple(done.pairs), place=place)
        return Sequence(items=tuple(done.items), place=place)

    def _put(self, node: Node) -> bool:
        if not self._stack:
            self.root = node
            return True
        top = self._stack[-1]
        top.ends = node.place.end
        if not top.is_mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            self._pair(top, top.key, node)
            top.key = None
        return True

    def _pair(self, top: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._gathering.fault("source/complex-key", key.place)
        elif not key.text.strip():
            self._gathering.fault("source/empty-key", key.place)
        elif top.pairs and self._tears(top, key, value):
            return
        elif key.text == "<<" and not key.quoted:
            self._gathering.fault("source/merge-key", key.place)
        elif key.text in top.keys:
            self._gathering.fault("source/duplicate-key", key.place, top.keys[key.text], key=key.text)
        else:
            top.keys[key.text] = key.place
            top.pairs.append((key, value))

    def _tears(self, top: _Open, key: Scalar, value: Node) -> bool:
        """Whether a comma tears the text before it: in `{a: one, two}` YAML takes `two` for a key without value.

        The torn text is remembered, from the value before to this key.
        """
        before = top.pairs[-1][1]
        bare = isinstance(value, Scalar) and value.empty and value.place.start == key.place.end
        if not bare or key.quoted or not isinstance(before, Scalar) or before.quoted:
            return False
        begins = before.place
        if top.torn and top.torn[-1].start == begins.start:
            top.torn.pop()
        top.torn.append(Place(begins.line, begins.column, begins.start, key.place.end))
        return True

    def _place(self, event: yaml.Event) -> Place:
        # Typed as optional for events made by hand; those of a parser have both.
        start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        if start.index >= len(self._text):
            # The parser puts the end of a last line without newline on a line of its own.
            return place_at(self._text, len(self._text), len(self._text))
        return Place(start.line + 1, start.column + 1, start.index, end.index)
