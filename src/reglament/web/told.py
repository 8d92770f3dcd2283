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


def axes_of(
    axes: Mapping[str, str], regulation: Regulation, language: Language
) -> tuple[tuple[str, str], ...]:
    """What a case is sorted by: each axis and its value by their titles, in the order of the regulation."""
    order = {axis: place for place, axis in enumerate(regulation.axes)}
    known = sorted(axes.items(), key=lambda item: order.get(item[0], len(order)))
    return tuple(_titled(axis, value, regulation, language) for axis, value in known)


def _titled(axis: str, value: str, regulation: Regulation, language: Language) -> tuple[str, str]:
    declared = regulation.axes.get(axis)
    if declared is None:
        return axis, value
    title = declared.values.get(value)
    return in_language(declared.title, language), in_language(title, language) if title else value
