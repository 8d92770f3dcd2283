"""When to look again: the next moment at which a case's targets change if nobody does anything (targets.md, section 7)."""

from collections.abc import Iterator, Mapping

from reglament.core.case.event import Entries
from reglament.core.case.facts import Facts
from reglament.core.contract.access import access_ends_at
from reglament.core.contract.period import MONTHS, period_of
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.permission import CountRule
from reglament.core.target.evaluate import NO_ARCHIVE, targets_in
from reglament.core.target.target import Target
from reglament.core.target.view import View, view_of


def wake_at(
    terms: Terms,
    entries: Entries,
    *,
    standing: Standing | None,
    at: int,
    archive: Mapping[str, Hours] = NO_ARCHIVE,
    view: View | None = None,
) -> int | None:
    """Give the next moment after `at`, UTC seconds, at which something falls due by itself; None: never.

    What had fallen due by `at` already is not waited for: `due_actions` lists it. `view`: of all this, where somebody has looked.
    """
    moments = [entry.happened_at for entry in entries if entry.known_at <= at]
    seen = view or view_of(terms, entries, at=at, known_at=at, standing=standing, archive=archive)
    if seen is not None:
        for target in targets_in(seen):
            moments.extend(_of_target(target))
        moments.extend(_of_case(seen.whole))
    ends_at = access_ends_at(terms, standing=standing, at=at)
    if ends_at is not None:
        moments.append(ends_at)
    if standing is not None and standing.renews_at is not None:
        moments.append(standing.renews_at)
    return min((moment for moment in moments if moment > at), default=None)


def _of_target(target: Target) -> Iterator[int]:
    if target.state != "running" or target.due_at is None:
        return
    yield target.due_at + 1
    if target.verdict == "open":
        yield from (alarm.at for alarm in target.alarms)


def _of_case(seen: Facts) -> Iterator[int]:
    state = seen.state
    if state.snoozed_until is not None:
        yield state.snoozed_until
    if state.status != "waiting":
        return
    for rule in seen.terms.regulation.of_kind(CountRule):
        if rule.counter == state.queued and rule.per in MONTHS:
            yield period_of(rule.per, seen.at, seen.terms.home)[1]
