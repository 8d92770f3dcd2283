"""One target as a bar: counted time full, the rest pale; what is still to come dashed, what is late red."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reglament.core.hours.hours import Hours
from reglament.core.target.code import Code
from reglament.core.target.target import Target
from reglament.words.catalogue import Language
from reglament.words.moment import moment
from reglament.words.short import stand
from reglament.words.timeline.scale import Scale
from reglament.words.timeline.svg import element, text, width_of

INK = "#1f2933"
VERDICTS = {
    "open": "#2b6cb0",
    "met": "#2f855a",
    "breached": "#c53030",
    "excused": "#805ad5",
    "deemed": "#4a8a8a",
}
LATE = "#c53030"
SMALL = 11.0
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A started target as it stands at `at` (UTC seconds); `hours` None: every hour counts."""

    target: Target
    start: int
    at: int
    hours: Hours | None

    @property
    def end(self) -> int:
        """Where it ended, or how far it has come."""
        return self.target.ended_at or max(self.at, self.start)

    @property
    def due(self) -> int | None:
        return self.target.due_at


def draw_bar(bar: Bar, scale: Scale, language: Language, *, edge: float) -> Iterator[str]:
    """The bar with its words, drawn from the top of its row; nothing passes the `edge` of the picture."""
    colour = VERDICTS[bar.target.verdict]
    kept_until = min(bar.end, bar.due) if bar.due is not None else bar.end
    yield _rect(scale, (bar.start, kept_until), y=5, height=14, fill=colour, fill_opacity=0.3)
    for span in _counted(bar, kept_until):
        yield _rect(scale, span, y=5, height=14, fill=colour)
    if bar.due is not None and bar.due > bar.end:
        yield _rect(
            scale, (bar.end, bar.due), y=5.5, height=13, fill="none", stroke=colour, stroke_dasharray="4 3"
        )
    if bar.due is not None and bar.end > bar.due:
        yield _rect(scale, (bar.due, bar.end), y=5, height=14, fill=LATE, fill_opacity=0.55)
    if bar.due is not None:
        yield element("path", d=f"M{scale.place(bar.due):.1f} 0 l5 5 l-5 5 l-5 -5 z", fill=INK)
    yield _beside(_words(bar, scale, language), bar, scale, edge)


def _words(bar: Bar, scale: Scale, language: Language) -> str:
    told = stand(bar.target, language)
    if bar.due is None:
        return told
    return f"{told} · {moment(bar.due, scale.here, language, year=False, end=True)}"


def _beside(words: str, bar: Bar, scale: Scale, edge: float) -> str:
    """Words behind the bar where there is room, else before it, else under it."""
    wide = width_of(words, SMALL)
    right, left = scale.place(max(bar.end, bar.due or bar.end)), scale.place(bar.start)
    looks: dict[str, Any] = {
        "size": SMALL,
        "fill": VERDICTS[bar.target.verdict],
        "stroke": "#ffffff",
        "stroke_width": 3,
        "paint_order": "stroke",
    }
    if right + 10 + wide <= edge:
        return text(words, right + 10, 16, **looks)
    if left - 10 - wide >= scale.left:
        return text(words, left - 10, 16, **looks, text_anchor="end")
    return text(words, right, 32, **looks, text_anchor="end")


def needs_a_line_below(bar: Bar, scale: Scale, language: Language, *, edge: float) -> bool:
    """Whether the words fit neither behind nor before the bar."""
    return 'y="32"' in _beside(_words(bar, scale, language), bar, scale, edge)


def _counted(bar: Bar, until: int) -> Iterator[Span]:
    """Open hours of the bar that no pause, hold or wait has taken out."""
    spans: Iterable[Span] = ((bar.start, until),)
    if bar.hours is not None:
        spans = bar.hours.spans(bar.start, until)
    for hole in _holes(bar.target, until):
        spans = [part for span in spans for part in _without(span, hole)]
    yield from spans


def _holes(target: Target, until: int) -> Iterator[Span]:
    for step in target.steps:
        if step.code in (Code.PAUSED, Code.STOPPED):
            start, end = step.values[0], step.values[1]
            yield int(str(start)), until if end is None else int(str(end))


def _without(span: Span, hole: Span) -> Iterator[Span]:
    if span[0] < min(span[1], hole[0]):
        yield span[0], min(span[1], hole[0])
    if max(span[0], hole[1]) < span[1]:
        yield max(span[0], hole[1]), span[1]


def _rect(scale: Scale, span: Span, **looks: object) -> str:
    x = scale.place(span[0])
    return element("rect", x=x, width=max(scale.place(span[1]) - x, 1.0), **looks)
