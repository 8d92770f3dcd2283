"""What lists of cases say of one in words: when it is due, whether that has passed or stands still, how it is sorted."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.listed import Listed
from reglament.web.asked import Asked
from reglament.words.catalogue import Language
from reglament.words.moment import moment
from reglament.words.noun import in_language


@dataclass(frozen=True, slots=True)
class Due:
    """`moment` empty: there is none. `marks`: overdue (this moment has passed), breached (an earlier one was missed), paused."""

    moment: str
    metric: str
    marks: tuple[str, ...]


def due_of(row: Listed, regulation: Regulation, who: Asked) -> Due:
    """The next due moment, on the reader's wall."""
    metric = regulation.metrics.get(row.due_metric)
    is_past = row.due_at is not None and row.due_at < who.now
    marks = (
        ("overdue", row.breached and is_past),
        ("breached", row.breached and not is_past),
        ("paused", row.paused),
    )
    return Due(
        moment="" if row.due_at is None else moment(row.due_at, who.here, who.language, end=True),
        metric=in_language(metric.title, who.language) if metric and row.due_at is not None else "",
        marks=tuple(mark for mark, stands in marks if stands),
    )


def axes_of(axes: Mapping[str, str], regulation: Regulation, language: Language) -> tuple[str, ...]:
    """The values a case is sorted by, by their titles."""
    return tuple(_value(axis, value, regulation, language) for axis, value in axes.items())


def _value(axis: str, value: str, regulation: Regulation, language: Language) -> str:
    declared = regulation.axes.get(axis)
    title = declared.values.get(value) if declared else None
    return in_language(title, language) if title else value
