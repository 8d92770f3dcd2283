"""`timeline`: the picture of one case at one moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reglament.core.case.event import Entries
from reglament.core.case.pauses import PauseSpan
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.target import Target
from reglament.words.catalogue import Language
from reglament.words.moment import LocalTime, moment
from reglament.words.opening import opening_text
from reglament.words.short import name_of
from reglament.words.timeline.bar import Bar, draw_bar, needs_a_line_below
from reglament.words.timeline.happened import Happened, happened, titled
from reglament.words.timeline.scale import DAY, Scale, scale_for
from reglament.words.timeline.svg import FONT, element, fitted, text, title, width_of, wrapped

WIDTH, LABELS, EDGE = 1080.0, 250.0, 24.0
TOP, LINE, HEAD = 84.0, 16.0, 22.0
TITLE, BOLD = 17, 1.15
INK, PALE, GRID = "#1f2933", "#52606d", "#d9dee3"
OPEN, PAUSE = "#cfe3f5", "#f3c969"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a case as known at `known_at` and asked about at `at` (UTC seconds), read on the wall of `here`."""

    name: str
    here: LocalTime
    at: int
    known_at: int
    entries: Entries
    targets: tuple[Target, ...]
    pauses: tuple[PauseSpan, ...]
    regulation: Regulation
    calendars: Mapping[str, Hours]


