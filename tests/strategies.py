"""Hypothesis: small regulations of any shape."""

from hypothesis import strategies as st

from reglament.core.hours.amount import Amount, AmountKind, Ending
from reglament.core.regulation.model.condition import ALWAYS, AllOf, Condition, Has, Is, Not
from reglament.core.regulation.model.condition import Marked as IsMarked
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table
from reglament.core.regulation.model.happening import (
    Carried,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    Word,
)
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.core.regulation.model.rule import (
    Agreed,
    Consequence,
    EarlyWarning,
    NoneRule,
    PauseRule,
    TargetRule,
)
from reglament.core.regulation.place import BEGINNING
from tests.core.target.built import axis, mark, regulation

HOUR = 3600
DAY = 86_400
# Tuesday 17 November 2026, 10:00 in Moscow: an ordinary working week, four days before it ends.
MORNING = 1_794_898_800

METRICS = ("first", "second")
MARKS = ("alpha", "beta", "letter", "unalpha")
REASONS = ("waiting", "told")
MESSAGES = ("m1", "m2")
SEVERITIES = ("high", "low")
SPEEDS = ("quick", "slow")

AXES = {
    "severity": axis(*SEVERITIES, default="low"),
    "speed": axis(*SPEEDS, default="slow", from_the_change=True),
}
DECLARED_MARKS = {
    "alpha": mark(withdrawn_by="unalpha"),
    "beta": mark(),
    "letter": mark(message="out"),
    "unalpha": mark(),
}

amounts = st.one_of(
    st.builds(
        Amount,
        st.sampled_from((AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME)),
        st.integers(0, 40 * 60).map(lambda minutes: minutes * 60),
    ),
    st.builds(Amount, st.just(AmountKind.WORKING_DAYS_OF_LENGTH), st.integers(1, 2)),
    st.builds(
        Amount, st.just(AmountKind.WORKING_DAYS), st.integers(1, 4), st.sampled_from((None, Ending.MIDNIGHT))
    ),
    st.builds(Amount, st.just(AmountKind.WORKING_DAYS_SAME_TIME), st.integers(1, 3)),
    st.builds(
        Amount,
        st.just(AmountKind.BY_TIME_OF_WORKING_DAY),
        st.integers(1, 2),
        time_of_day=st.sampled_from((12 * HOUR, DAY)),
    ),
    st.builds(
        Amount,
        st.just(AmountKind.CALENDAR_DAYS),
        st.integers(1, 5),
        st.sampled_from((None, Ending.SAME_TIME)),
    ),
)
periods = st.builds(
    Amount,
    st.sampled_from((AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME)),
    st.integers(2, 30).map(lambda hours: hours * HOUR),
)

_words = st.sampled_from(
    (
        "reply",
        "staff reply",
        "identified",
        "entered",
        "taken",
        "reopened",
        "closed",
        "classified",
        "resumed",
    )
).map(Word)
_simple: st.SearchStrategy[Happening] = st.one_of(
    _words,
    st.sampled_from(MARKS).map(MarkRecorded),
    st.sampled_from(("sent", "handed over", "delivered", "bounced")).map(
        lambda stage: Carried(stage, "letter")
    ),
)
_pairs = st.tuples(_simple, _simple)
happenings: st.SearchStrategy[Happening] = st.one_of(
    _simple, _simple, _pairs.map(FirstOf), _pairs.map(LatestOf)
)
starts: st.SearchStrategy[Happening] = st.one_of(
    st.just(Word("received")),
    st.just(Word("received")),
    st.just(FirstOf((Word("received"), Word("reply")))),
    happenings,
)
ends: st.SearchStrategy[Happening] = st.one_of(
    st.just(Word("staff reply")), st.just(MarkRecorded("beta")), happenings
)

