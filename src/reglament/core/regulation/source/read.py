"""`read_source`: the whole first pass, from bytes to a located tree and the faults met on the way."""

import re

import yaml

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import BEGINNING, place_at
from reglament.core.regulation.source.compose import Composer
from reglament.core.regulation.source.node import Node
from reglament.core.regulation.source.syntax import syntax_fault
from reglament.core.regulation.source.text import decoded

_CONTENT = re.compile(r"^[ ]*[^ #\r\n]", re.MULTILINE)
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)


def read_source(data: bytes) -> tuple[Node | None, tuple[Fault, ...]]:
    """The located tree of a regulation file, and every fault of its text.

    The tree is None where the text does not yield one that later passes could judge (it is not YAML, is out of bounds,
    or leans on aliases). Never raises for any bytes; time and memory are linear in their length.
    """
    gathering = Gathering()
    text = decoded(data, gathering)
    root = None if text is None else _composed(text, gathering)
    return root, gathering.faults()


def _composed(text: str, gathering: Gathering) -> Node | None:
    if _leaves_one_document(text, gathering):
        return None
    composer = Composer(text, gathering)
    had_faults = gathering.failed
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if not composer.take(event):
                break
    except yaml.YAMLError as error:
        # Where tabs or unseen characters were taken out, what the parser says of the rest would mislead.
        if not had_faults:
            gathering.add(syntax_fault(error, text))
        return None
    if composer.root is None and not gathering.failed:
        gathering.fault("source/empty", BEGINNING)
    return composer.root if composer.whole else None


def _leaves_one_document(text: str, gathering: Gathering) -> bool:
    """Whether directives or a second document stand in the text.

    Looked for before the parser starts, because its work for many directives grows with their square.
    """
    content = _CONTENT.search(text)
    if content and content.group() == "%":
        gathering.fault("source/directive", place_at(text, content.start(), content.end()))
        return True
    end = _DOCUMENT_END.search(text)
    if end and _CONTENT.search(text, end.end()):
        gathering.fault("source/second-document", place_at(text, end.start(), end.end()))
        return True
    return False
