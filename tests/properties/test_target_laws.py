"""Laws of targets over random regulations and stories (DESIGN: tests): time alone, knowledge, pauses, explanations."""

from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case.event import Entries, Entry, Paused, Resumed
from reglament.core.hours.amount import TIME_KINDS, AmountKind
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.declared import Noun
from reglament.core.regulation.model.regulation import Clause, Regulation
from reglament.core.regulation.model.rule import Agreed, TargetRule
from reglament.core.regulation.place import BEGINNING
from reglament.core.target.code import CARRIES, Code
from reglament.core.target.due_action import due_actions
from reglament.core.target.evaluate import NO_ARCHIVE, targets, targets_in
from reglament.core.target.ledger import Kind, ledger
from reglament.core.target.recompute import recompute
from reglament.core.target.target import Target
from reglament.core.target.view import view_of
from reglament.core.target.wake import wake_at
from tests import story_strategies as told
from tests import strategies as some
from tests.core.target import built

DAY = some.DAY


def standing_still(found: tuple[Target, ...]) -> tuple[Target, ...]:
    """Targets less what time alone changes from second to second."""
    return tuple(target._replace(left=None, steps=()) for target in found)


def known(story: Entries, moment: int) -> Entries:
    return tuple(entry for entry in story if entry.known_at <= moment)


@given(some.regulations(), told.stories, told.moments, st.floats(0, 1))
def test_nothing_changes_before_the_alarm_if_nothing_happens(
    regulation: Regulation, story: Entries, at: int, share: float
) -> None:
    terms = built.terms(regulation)
    story = known(story, at)
    alarm = wake_at(terms, story, standing=None, at=at)
    until = at + 30 * DAY if alarm is None else alarm - 1
    assert until >= at
    between = at + int((until - at) * share)
    for moment in (between, until):
        now = targets(terms, story, at=at, known_at=at)
        then = targets(terms, story, at=moment, known_at=moment)
        assert standing_still(now) == standing_still(then)


def in_series(regulation: Regulation) -> Regulation:
    """The same with periods wherever the rule itself names its figure."""
    rules = tuple(
        replace(rule, every=True, each=False)
        if isinstance(rule, TargetRule) and not isinstance(rule.within, Agreed)
        else rule
        for clause in regulation.clauses
        for rule in clause.rules
    )
    return replace(regulation, clauses=(replace(regulation.clauses[0], rules=rules),))


@given(
    some.regulations(),
    told.stories,
    told.moments,
    st.lists(st.integers(3600, 2 * DAY), min_size=3, max_size=6),
)
def test_who_goes_on_from_an_earlier_look_sees_what_a_fresh_look_does(
    regulation: Regulation, story: Entries, first: int, later: list[int]
) -> None:
    terms = built.terms(in_series(regulation))
    view = None
    for at in accumulate(later, initial=first):
        view = view_of(terms, story, at=at, known_at=at, standing=None, archive=NO_ARCHIVE, former=view)
        going_on = targets_in(view) if view else ()
        assert going_on == targets(terms, story, at=at, known_at=at, steps=False)
        assert due_actions(terms, story, standing=None, at=at, view=view) == due_actions(
            terms, story, standing=None, at=at
        )


@given(some.regulations(), told.stories, told.moments, told.moments)
def test_a_prefix_by_known_time_is_judged_as_the_whole_was_known_then(
    regulation: Regulation, story: Entries, at: int, known_at: int
) -> None:
    terms = built.terms(regulation)
    prefix = targets(terms, known(story, known_at), at=at, known_at=known_at)
    assert prefix == targets(terms, story, at=at, known_at=known_at)


@given(some.regulations(), told.stories, told.moments)
def test_the_explanation_alone_recomputes_the_due_moment(
    regulation: Regulation, story: Entries, at: int
) -> None:
    terms = built.terms(regulation)
    for target in targets(terms, story, at=at, known_at=at):
        if target.started_at is not None:
            assert recompute(target.steps, terms.calendars) == target.due_at


@given(some.regulations(), told.stories, told.moments)
def test_evaluation_with_and_without_steps_agrees(regulation: Regulation, story: Entries, at: int) -> None:
    terms = built.terms(regulation)
    explained = targets(terms, story, at=at, known_at=at)
    assert tuple(target._replace(steps=()) for target in explained) == targets(
        terms, story, at=at, known_at=at, steps=False
    )


@given(some.regulations(), some.regulations(), told.stories, told.moments)
def test_an_unrelated_clause_changes_nothing(
    regulation: Regulation, other: Regulation, story: Entries, at: int
) -> None:
    """The other regulation's rules speak of metrics of their own; what they stop is their own too."""
    rules = tuple(
        replace(rule, id=f"2/{rule.id}", metric=f"other {rule.metric}", overrides=())
        for rule in other.of_kind(TargetRule)
    )
    clause = Clause("2", None, "text", None, (), rules, BEGINNING)
    metrics = {**{rule.metric: Noun(built.title("other")) for rule in rules}, **regulation.metrics}
    widened = replace(regulation, clauses=(clause, *regulation.clauses), metrics=metrics)
    before = targets(built.terms(regulation), story, at=at, known_at=at)
    after = targets(built.terms(widened), story, at=at, known_at=at)
    assert before == tuple(target for target in after if not target.metric.startswith("other "))


