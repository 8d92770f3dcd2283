"""Verdicts gathered from herds and from single cases, in one form."""

from collections.abc import Iterable

import numpy as np

from reglament.core.case.event import Entries
from reglament.core.case.facts import facts
from reglament.core.case.fold import fold
from reglament.core.case.visible import visible
from reglament.core.contract.terms import Terms
from reglament.core.replay.whatif.clocks import asked_of
from reglament.core.replay.whatif.due_many import Dues
from reglament.core.replay.whatif.verdict_of import Block, judge_many, judge_one
from reglament.core.replay.whatif.walk import Herd
from reglament.core.target.evaluate import targets
from reglament.core.target.plan import plan
from reglament.core.target.target import Target


def of_herd(herd: Herd, dues: Dues, until: int) -> list[Block]:
    """Judge the cases of a herd at the end of the history. Raises what `hours.due` does."""
    seen = herd.stage.seen(herd.first(), until)
    found = [
        Block(one.metric, one.cells, herd.rows, *judge_many(clock, dues, herd.columns.__getitem__, until))
        for one in seen
        for clock in one.clocks or ()
    ]
    knotty = frozenset(one.metric for one in seen if one.clocks is None)
    return found + _one_by_one(herd, knotty, until) if knotty else found


def _one_by_one(herd: Herd, metrics: frozenset[str], until: int) -> list[Block]:
    """Ask the function itself, case by case, for metrics whose due moments decide what clocks there are."""
    terms = herd.stage.terms
    found: list[Block] = []
    for place, row in enumerate(herd.rows.tolist()):
        entries = herd.stage.entries([int(column[place]) for column in herd.columns])
        owed = targets(terms, entries, at=until, known_at=until, steps=False)
        found += of_case(row, terms, entries, [one for one in owed if one.metric in metrics], until)
    return found


def of_case(row: int, terms: Terms, entries: Entries, owed: Iterable[Target], until: int) -> list[Block]:
    """Give the verdicts of one case; what has not started is owed to nobody yet."""
    story = visible(entries, at=until, known_at=until)
    seen = facts(terms=terms, state=fold(story, terms.regulation), standing=None, at=until)
    plans = {one.metric: one for one in plan(terms.regulation)}
    found: list[Block] = []
    for target in owed:
        if target.started_at is None:
            continue
        cells = tuple(seen.fact(name) for name in asked_of(terms.regulation, plans[target.metric]))
        code, late = judge_one(target, until)
        due = 0 if target.due_at is None else target.due_at
        found.append(
            Block(
                target.metric,
                cells,
                np.array([row], np.int64),
                np.array([code], np.uint8),
                np.array([late], np.int64),
                np.array([due], np.int64),
            )
        )
    return found