def timeline(picture: Picture, language: Language) -> str:
    """The picture as SVG text, 1040 units wide and as high as it needs to be."""
    scale = _scale(picture)
    told = happened(picture.entries, picture.regulation, language)
    rows = [
        *_calendars(picture, scale, language),
        *_pauses(picture, scale, language),
        *_targets(picture, scale, language),
    ]
    parts: list[str] = []
    lines = wrapped(picture.name, WIDTH - 2 * EDGE, TITLE * BOLD, most=2)
    y = top = TOP + HEAD * (len(lines) - 1)
    for row in rows:
        parts.append(_label(row, y))
        parts.extend(element("g", part, transform=f"translate(0 {y})") for part in row.parts)
        y += row.height + row.more + 6
    numbered, y = _numbers(told, scale, y + 6)
    bottom = y
    legend, y = _legend(told, picture, language, y + 26)
    body = [
        title(picture.name),
        element("rect", width=WIDTH, height=y, fill="#ffffff"),
        *_heading(lines, picture, language),
        *_axis(scale, top, bottom, language),
        *parts,
        *numbered,
        *_now(picture, scale, top, bottom),
        *legend,
    ]
    return element(
        "svg",
        "\n".join(body),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {y:.0f}",
        width=WIDTH,
        height=y,
        role="img",
        font_family=FONT,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, its height and what stands in it, drawn from the row's own top."""

    label: str
    height: float
    parts: tuple[str, ...]
    more: float = 0


def _label(row: Row, y: float) -> str:
    """The row's label, on two lines where one is too short for it."""
    lines = wrapped(row.label, LABELS - EDGE - 12, 12, most=2)
    top = y + row.height / 2 + 4 - 7 * (len(lines) - 1)
    shown = (text(line, EDGE, top + 14 * number, fill=INK) for number, line in enumerate(lines))
    return element("g", title(row.label) + "".join(shown))


def _scale(picture: Picture) -> Scale:
    moments = [picture.at, *(entry.happened_at for entry in picture.entries)]
    for target in picture.targets:
        moments += [at for at in (target.started_at, target.due_at, target.ended_at) if at is not None]
    return scale_for(min(moments), max(moments), left=LABELS, right=WIDTH - EDGE, here=picture.here)


def _heading(lines: Sequence[str], picture: Picture, language: Language) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield text(line, EDGE, 30 + HEAD * number, size=TITLE, fill=INK, font_weight="bold")
    told = moment(picture.at, picture.here, language)
    if picture.known_at != picture.at:
        told = f"{told} · {moment(picture.known_at, picture.here, language)}"
    yield text(told, EDGE, 50 + HEAD * (len(lines) - 1), fill=PALE)


def _axis(scale: Scale, top: float, bottom: float, language: Language) -> Iterator[str]:
    first = moment(scale.first, scale.here, language, year=False).rsplit(" ", 1)[0]
    free_from = scale.left + width_of(first, 11) + 6
    marks = list(scale.marks())
    if any(scale.is_midnight(at) and scale.place(at) - width_of(first, 11) / 2 < free_from for at in marks):
        free_from = 0.0  # a new day stands so near that its own name says enough
    else:
        yield text(first, scale.left, top - 14, size=11, fill=PALE)
    for at in marks:
        x = scale.place(at)
        midnight = scale.is_midnight(at)
        yield element(
            "line", x1=x, x2=x, y1=top - 8, y2=bottom, stroke=GRID, stroke_width=1.5 if midnight else 0.7
        )
        says = moment(at, scale.here, language, year=scale.step >= DAY // 3600 * 84)
        day, clock = says.rsplit(" ", 1)
        label = day if midnight else clock
        wide = width_of(label, 11)
        if x - wide / 2 >= free_from and x + wide / 2 <= WIDTH:
            yield text(label, x, top - 14, size=11, fill=PALE, text_anchor="middle")
            free_from = x + wide / 2 + 6


def _calendars(picture: Picture, scale: Scale, language: Language) -> Iterator[Row]:
    for name in dict.fromkeys(target.calendar for target in picture.targets):
        hours = picture.calendars.get(name)
        if hours is not None:
            spans = hours.spans(scale.first, scale.last)
            yield Row(
                opening_text(hours.calendar, language),
                26,
                tuple(_band(scale, span, OPEN, y=7) for span in spans),
            )


def _pauses(picture: Picture, scale: Scale, language: Language) -> Iterator[Row]:
    for reason in dict.fromkeys(pause.reason for pause in picture.pauses):
        spans = [pause for pause in picture.pauses if pause.reason == reason]
        bands = (_band(scale, (one.start, one.end or max(picture.at, one.start)), PAUSE) for one in spans)
        yield Row(titled(picture.regulation.pauses, reason, language), 16, tuple(bands))


def _band(scale: Scale, span: tuple[int, int], fill: str, y: float = 2) -> str:
    x = scale.place(span[0])
    return element("rect", x=x, y=y, width=max(scale.place(span[1]) - x, 1.0), height=12, fill=fill)


def _targets(picture: Picture, scale: Scale, language: Language) -> Iterator[Row]:
    for target in picture.targets:
        if target.started_at is None:
            continue
        bar = Bar(target, target.started_at, picture.at, picture.calendars.get(target.calendar))
        below = needs_a_line_below(bar, scale, language, edge=WIDTH - 4)
        parts = tuple(draw_bar(bar, scale, language, edge=WIDTH - 4))
        yield Row(name_of(target, picture.regulation, language), 24, parts, more=14 if below else 0)


def _numbers(told: Iterable[Happened], scale: Scale, y: float) -> tuple[list[str], float]:
    """A numbered dot for everything that happened; dots that would touch go to the next line below."""
    lanes: list[float] = []
    dots: list[str] = []
    for number, one in enumerate(told, 1):
        x = scale.place(one.at)
        lane = next((lane for lane, taken in enumerate(lanes) if x - taken >= 20), len(lanes))
        lanes[lane:] = [x, *lanes[lane + 1 :]]
        middle = y + 9 + lane * 20
        dots.append(element("circle", title(one.says), cx=x, cy=middle, r=8.5, fill=INK))
        dots.append(text(str(number), x, middle + 3.5, size=10, fill="#ffffff", text_anchor="middle"))
    return dots, y + 20 * len(lanes)


def _now(picture: Picture, scale: Scale, top: float, bottom: float) -> Iterator[str]:
    x = scale.place(picture.at)
    yield element("line", x1=x, x2=x, y1=top - 8, y2=bottom, stroke="#dd6b20", stroke_width=1.5)
    yield element("path", d=f"M{x:.1f} {top - 8} l-5 -6 h10 z", fill="#dd6b20")


def _legend(
    told: Iterable[Happened], picture: Picture, language: Language, y: float
) -> tuple[list[str], float]:
    lines: list[str] = []
    for number, one in enumerate(told, 1):
        lines.append(text(f"{number}", EDGE + 12, y, fill=INK, text_anchor="end"))
        lines.append(text(moment(one.at, picture.here, language, year=False), EDGE + 24, y, fill=PALE))
        lines.append(text(fitted(one.says, WIDTH - EDGE - 190, 12), EDGE + 166, y, fill=INK))
        y += LINE
    return lines, y + 8