@given(
    some.regulations(condition=st.just(ALWAYS)),
    told.stories,
    told.moments,
    st.integers(-DAY, 5 * DAY),
    st.integers(0, 2 * DAY),
)
def test_a_pause_never_brings_a_deadline_nearer(
    regulation: Regulation, story: Entries, at: int, after: int, length: int
) -> None:
    """For clocks that do not feed on their own due moments: a period starts anew where the former one was due."""
    terms = built.terms(regulation)
    begun = some.MORNING + after
    count = len(story)
    paused = (
        Entry(count + 1, begun, begun, "staff", Paused("more", "1/more")),
        Entry(count + 2, begun + length, begun + length, "staff", Resumed("more")),
    )
    metrics = {rule.metric for rule in regulation.of_kind(TargetRule)}
    clause = Clause("2", None, "text", None, (), (built.pause("more", *sorted(metrics)),), BEGINNING)
    pausing = built.terms(replace(regulation, clauses=(*regulation.clauses, clause)))
    every = {rule.metric for rule in regulation.of_kind(TargetRule) if rule.every}
    before = targets(terms, story, at=at, known_at=10 * at)
    after_pause = targets(pausing, (*story, *paused), at=at, known_at=10 * at)
    for former, now in zip(before, after_pause, strict=False):
        if (
            former.metric in every
            or former.due_at is None
            or now.due_at is None
            or former.metric != now.metric
        ):
            continue
        assert now.due_at >= former.due_at


@given(some.regulations(), told.stories, told.moments)
def test_a_target_is_consistent_with_itself(regulation: Regulation, story: Entries, at: int) -> None:
    for target in targets(built.terms(regulation), story, at=at, known_at=at):
        judged = target.measured or target.verdict
        assert (target.breached_at is not None) == (judged == "breached")
        assert target.breached_at is None or (
            target.due_at is not None and target.breached_at == target.due_at + 1 <= at
        )
        assert (target.left is None) == (target.state not in {"running", "paused"})
        assert (target.due_at is None) or target.state != "paused"
        assert target.state != "cancelled" or judged == "open"
        assert judged != "met" or (target.ended_at is not None and target.state == "ended")
        assert (
            target.ended_at is None or target.started_at is None or target.started_at <= target.ended_at <= at
        )
        if judged == "met" and target.due_at is not None and target.ended_at is not None:
            assert target.ended_at <= target.due_at
        if target.state == "running" and judged == "open" and target.due_at is not None:
            assert at <= target.due_at


@given(some.regulations(), told.stories, told.moments)
def test_counted_spans_of_a_time_add_up_to_what_was_owed(
    regulation: Regulation, story: Entries, at: int
) -> None:
    terms = built.terms(regulation)
    for target in targets(terms, story, at=at, known_at=at):
        extended = any(step.code == Code.EXTENDED for step in target.steps)
        if target.due_at is None or extended or target.amount.kind not in TIME_KINDS:
            continue
        spans = [step.values for step in target.steps if step.code == Code.COUNTED]
        length = 9 * some.HOUR if target.calendar == "office" else DAY
        owed = target.amount.count * (1 if target.amount.count > 2 or not target.amount.count else length)
        assert sum(int(str(counted)) for _, _, counted in spans) == owed
        assert not spans or spans[-1][1] == target.due_at


@given(some.regulations(), told.stories, told.moments)
def test_every_step_carries_what_its_code_says(regulation: Regulation, story: Entries, at: int) -> None:
    ids = set(regulation.rules) | {"1/extend", "1/excuse"}
    for target in targets(built.terms(regulation), story, at=at, known_at=at):
        for step in target.steps:
            carried = CARRIES[Code(step.code)]
            assert len(step.values) == len(carried), step
            assert step.rule in ids
            for name, value in zip(carried, step.values, strict=True):
                assert name.endswith("?") or value is not None, step


@given(some.regulations(), told.stories, told.moments, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_does_not_matter(
    regulation: Regulation, story: Entries, at: int, random: st.DataObject
) -> None:
    terms = built.terms(regulation)
    shuffled = list(story)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert targets(terms, tuple(shuffled), at=at, known_at=at) == targets(terms, story, at=at, known_at=at)


@given(some.regulations(), told.stories, told.moments)
def test_a_ledger_counts_what_the_steps_count_and_only_open_time(
    regulation: Regulation, story: Entries, at: int
) -> None:
    terms = built.terms(regulation)
    for target in targets(terms, story, at=at, known_at=at):
        if target.started_at is None:
            continue
        lines = ledger(target, terms.calendars)
        counted = sum(int(str(step.values[2])) for step in target.steps if step.code == Code.COUNTED)
        assert sum(line.counted for line in lines) == counted
        if not any(step.code == Code.EXTENDED for step in target.steps):
            assert [line.total for line in lines] == list(accumulate(line.counted for line in lines))
        for line in lines:
            if line.kind is Kind.COUNTED and target.calendar == "office" and line.to_at is not None:
                open_time = terms.calendars["office"].worked(line.from_at, line.to_at)
                assert open_time == line.counted or target.amount.kind is AmountKind.CLOCK_TIME
        told = [line for line in lines if line.kind not in {Kind.PAUSED, Kind.STOPPED}]
        for former, line in pairwise(told):
            assert former.to_at is not None
            assert former.to_at <= line.from_at
