"""`timesheet_svg`: the picture of one target at one moment."""

from reglament.core.contract.terms import Terms
from reglament.core.target.date import Years
from reglament.core.target.ledger import NO_YEARS, ledger
from reglament.core.target.target import Target
from reglament.words.catalogue import Language, sentence
from reglament.words.moment import LocalTime, zone_name
from reglament.words.short import name_of, standing
from reglament.words.step import Telling
from reglament.words.timesheet.chart import Chart, Row
from reglament.words.timesheet.draw import draw
from reglament.words.timesheet.frame import axis_of, frame_of
from reglament.words.timesheet.marks import happened, marks
from reglament.words.timesheet.rows import Sheet, rows_of
from reglament.words.timesheet.stretches import hours_of, last_moment, stretches

WIDTH = 720
KEYS = ("counted", "ahead", "open", "paused", "stopped", "late")


def timesheet_svg(
    target: Target,
    terms: Terms,
    language: Language,
    zone: LocalTime,
    *,
    at: int,
    years: Years = NO_YEARS,
    width: int = WIDTH,
) -> str:
    """Draw a started and explained target as it stands at `at`, UTC seconds, for a place `width` pixels wide.

    Rows are dates on the reader's wall; a few hours are drawn as one row. Light and dark follow the reader's setting.
    ValueError for a target that has not started or was evaluated without steps.
    """
    if target.started_at is None:
        raise ValueError("a target that has not started has no timesheet")
    lines = ledger(target, terms.calendars, years=years)
    frame = frame_of(target.started_at, last_moment(target, at), zone)
    hours = hours_of(target, terms)
    telling = _telling(terms, language, zone, target)
    placed, words = marks(happened(target, telling, at), frame)
    sheet = Sheet(frame, stretches(target, lines, hours, at), placed, lines, hours, years)
    rows = rows_of(sheet, language)
    first, last = axis_of(frame, _used(rows))
    chart = Chart(
        title=name_of(target, terms.regulation, language),
        captions=(
            *standing(target, terms.regulation, zone, language, home=telling.home),
            zone_name(zone, target.started_at, language),
        ),
        first=first,
        last=last,
        ticks=frame.ticks(first, last),
        rows=rows,
        told=words,
        keys=tuple((kind, sentence(f"timesheet {kind}", language)) for kind in _kinds(rows)),
    )
    return draw(chart, width)


def _telling(terms: Terms, language: Language, zone: LocalTime, target: Target) -> Telling:
    home = LocalTime(terms.regulation.zone, terms.home)
    calendars = {name: hours.calendar for name, hours in terms.calendars.items()}
    return Telling(terms.regulation, language, zone, home, target.amount.kind, calendars)


def _used(rows: tuple[Row, ...]) -> list[int]:
    """Every place of a row at which something begins or ends; where time merely passed, the axis need not reach."""
    ends = [end for row in rows for piece in row.pieces if not piece.thin for end in (piece.start, piece.end)]
    return ends + [mark.at for row in rows for mark in row.marks]


def _kinds(rows: tuple[Row, ...]) -> list[str]:
    seen = {piece.kind for row in rows for piece in row.pieces}
    return [kind for kind in KEYS if kind in seen]
