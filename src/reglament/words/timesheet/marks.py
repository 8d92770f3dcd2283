"""What happened to a target, numbered for the picture: each step that has a moment, with its sentence; and now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reglament.core.target.code import Code
from reglament.core.target.target import Step, Target
from reglament.words.catalogue import sentence
from reglament.words.moment import both
from reglament.words.step import Telling, told
from reglament.words.timesheet.chart import Mark, Told
from reglament.words.timesheet.frame import Frame

KINDS: Mapping[str, str] = {
    Code.STARTED: "plain",
    Code.RELEASED: "plain",
    Code.FROM_CHANGE: "plain",
    Code.RESTARTED: "plain",
    Code.FOLLOWED: "plain",
    Code.PAUSED: "plain",
    Code.STOPPED: "plain",
    Code.EXTENDED: "plain",
    Code.EXTENDED_TOO_LATE: "plain",
    Code.RECLASSIFIED: "plain",
    Code.DUE: "due",
    Code.MET: "good",
    Code.MET_LATE: "bad",
    Code.CANCELLED: "plain",
    Code.EXCUSED: "plain",
    Code.DEEMED: "plain",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """A moment, UTC seconds, worth a mark."""

    at: int
    kind: str
    words: str


def happened(target: Target, telling: Telling, at: int) -> tuple[Happened, ...]:
    """List what is marked, in order of time; where the target still runs, the moment asked about is marked too."""
    found = list(_of_steps(target.steps, telling))
    if target.ended_at is None:
        now = both(at, telling.here, telling.home, telling.language)
        found.append(Happened(at, "now", sentence("timesheet now", telling.language, {"moment": now})))
    return tuple(sorted(found, key=lambda one: one.at))


def _of_steps(steps: tuple[Step, ...], telling: Telling) -> Iterator[Happened]:
    for step in steps:
        begun = step.values[0] if step.values else None
        if step.code in KINDS and isinstance(begun, int):
            yield Happened(begun, KINDS[step.code], told(step, telling))


def marks(found: tuple[Happened, ...], frame: Frame) -> tuple[dict[int, list[Mark]], tuple[Told, ...]]:
    """Put the marks on the rows of a frame, and list their words."""
    rows: dict[int, list[Mark]] = {}
    for number, one in enumerate(found, 1):
        # A moment that ends a day belongs to that day, not to the next one's midnight.
        row = frame.row_of(one.at - 1 if one.kind == "due" else one.at)
        start, end = frame.rows[row]
        at = frame.offset(row, min(max(one.at, start), end))
        rows.setdefault(row, []).append(Mark(at, number, one.kind))
    return rows, tuple(Told(number, one.kind, one.words) for number, one in enumerate(found, 1))
