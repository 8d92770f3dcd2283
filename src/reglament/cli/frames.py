"""Faults drawn as the best compilers draw them: sentence, place, the lines around it, carets, and what to write instead."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.source.frame import Frame, FrameLine, frames
from reglament.core.regulation.source.text import text_to_show
from reglament.words.catalogue import Language
from reglament.words.fault import fault_sentence, hint_sentence, severity_word

STYLE = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
GUTTER = "blue"


def draw_faults(
    console: Console, path: Path, data: bytes, faults: Iterable[Fault], language: Language
) -> None:
    """Print each fault with a frame for every place it is about, and an empty line after it; a note takes one line."""
    text = text_to_show(data)
    for fault in faults:
        for line in _drawn(path, text, fault, language):
            console.print(line, soft_wrap=True)
        if fault.severity != "note":
            console.print()


def _drawn(path: Path, text: str, fault: Fault, language: Language) -> Iterator[Text]:
    style = STYLE[fault.severity]
    if fault.severity == "note":
        told = f"{severity_word(fault.severity, language)}[{fault.code}]"
        where = f" {path}:{fault.place.line}:{fault.place.column}: "
        yield Text(told, style).append(where, "default").append(fault_sentence(fault, language), "default")
        return
    opening = Text(f"{severity_word(fault.severity, language)}[{fault.code}]", style)
    yield opening.append(f": {fault_sentence(fault, language)}", "bold")
    width = max((len(str(line.number)) for frame in frames(text, fault) for line in frame.lines), default=1)
    for frame in frames(text, fault):
        yield Text(f"{' ' * width}--> ", GUTTER).append(
            f"{path}:{frame.place.line}:{frame.place.column}", "default"
        )
        yield from _framed(frame, width, style)
        style = STYLE["note"]
    if fault.hint is not None:
        yield Text(f"{' ' * width} = ", GUTTER).append(hint_sentence(fault.hint, language), "default")


def _framed(frame: Frame, width: int, style: str) -> Iterator[Text]:
    yield Text(f"{' ' * width} |", GUTTER)
    for line in frame.lines:
        yield Text(f"{line.number:>{width}} | ", GUTTER).append(_shown(line), "default")
        if line.carets:
            first, last = line.carets
            indent = cell_len(line.text[:first]) + (1 if line.cut_left else 0)
            carets = "^" * max(cell_len(line.text[first:last]), 1)
            yield Text(f"{' ' * width} | ", GUTTER).append(" " * indent).append(carets, style)


def _shown(line: FrameLine) -> str:
    return f"{'…' if line.cut_left else ''}{line.text}{'…' if line.cut_right else ''}"
