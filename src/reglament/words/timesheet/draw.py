"""Draws a timesheet as SVG text. Colours stand in `sheet.css`, for light and dark; everything else is placed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from reglament.words.timeline.svg import FONT, element, fitted, title, width_of, wrapped
from reglament.words.timesheet.chart import Chart, Mark, Piece, Row

EDGE, GAP = 12.0, 8.0
SIZE, SMALL, BIG = 13.0, 12.0, 17.0
NARROW = 520
BAR, MARKS, THIN = 16.0, 20.0, 20.0
LATE = 3.0
DOT = 8.0
LINE = 18.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the columns of a picture stand: labels from the edge, the track from `left` to `right`, gains behind it."""

    chart: Chart
    width: float
    left: float
    right: float
    narrow: bool

    def place(self, at: int) -> float:
        inside = min(max(at, self.chart.first), self.chart.last)
        return self.left + (self.right - self.left) * (inside - self.chart.first) / (
            self.chart.last - self.chart.first
        )


def draw(chart: Chart, width: int) -> str:
    """The picture of a chart, `width` pixels wide and as high as it needs to be."""
    sheet = _sheet(chart, float(width))
    parts: list[str] = []
    y = EDGE + BIG
    parts.append(_text(chart.title, EDGE, y, "ink", BIG, font_weight="bold"))
    y = _captions(parts, sheet, y + LINE + 2)
    y = _keys(parts, sheet, y + 4)
    top = y + LINE
    y = top
    rows: list[str] = []
    for row in chart.rows:
        rows.extend(_row(row, sheet, y))
        y += _height(row)
    parts.extend(_axis(sheet, top, y))
    parts.extend(rows)
    y = _legend(parts, sheet, y + GAP + LINE)
    return _svg(sheet, parts, y)


@cache
def _style() -> str:
    return (files("reglament.words.timesheet") / "sheet.css").read_text("utf-8")


def _svg(sheet: Sheet, parts: list[str], height: float) -> str:
    body = [
        title(f"{sheet.chart.title}: {', '.join(sheet.chart.captions)}"),
        f"<style>{escape(_style())}</style>",
        element("rect", class_="page", width=sheet.width, height=height),
        *parts,
    ]
    return element(
        "svg",
        "\n".join(body),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {sheet.width:.0f} {height:.0f}",
        width=sheet.width,
        height=height,
        role="img",
        font_family=FONT,
    )


def _sheet(chart: Chart, width: float) -> Sheet:
    """Labels of closed dates stand on the track itself, so that only the others take room from it."""
    narrow = width < NARROW
    labels = max((width_of(row.label, SMALL) for row in chart.rows if not _is_closed(row)), default=0)
    gains = max((width_of(_gain(row, narrow=narrow), SMALL) for row in chart.rows), default=0)
    right = width - EDGE - gains - (GAP if gains else 0)
    return Sheet(chart, width, EDGE + labels + GAP, right, narrow)


def _gain(row: Row, *, narrow: bool) -> str:
    return row.brief if narrow else row.gain


def _is_closed(row: Row) -> bool:
    return bool(row.note) and not row.marks


def _height(row: Row) -> float:
    if _is_closed(row):
        return THIN + GAP
    return BAR + GAP + (MARKS if row.marks else 0)


def _row(row: Row, sheet: Sheet, y: float) -> Iterator[str]:
    closed = _is_closed(row)
    bar = y + (MARKS if row.marks else 0)
    left, height = (EDGE, THIN) if closed else (sheet.left, BAR)
    yield element("rect", class_="closed", x=left, y=bar, width=sheet.right - left, height=height)
    for piece in row.pieces:
        yield _piece(piece, sheet, bar, height)
    if closed:
        words = f"{row.label} — {row.note}"
        yield _text(fitted(words, sheet.right - EDGE - GAP, SMALL), EDGE + GAP / 2, bar + 12.5, "pale", SMALL)
        return
    yield _text(row.label, EDGE, bar + 12.5, "ink", SMALL)
    yield from _marks(row.marks, sheet, bar)
    yield _text(
        _gain(row, narrow=sheet.narrow), sheet.width - EDGE, bar + 12.5, "pale", SMALL, text_anchor="end"
    )


