"""Laws that any order of acts keeps: no exception, no overshoot, no debt without a ground, both streams of one mind."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case import act as acts
from reglament.core.case.act import Act, Doer
from reglament.core.case.answer import Accepted, Refused
from reglament.core.case.code import CAUTION_CODES, REFUSAL_CODES
from reglament.core.case.decide.draft import LIVE
from reglament.core.case.event import Charged
from reglament.core.contract.event import PeriodDeclared
from reglament.core.hours.amount import Amount, AmountKind
from tests.core.case.decide.cast import (
    BOUGHT,
    CUSTOMER,
    HEAD,
    HOUR,
    MONDAY,
    REQUEST,
    STAFF,
    SYSTEM,
    TWO,
    Desk,
)

RULES = """
gate: {require: [organisation], one of: [licence, serial], missing: hold, if: {channel: phone}}
more: {require: [logs], missing: ask}
expired: {refuse: receive, if: {contract: expired}, ground: not ours}
stranger: {refuse: receive, if: {role: stranger}, ground: nameless, outcome: silent}
red: {refuse: receive, if: {field: {colour: red}}, ground: nameless, outcome: held}
blue: {refuse: classify, if: {field: {colour: blue}, kind: wish}, ground: done, outcome: closed}
nameless: {refuse: register, by: staff, if: {lacks: [organisation]}, ground: nameless, or: {pause: parts}}
awake: {refuse: snooze, if: {kind: task}, ground: not ours}
upgrade: {refuse: upgraded, if: {kind: wish}, ground: not ours}
flood: {refuse: register, by: staff, ground: flood, note needed: yes}
heavy: {set: {weight: high}, if: {marked: upgraded}}
task: {set: {kind: task}, if: {field: {ours: yes}}}
two: {count: open, limit: 2, counts: {not: {kind: wish}}, over: OVER}
visits: {count: visits, limit: 2, per: month, when: phoned, over: refuse, ground: too many}
wait: {pause: waiting, stops: [fix], starts: asked for more, ends: reply, asks: [logs], ends by: staff}
else: {pause: elsewhere, stops: [fix], notice: [email, phone]}
parts: {pause: parts, stops: [fix], if: {kind: task}, ends: upgraded, ends by: happening only}
fix: {target: fix, starts: received, met by: solved, within: 4 working hours}
silence: {target: silence, starts: asked for more, met by: reply, within: 3 working days, owed by: customer, then: close, ground: no answer}
longer: {extend: fix, ground: [not ours], agreement: customer, most: 8 working hours}
force: {excuse: [fix], ground: [flood]}
hours: {pool: hours, for: {kind: task}, estimate: needed, round: 15 minutes, charged at: closed, overrun: free, below zero: with a ground, refund if: {marked: upgraded}}
news: {reopen: either, default: reopen}
share: {share: case, needs: [consent]}
permit: {permit: visited, by: [staff], after: [consent], links: case}
"""
PLACES = VISITS = 2
CASES = ("A", "B", "C", "D")
DOERS = (STAFF, TWO, CUSTOMER, HEAD, SYSTEM, Doer("channel"), Doer("timer"))
MESSAGES = ("m0", "m1", "m2", "?")
FIELDS = {
    "organisation": ("Alfa",),
    "licence": ("L-1",),
    "logs": ("f1", ""),
    "colour": ("red", "blue", "green"),
    "ours": ("yes", "no"),
    "shoe": ("42",),
}
AXES = {"kind": ("fault", "task", "wish", "riddle"), "weight": ("high", "low"), "taste": ("sour",)}
GROUNDS = ("done", "not ours", "nameless", "flood", "unheard of", "")

texts = st.sampled_from(MESSAGES)
grounds = st.sampled_from(GROUNDS)
cases = st.sampled_from((*CASES, "Z", ""))
moments = st.integers(-5 * HOUR, 40 * HOUR).map(lambda shift: MONDAY + shift)
seconds = st.sampled_from((-1, 0, 1, HOUR, 3 * HOUR, 9 * HOUR))


def some(choices: dict[str, tuple[str, ...]]) -> st.SearchStrategy[dict[str, str]]:
    pairs = [(name, value) for name, values in choices.items() for value in values]
    return st.lists(st.sampled_from(pairs), max_size=2).map(dict)


fields, axes = some(FIELDS), some(AXES)
channels = st.sampled_from(("email", "email", "phone", "pigeon"))
roles = st.sampled_from(("contact", "contact", "head", "stranger", "prophet"))
marks = st.sampled_from(
    (
        "solved",
        "not solved",
        "asked for more",
        "phoned",
        "visited",
        "waived",
        "agreed",
        "consent",
        "upgraded",
        "sung",
    )
)
reasons = st.sampled_from(("waiting", "elsewhere", "parts", "lunch"))
amounts = st.builds(Amount, st.sampled_from((AmountKind.WORKING_TIME, AmountKind.WORKING_DAYS)), seconds)
optional = st.none() | texts

ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        acts.Receive,
        channels,
        roles,
        axes=axes,
        fields=fields,
        message=optional,
        key=optional,
        case=st.none() | cases,
    ),
    st.builds(acts.Receive, st.just("email"), st.just("contact"), message=st.just("m0")),
    st.builds(acts.Register, optional),
    st.builds(acts.Supply, fields, optional),
    st.builds(acts.Classify, axes, st.lists(texts, max_size=1).map(tuple)),
    st.builds(acts.Record, marks, fields, optional, st.none() | cases),
    st.builds(acts.Reply, optional, fields, optional),
    st.builds(
        acts.Report, st.sampled_from(("handed over", "delivered", "bounced", "failed", "burnt")), texts
    ),
    st.builds(acts.Pause, reasons, optional, st.sampled_from((None, "email", "phone", "telegram"))),
    st.builds(acts.Resume, reasons, grounds),
    st.builds(acts.Refuse, grounds, optional),
    st.builds(acts.Close, st.none() | grounds, st.sampled_from((None, None, "2/silence", "2/fix", "?"))),
    st.sampled_from(
        (acts.Revive(), acts.Reopen(), acts.StartWork(), acts.Wake(), acts.Enter(), acts.Refund())
    ),
    st.builds(acts.Assign, texts, st.none() | grounds),
    st.builds(acts.Snooze, moments),
    st.builds(acts.Join, texts) | st.builds(acts.Leave, texts),
    st.builds(acts.Link, cases, st.sampled_from(("related", "problem", "cousin"))),
    st.builds(acts.SplitOff, st.lists(texts, max_size=2).map(tuple), cases)
    | st.builds(acts.MergeInto, cases),
    st.builds(acts.Extend, st.sampled_from(("fix", "react")), amounts, grounds, optional),
    st.builds(acts.Estimate, seconds) | st.builds(acts.Accept, optional),
    st.builds(acts.LogWork, seconds, texts),
    st.builds(acts.Charge, st.none() | grounds),
    st.builds(acts.Excuse, st.sampled_from(("fix", "react")), st.sampled_from(("spring", "?")), grounds),
    st.builds(acts.Correct, st.integers(0, 12), st.none() | moments, grounds),
    st.builds(acts.Share, texts),
)
# The acts that move places and hours, drawn as often as all others together.
LIVELY: st.SearchStrategy[Act] = st.one_of(
    st.sampled_from(
        (acts.Enter(), acts.Enter(), acts.Reopen(), acts.Revive(), acts.Close("done"), acts.Charge())
    ),
    st.builds(acts.Classify, st.sampled_from(({"kind": "wish"}, {"kind": "task"}))),
    st.builds(acts.Receive, st.just("email"), st.just("contact"), axes=st.just({"kind": "task"})),
    st.builds(acts.Correct, st.integers(1, 12), st.none(), st.just("slip")),
    st.builds(acts.LogWork, seconds, st.just("ann")),
    st.sampled_from(
        (acts.Estimate(2 * HOUR), acts.Accept("m1"), acts.Supply({"organisation": "A", "licence": "L"}))
    ),
)


def likely(act: Act) -> Doer:
    """Who mostly does such a thing, so that not every second act is refused for its doer alone."""
    if isinstance(act, acts.Receive | acts.Reply | acts.Accept):
        return CUSTOMER
    if isinstance(act, acts.Record) and act.mark in ("not solved", "agreed", "consent"):
        return HEAD
    return SYSTEM if isinstance(act, acts.Enter | acts.Report) else TWO


@st.composite
def step(draw: st.DrawFn) -> tuple[str, Act, Doer]:
    act = draw(LIVELY | ACTS)
    return draw(st.sampled_from(CASES)), act, draw(st.just(likely(act)) | st.sampled_from(DOERS))


steps = st.lists(step(), min_size=10, max_size=40)


REFUSE = "refuse, ground: too many"


def desk_for(over: str, hours: int = 10) -> Desk:
    desk = Desk(RULES.replace("OVER", over), contract=replace(BOUGHT, granted={"hours": hours * HOUR}))
    desk.enter_on_contract(PeriodDeclared("spring", "flood", MONDAY - HOUR, None))
    for case in CASES[:2]:
        desk.receive(case, axes={"kind": "task"}, fields={"organisation": "Alfa", "serial": "7"})
    return desk


def listed(answer: Accepted | Refused) -> bool:
    if isinstance(answer, Accepted):
        return set(answer.cautions) <= set(CAUTION_CODES)
    return set(answer.values) == set(REFUSAL_CODES[answer.code])


@given(steps, st.sampled_from(("wait", REFUSE)))
def test_limits_never_overshoot_and_the_contract_knows_its_cases(
    todo: list[tuple[str, Act, Doer]], over: str
) -> None:
    desk = desk_for(over)
    for case, act, by in todo:
        assert listed(desk.do(act, by, case=case))
        standing = desk.standing()
        states = {name: desk.state(name) for name in CASES}
        taken = [one for one in standing.cases.values() if one.place is None and "open" in one.counters]
        assert len(taken) <= PLACES
        assert len(standing.used.get("visits", ())) <= VISITS
        assert set(standing.cases) == {name for name, state in states.items() if state.status in LIVE}
        assert set(standing.line) == {name for name, state in states.items() if state.status == "waiting"}


@given(steps)
def test_no_pool_falls_below_zero_without_a_ground(todo: list[tuple[str, Act, Doer]]) -> None:
    desk = desk_for("wait", hours=1)
    for case in CASES[:2]:
        desk.must(acts.Estimate(HOUR), STAFF, case=case)
        desk.must(acts.Accept(), CUSTOMER, case=case)
        desk.must(acts.LogWork(9 * HOUR, "ann"), STAFF, case=case)
    for case, act, by in todo:
        before = desk.standing().pools["hours"].balance
        answer = desk.do(act, by, case=case)
        after = desk.standing().pools["hours"].balance
        if after < 0 and after < before:
            assert isinstance(answer, Accepted)
            assert [
                e.ground for e in answer.events if isinstance(e, Charged) and e.charged and not e.ground
            ] == []


@given(steps, st.lists(moments, min_size=40, max_size=40))
def test_no_order_of_moments_breaks_a_decision(todo: list[tuple[str, Act, Doer]], times: list[int]) -> None:
    desk = desk_for("wait")
    for (case, act, by), moment in zip(todo, times, strict=False):
        assert listed(desk.do(act, by, case=case, at=moment))


@given(steps)
def test_a_refused_act_leaves_no_trace_but_what_arrived(todo: list[tuple[str, Act, Doer]]) -> None:
    desk = desk_for(REFUSE)
    for case, act, by in todo:
        answer = desk.do(act, by, case=case)
        if isinstance(answer, Refused) and answer.recorded:
            assert isinstance(act, acts.Receive | acts.Reply | acts.Supply)


@given(steps)
def test_asking_twice_gives_the_same_answer(todo: list[tuple[str, Act, Doer]]) -> None:
    desk = Desk(RULES.replace("OVER", "wait"), contract=BOUGHT)
    desk.must(REQUEST, CUSTOMER)
    for case, act, by in todo:
        assert desk.ask(act, by, case=case) == desk.do(act, by, case=case)
