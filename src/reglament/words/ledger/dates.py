"""Dates that are set apart, in words: `сб 7 – вс 8 нояб. — выходные`."""

from collections.abc import Iterable, Iterator
from datetime import date

from babel.dates import format_date

from reglament.core.target.date import DateNote
from reglament.words.catalogue import Language, sentence
from reglament.words.moment import day


def dates_text(notes: Iterable[DateNote], language: Language) -> str:
    """Say what dates are, neighbours of one sort together."""
    told = (
        f"{range_of(run[0].ordinal, run[-1].ordinal, language)} — {_what(run, language)}"
        for run in _runs(notes)
    )
    return "; ".join(told)


def whats(notes: Iterable[DateNote], language: Language) -> str:
    """Say what several dates are, without the dates."""
    told = (_what(run, language) for run in _runs(notes))
    return "; ".join(dict.fromkeys(told))


def note_text(note: DateNote, language: Language) -> str:
    """Say what one date is, without the date."""
    return _what([note], language)


def range_of(first: int, last: int, language: Language) -> str:
    """Say one date, or the first and last of several; the month once where it is the same."""
    begins, ends = date.fromordinal(first), date.fromordinal(last)
    if first == last:
        return day(begins, language, year=False)
    same_month = (begins.year, begins.month) == (ends.year, ends.month)
    told = format_date(begins, "EEE d", locale=language) if same_month else day(begins, language, year=False)
    return f"{told} – {day(ends, language, year=False)}"


def short_range(first: int, last: int, language: Language) -> str:
    """The first and last of several dates without their weekdays: `9–13 нояб.`"""
    begins, ends = date.fromordinal(first), date.fromordinal(last)
    same_month = (begins.year, begins.month) == (ends.year, ends.month)
    told = str(begins.day) if same_month else format_date(begins, "d MMM", locale=language)
    return f"{told}–{format_date(ends, 'd MMM', locale=language)}"


def _runs(notes: Iterable[DateNote]) -> Iterator[list[DateNote]]:
    run: list[DateNote] = []
    for note in notes:
        if run and (note.ordinal > run[-1].ordinal + 1 or note[1:] != run[-1][1:]):
            yield run
            run = []
        run.append(note)
    if run:
        yield run


def _what(run: list[DateNote], language: Language) -> str:
    what = sentence(f"date {run[0].kind}", language, {"count": len(run)})
    # What an overlay rests on is a sentence of its own, in the language of the calendar's file.
    if run[0].decree is None or run[0].name is not None:
        return what
    decree = sentence("date decree", language, {"number": run[0].decree})
    return sentence("date by", language, {"what": what, "decree": decree})