def _piece(piece: Piece, sheet: Sheet, bar: float, height: float) -> str:
    x, end = sheet.place(piece.start), sheet.place(piece.end)
    top, high = (bar + height - LATE, LATE) if piece.thin else (bar, height)
    return element("rect", class_=piece.kind, x=x, y=top, width=max(end - x, 1.0), height=high)


def _marks(found: tuple[Mark, ...], sheet: Sheet, bar: float) -> Iterator[str]:
    """A stem at the moment, and above it a numbered dot; dots that would touch stand side by side."""
    free = sheet.left
    middle = bar - MARKS + DOT + 1
    for mark in found:
        x = sheet.place(mark.at)
        dot = max(x, free + DOT)
        free = dot + DOT + 2
        yield element(
            "path",
            class_=f"stem {mark.kind}",
            d=f"M{x:.1f} {bar + BAR:.1f}V{bar:.1f}L{dot:.1f} {middle + DOT:.1f}",
        )
        yield _dot(mark.number, mark.kind, dot, middle)


def _dot(number: int, kind: str, x: float, y: float) -> str:
    circle = element("circle", class_=f"dot {kind}", cx=x, cy=y, r=DOT)
    return circle + _text(str(number), x, y + 3.8, "number", 10.5, text_anchor="middle")


def _axis(sheet: Sheet, top: float, bottom: float) -> Iterator[str]:
    free = 0.0
    for tick in sheet.chart.ticks:
        x = sheet.place(tick.at)
        yield element("line", class_="grid", x1=x, x2=x, y1=top - 4, y2=bottom - GAP)
        half = width_of(tick.label, SMALL) / 2
        if x - half >= free and x + half <= sheet.width:
            yield _text(tick.label, x, top - 8, "pale", SMALL, text_anchor="middle")
            free = x + half + 4


def _keys(parts: list[str], sheet: Sheet, y: float) -> float:
    """What the colours mean, as many on a line as there is room for."""
    x = EDGE
    for kind, word in sheet.chart.keys:
        wide = 16 + 5 + width_of(word, SMALL) + 14
        if x > EDGE and x + wide > sheet.width - EDGE:
            x, y = EDGE, y + LINE
        parts.append(element("rect", class_="closed", x=x, y=y - 10, width=16, height=12))
        parts.append(element("rect", class_=kind, x=x, y=y - 10, width=16, height=12))
        parts.append(_text(word, x + 21, y, "pale", SMALL))
        x += wide
    return y + LINE


def _captions(parts: list[str], sheet: Sheet, y: float) -> float:
    """Captions side by side, none of them broken where it fits a line."""
    room = sheet.width - 2 * EDGE
    line = ""
    for caption in (*sheet.chart.captions, ""):
        longer = f"{line} · {caption}" if line and caption else line or caption
        if caption and width_of(longer, SIZE) <= room:
            line = longer
            continue
        y = _lines(parts, line, y, "pale", room, left=EDGE)
        line = caption
    return y


def _legend(parts: list[str], sheet: Sheet, y: float) -> float:
    """The words of the marks, under the rows."""
    for told in sheet.chart.told:
        parts.append(_dot(told.number, told.kind, EDGE + DOT, y - 4))
        left = EDGE + 2 * DOT + 6
        y = _lines(parts, told.words, y, "ink", sheet.width - left - EDGE, left=left) + 4
    return y


def _lines(parts: list[str], words: str, y: float, kind: str, room: float, *, left: float) -> float:
    """Words on as many lines as they need; gives the base line of what follows."""
    for line in wrapped(words, room, SIZE, most=6):
        parts.append(_text(line, left, y, kind, SIZE))
        y += LINE
    return y


def _text(words: str, x: float, y: float, kind: str, size: float, **attributes: object) -> str:
    return (
        element("text", escape(words), class_=kind, x=x, y=y, font_size=size, **attributes) if words else ""
    )