_plain_conditions: st.SearchStrategy[Condition] = st.one_of(
    st.sampled_from(SEVERITIES).map(lambda value: Is("severity", (value,))),
    st.sampled_from(SPEEDS).map(lambda value: Is("speed", (value,))),
    st.sampled_from(("alpha", "beta")).map(lambda name: IsMarked((name,))),
    st.just(Has(("logs",))),
    st.just(Is("status", ("open",))),
)
conditions: st.SearchStrategy[Condition] = st.one_of(
    st.just(ALWAYS),
    st.just(ALWAYS),
    st.just(ALWAYS),
    _plain_conditions,
    st.one_of(_plain_conditions.map(Not), st.tuples(_plain_conditions, _plain_conditions).map(AllOf)),
)


def _tables(values: st.SearchStrategy[Amount]) -> st.SearchStrategy[Figure[Amount]]:
    rows = st.tuples(values, st.one_of(values, values, values, st.none())).map(
        lambda pair: Table(("severity",), (Row(("high",), pair[0]), Row(("else",), pair[1])))
    )
    return st.one_of(values.map(Flat), rows)


@st.composite
def target_rules(
    draw: st.DrawFn, name: str, condition: st.SearchStrategy[Condition] = conditions
) -> TargetRule:
    every = draw(st.integers(0, 7)) == 7
    within = _tables(periods) if every else st.one_of(_tables(amounts), _tables(amounts), st.just(Agreed()))
    figure = draw(within)
    start = Word("accepted") if isinstance(figure, Agreed) else draw(starts)
    return TargetRule(
        id=f"1/{name}",
        clause="1",
        place=BEGINNING,
        condition=draw(condition),
        overrides=tuple(
            draw(st.sets(st.sampled_from(("1/r0", "1/r1", "1/r2", "1/r3")), max_size=1)) - {f"1/{name}"}
        ),
        metric=draw(st.sampled_from(METRICS)),
        starts=start,
        met_by=draw(ends),
        within=figure,
        on=Flat(draw(st.sampled_from(("office", "office", "always", "tier")))),
        cancelled_by=draw(st.one_of(st.none(), st.none(), happenings)),
        survives=draw(st.sampled_from(((), (), ("closed",), ("refused",), ("closed", "refused")))),
        each=not every and draw(st.booleans()),
        every=every,
        restarts=draw(st.integers(0, 3)) == 3,
        warnings=draw(st.sampled_from(((), (EarlyWarning(50, None), EarlyWarning(80, "boss"))))),
        then=draw(
            st.sampled_from(
                (
                    Consequence("alert"),
                    Consequence("close", ground="silence", deems=("first",)),
                    Consequence("record", to="beta"),
                )
            )
        ),
    )


@st.composite
def pause_rules(draw: st.DrawFn, reason: str) -> PauseRule:
    return PauseRule(
        id=f"1/{reason}",
        clause="1",
        place=BEGINNING,
        condition=ALWAYS,
        reason=reason,
        stops=tuple(sorted(draw(st.sets(st.sampled_from(METRICS))))),
        by=("staff",),
        starts=None,
        ends=None,
        ends_by_staff=True,
        notice=("email",) if reason == "told" else (),
        asks=(),
    )


@st.composite
def regulations(draw: st.DrawFn, condition: st.SearchStrategy[Condition] = conditions) -> Regulation:
    """One to four target rules of two metrics, two pauses, perhaps a rule that says none."""
    count = draw(st.integers(1, 4))
    rules: list[AnyRule] = [draw(target_rules(f"r{index}", condition)) for index in range(count)]
    rules += [draw(pause_rules(reason)) for reason in REASONS]
    if draw(st.integers(0, 9)) == 9:
        metrics = (draw(st.sampled_from(METRICS)),)
        rules.append(
            NoneRule(
                id="1/none", clause="1", place=BEGINNING, condition=draw(_plain_conditions), metrics=metrics
            )
        )
    return regulation(rules, axes=AXES, marks=DECLARED_MARKS)
