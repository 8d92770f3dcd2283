"""What a trial adds up to: verdicts before and after, what changed, what no longer fits, the latest of the late. Small, and addable."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

import numpy as np

from reglament.core.replay.history.past import BrokenLine, PastCase
from reglament.core.replay.whatif.judge import Judged
from reglament.core.replay.whatif.verdict_of import Block, Code

Key = tuple[str, tuple[str | None, ...]]
"""A metric and the values of the facts its rules ask about, in the order of `asked_of`."""

WORST = 20
BROKEN_KEPT = 1_000
CODES = len(Code)


class Worst(NamedTuple):
    """One of the latest: seconds late after (and before), the moment it was due, UTC seconds."""

    late: int
    late_before: int
    metric: str
    contract: str
    case: str
    line: int
    due_at: int


class Change(NamedTuple):
    """Cases of a metric that are late only after, and late only before."""

    worse: int = 0
    better: int = 0


@dataclass(slots=True)
class Tally:
    """`counts`: for each key how often each `Code` stood, before and after; `unfit`: code to cases, before and after.

    Only cases that fit both editions are counted. `broken` keeps the first lines, `broken_lines` counts all. `alone`,
    `together`: how many cases had to be replayed step by step, by themselves or with their contract.
    """

    cases: int = 0
    deeds: int = 0
    lines: int = 0
    counted: int = 0
    counts: dict[Key, np.ndarray[tuple[int, int], np.dtype[np.int64]]] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    unfit_before: Counter[str] = field(default_factory=Counter)
    unfit_after: Counter[str] = field(default_factory=Counter)
    worst: list[Worst] = field(default_factory=list)
    broken: list[BrokenLine] = field(default_factory=list)
    broken_lines: int = 0
    alone: int = 0
    together: int = 0

    def add(self, other: "Tally") -> None:
        """Add what comes further on in the file; its lines are numbered on from ours."""
        base = self.lines
        for key, counts in other.counts.items():
            known = self.counts.get(key)
            self.counts[key] = counts if known is None else known + counts
        for metric, change in other.changes.items():
            mine = self.changes.get(metric, Change())
            self.changes[metric] = Change(mine.worse + change.worse, mine.better + change.better)
        self.unfit_before += other.unfit_before
        self.unfit_after += other.unfit_after
        moved = [one._replace(line=one.line + base) for one in other.worst]
        self.worst = nlargest(WORST, [*self.worst, *moved])
        room = max(0, BROKEN_KEPT - len(self.broken))
        self.broken += [BrokenLine(one.line + base, one.code, one.what) for one in other.broken[:room]]
        self.cases += other.cases
        self.deeds += other.deeds
        self.lines += other.lines
        self.counted += other.counted
        self.broken_lines += other.broken_lines
        self.alone += other.alone
        self.together += other.together


def tally(cases: Sequence[PastCase], before: Judged, after: Judged) -> Tally:
    """Add up a chunk judged under both editions."""
    found = Tally(cases=len(cases), deeds=sum(len(past.deeds) for past in cases))
    found.unfit_before.update(code for code in before.unfit if code is not None)
    found.unfit_after.update(code for code in after.unfit if code is not None)
    fits = np.array(
        [one is None and other is None for one, other in zip(before.unfit, after.unfit, strict=True)],
        np.bool_,
    )
    found.counted = int(fits.sum())
    found.alone, found.together = after.alone, after.together
    late = [_count(found, side, judged.blocks, fits) for side, judged in enumerate((before, after))]
    for metric in sorted({*late[0], *late[1]}):
        none = np.zeros(len(cases), np.int64)
        was, now = (side.get(metric, none) > 0 for side in late)
        found.changes[metric] = Change(int((now & ~was).sum()), int((was & ~now).sum()))
    found.worst = nlargest(WORST, _worst(cases, after.blocks, late[0], fits))
    return found


def _count(
    found: Tally, side: int, blocks: Sequence[Block], fits: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Count codes, and give the greatest lateness of each case by metric."""
    late: dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
    for block in blocks:
        fit = fits[block.rows]
        counts = found.counts.setdefault((block.metric, block.cells), np.zeros((2, CODES), np.int64))
        counts[side] += np.bincount(block.codes[fit], minlength=CODES)
        mine = late.setdefault(block.metric, np.zeros(len(fits), np.int64))
        broken = fit & (block.codes == Code.BREACHED)
        np.maximum.at(mine, block.rows[broken], block.late[broken])
    return late


def _worst(
    cases: Sequence[PastCase],
    blocks: Sequence[Block],
    before: dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]],
    fits: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> list[Worst]:
    found: list[Worst] = []
    least = 0
    for block in blocks:
        broken = np.flatnonzero(fits[block.rows] & (block.codes == Code.BREACHED) & (block.late > least))
        for place in broken[np.argsort(-block.late[broken], kind="stable")][:WORST].tolist():
            row = int(block.rows[place])
            past = cases[row]
            was = before.get(block.metric)
            found.append(
                Worst(
                    int(block.late[place]),
                    0 if was is None else int(was[row]),
                    block.metric,
                    past.contract.name,
                    past.case,
                    past.line,
                    int(block.due[place]),
                )
            )
        if len(found) > 10 * WORST:
            found = nlargest(WORST, found)
            least = found[-1].late
    return found
