"""What falls due by itself: each kind at its own moment, once, and nothing that somebody has done already."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.case.act import Close, Doer, Enter, Record, Register, Wake
from reglament.core.case.event import Closed, Entries, Entry, Marked, Queued, Registered, Reopened, Snoozed
from reglament.core.contract.contract import Contract
from reglament.core.contract.standing import CaseStanding, Standing
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.declared import Counter
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.permission import AccessRule, CountRule, Limit, RegistrationRule
from reglament.core.regulation.model.rule import Consequence, EarlyWarning
from reglament.core.regulation.place import BEGINNING
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.wake import wake_at
from tests.core.target.built import amount, mark, regulation, target, terms
from tests.core.target.desk import desk
from tests.core.target.told import at, story

RULE = {"clause": "1", "place": BEGINNING, "condition": ALWAYS}
RECEIVED = "2026-11-17 10:00 received"
SYSTEM, TIMER = Doer("system"), Doer("timer")


def numbered(text: str) -> Entries:
    """A story whose case has its number, so that nothing is owed but what the test is about."""
    entries = story(text)
    return (
        *entries,
        Entry(len(entries) + 1, entries[0].happened_at, entries[0].known_at, "system", Registered("1")),
    )


def asked(rule: object, text: str, moment: str) -> tuple[DueAction, ...]:
    of = (
        rule
        if not isinstance(rule, list)
        else regulation(rule, marks={"noted": mark(by=("timer",)), "fixed": mark()})
    )
    return due_actions(terms(of), numbered(text), standing=None, at=at(moment))  # type: ignore[arg-type]


def short(actions: tuple[DueAction, ...]) -> list[tuple[str, int, object, str | None]]:
    return [(action.kind, action.at, action.act, action.to) for action in actions]


def fix(then: Consequence = Consequence("alert"), **more: object) -> list[object]:  # noqa: B008 - a value
    return [target("fix", "fix", met_by="fixed", within="4 working hours", then=then, **more)]  # type: ignore[arg-type]


def test_a_warning_is_due_when_its_share_is_spent() -> None:
    rules = fix(warnings=(EarlyWarning(50, None), EarlyWarning(75, "boss")))
    assert short(asked(rules, RECEIVED, "2026-11-17 11:59:59")) == []
    assert short(asked(rules, RECEIVED, "2026-11-17 13:30")) == [
        ("warn", at("2026-11-17 12:00"), None, None),
        ("warn", at("2026-11-17 13:00"), None, "boss"),
    ]


def test_a_met_target_warns_nobody() -> None:
    rules = fix(warnings=(EarlyWarning(50, None),))
    assert asked(rules, f"{RECEIVED}; 2026-11-17 11:00 fixed", "2026-11-17 13:00") == ()


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (Consequence("alert"), ("alert", None, None, SYSTEM)),
        (Consequence("tell", to="boss"), ("tell", None, "boss", SYSTEM)),
        (Consequence("close", ground="silence"), ("close", Close("silence", "1/fix"), None, TIMER)),
        (Consequence("record", to="noted"), ("record", Record("noted"), None, TIMER)),
    ],
)
def test_a_breach_has_its_consequence_one_second_after_the_due_moment(
    then: Consequence, expected: tuple[object, ...]
) -> None:
    assert asked(fix(then), RECEIVED, "2026-11-17 14:00") == ()
    for late in ("2026-11-17 14:00:01", "2026-11-20 10:00"):
        (action,) = asked(fix(then), RECEIVED, late)
        assert (action.kind, action.act, action.to, action.by) == expected
        assert action.at == at("2026-11-17 14:00:01")
        assert (
            action.key
            == f"{expected[0] if expected[0] != 'tell' else 'alert'}:1/fix:1:{at('2026-11-17 14:00')}"
        )


def test_who_answered_late_is_not_closed() -> None:
    rules = fix(Consequence("close", ground="silence"))
    assert asked(rules, f"{RECEIVED}; 2026-11-17 15:00 fixed", "2026-11-17 16:00") == ()


def test_a_case_closed_for_silence_and_reopened_is_not_closed_for_it_again() -> None:
    rules = fix(Consequence("close", ground="silence"))
    of = regulation(rules, marks={"fixed": mark()})  # type: ignore[arg-type]
    told = numbered(RECEIVED)
    (action,) = due_actions(terms(of), told, standing=None, at=at("2026-11-17 15:00"))
    closed = Entry(8, action.at, at("2026-11-17 15:00"), "timer", Closed("silence", "1/fix"))
    reopened = Entry(9, at("2026-11-17 16:00"), at("2026-11-17 16:00"), "staff", Reopened())
    assert due_actions(terms(of), (*told, closed, reopened), standing=None, at=at("2026-11-17 17:00")) == ()
    by_staff = replace(closed, event=Closed("done"))
    (again,) = due_actions(terms(of), (*told, by_staff, reopened), standing=None, at=at("2026-11-17 17:00"))
    assert again.key == action.key


def test_a_closed_case_is_not_closed_again() -> None:
    rules = fix(Consequence("close", ground="silence"))
    assert asked(rules, f"{RECEIVED}; 2026-11-17 14:00:01 closed", "2026-11-17 16:00") == ()


def test_a_late_answer_is_still_alerted_about() -> None:
    (action,) = asked(fix(), f"{RECEIVED}; 2026-11-17 15:00 fixed", "2026-11-17 16:00")
    assert (action.kind, action.at) == ("alert", at("2026-11-17 14:00:01"))


def test_an_excused_or_deemed_breach_has_no_consequence() -> None:
    assert asked(fix(), f"{RECEIVED}; 2026-11-17 15:00 excused fix", "2026-11-17 16:00") == ()
    assert asked(fix(), f"{RECEIVED}; 2026-11-17 15:00 closed deems fix", "2026-11-17 16:00") == ()


def test_a_mark_recorded_for_a_breach_is_not_recorded_again() -> None:
    rules = fix(Consequence("record", to="noted"))
    of = regulation(rules, marks={"noted": mark(by=("timer",)), "fixed": mark()})  # type: ignore[arg-type]
    told = numbered(RECEIVED)
    (action,) = due_actions(terms(of), told, standing=None, at=at("2026-11-17 15:00"))
    done = Entry(len(told) + 1, action.at, at("2026-11-17 15:00"), "timer", Marked("noted"))
    assert due_actions(terms(of), (*told, done), standing=None, at=at("2026-11-17 15:00")) == ()
    by_staff = replace(done, party="staff")
    assert due_actions(terms(of), (*told, by_staff), standing=None, at=at("2026-11-17 15:00")) == (action,)


def test_a_breach_by_reclassification_belongs_to_the_moment_it_was_known() -> None:
    text = f"{RECEIVED}; 2026-11-17 12:00 classified severity urgent known 2026-11-17 13:00"
    (action,) = [one for one in asked(desk(), text, "2026-11-17 13:00") if one.kind == "alert"]
    assert (action.key, action.at) == (
        f"alert:1/react urgent:1:{at('2026-11-17 11:00')}",
        at("2026-11-17 13:00"),
    )


def test_nothing_is_done_before_anybody_could_know() -> None:
    text = "2026-11-17 10:00 received known 2026-11-17 16:00"
    (action,) = asked(fix(), text, "2026-11-17 17:00")
    assert action.at == at("2026-11-17 16:00")


def test_a_case_without_a_number_gets_one_where_registration_is_automatic() -> None:
    moment = at("2026-11-17 10:00")
    (action,) = due_actions(terms(regulation([])), story(RECEIVED), standing=None, at=moment)
    assert (action.kind, action.at, action.act, action.by) == ("register", moment, Register(), SYSTEM)
    by_staff = regulation([RegistrationRule(id="1/number", automatic=False, **RULE)])  # type: ignore[arg-type]
    assert due_actions(terms(by_staff), story(RECEIVED), standing=None, at=moment) == ()


def test_a_snooze_ends_by_itself() -> None:
    until = at("2026-11-18 09:00")
    told = (
        *numbered(RECEIVED),
        Entry(9, at("2026-11-17 11:00"), at("2026-11-17 11:00"), "staff", Snoozed(until)),
    )
    of = terms(regulation([]))
    assert due_actions(of, told, standing=None, at=until - 1) == ()
    assert wake_at(of, told, standing=None, at=until - 1) == until
    (action,) = due_actions(of, told, standing=None, at=until + 500)
    assert (action.kind, action.at, action.act, action.by) == ("wake", until, Wake(), TIMER)


def test_access_ends_so_long_after_the_contract() -> None:
    access = AccessRule(id="1/access", after=amount("5 working days"), on="office", **RULE)  # type: ignore[arg-type]
    contract = Contract("1", "only", "Europe/Moscow", until_on=date(2026, 11, 17))
    of = terms(regulation([access]), contract=contract)
    ends_at = at("2026-11-24 18:00")
    assert due_actions(of, numbered(RECEIVED), standing=None, at=ends_at - 1) == ()
    assert wake_at(of, numbered(RECEIVED), standing=None, at=at("2026-11-17 11:00")) == ends_at
    (action,) = due_actions(of, numbered(RECEIVED), standing=None, at=ends_at)
    assert (action.kind, action.at, action.act) == ("access ends", ends_at, None)
    revoked = replace(of, contract=replace(contract, revoked_at=at("2026-11-16 12:00")))
    (sooner,) = due_actions(revoked, numbered(RECEIVED), standing=None, at=ends_at)
    assert sooner.at == at("2026-11-23 18:00")


def limited(per: str | None = None) -> CountRule:
    return CountRule(
        id="1/limit",
        counter="places",
        limit=Flat(Limit(1)),
        counts=ALWAYS,
        per=per,
        when=None,
        over="wait",
        ground=None,
        **RULE,  # type: ignore[arg-type]
    )


def waiting(per: str | None = None) -> tuple[object, Entries]:
    of = regulation([limited(per)])
    kind = "events" if per else "cases"
    of = replace(of, counters={"places": Counter(of.title, kind)})
    moment = at("2026-11-17 10:00")
    return of, (*numbered(RECEIVED), Entry(9, moment, moment, "system", Queued("1/limit", "places")))


def standing(*in_work: str, line: tuple[str, ...] = ("A",), used: tuple[int, ...] = ()) -> Standing:
    places = frozenset({"places"})
    cases = {case: CaseStanding(case, places, None) for case in in_work}
    cases |= {case: CaseStanding(case, places, place) for place, case in enumerate(line, 1)}
    return Standing(None, cases, {}, {"places": used}, {}, frozenset(), {}, line)


def test_a_waiting_case_enters_when_there_is_room_and_it_is_first() -> None:
    of, told = waiting()
    moment = at("2026-11-18 12:00")

    def entering(now: Standing | None) -> list[str]:
        return [one.kind for one in due_actions(terms(of), told, standing=now, at=moment, case="A")]  # type: ignore[arg-type]

    assert entering(standing("B")) == []
    assert entering(standing()) == ["enter"]
    assert entering(standing(line=("C", "A"))) == []
    assert entering(None) == []
    (action,) = due_actions(terms(of), told, standing=standing(), at=moment, case="A")  # type: ignore[arg-type]
    assert (action.at, action.act, action.by) == (moment, Enter(), SYSTEM)


def test_a_case_that_waits_for_the_next_month_is_woken_then() -> None:
    of, told = waiting("month")
    full = standing(used=(at("2026-11-17 09:00"),))
    december = at("2026-12-01 00:00")
    assert wake_at(terms(of), told, standing=full, at=at("2026-11-18 12:00")) == december  # type: ignore[arg-type]


def test_a_case_nobody_received_owes_nothing() -> None:
    assert due_actions(terms(desk()), (), standing=None, at=at("2026-11-17 10:00")) == ()
    assert wake_at(terms(desk()), (), standing=None, at=at("2026-11-17 10:00")) is None


def test_what_is_not_known_yet_is_not_acted_on() -> None:
    text = "2026-11-17 10:00 received; 2026-11-17 11:00 fixed known 2026-11-18 10:00"
    assert [one.kind for one in asked(fix(), text, "2026-11-17 15:00")] == ["alert"]
    assert asked(fix(), text, "2026-11-18 10:00") == ()


def test_the_alarm_rings_for_a_warning_then_for_the_breach_then_never() -> None:
    of = terms(regulation(fix(warnings=(EarlyWarning(50, None),))))  # type: ignore[arg-type]
    told = numbered(RECEIVED)
    rings = []
    moment: int | None = at("2026-11-17 10:00")
    while moment is not None:
        rings.append(moment)
        moment = wake_at(of, told, standing=None, at=moment)
    assert rings == [at(f"2026-11-17 {clock}") for clock in ("10:00", "12:00", "14:00:01")]


def test_an_entry_dated_ahead_is_waited_for() -> None:
    ahead = at("2026-11-20 10:00")
    told = (*numbered(RECEIVED), Entry(9, ahead, at("2026-11-17 10:00"), "staff", Closed("done")))
    assert wake_at(terms(regulation([])), told, standing=None, at=at("2026-11-17 10:00")) == ahead


def test_the_first_day_of_a_contract_renewed_ahead_is_waited_for() -> None:
    renews_at = at("2026-12-01 00:00")
    standing = Standing(
        None, {}, {}, {}, {}, frozenset(), {}, ahead=((renews_at, Contract("1", None, "UTC")),)
    )
    told = numbered(RECEIVED)
    moment = at("2026-11-17 11:00")
    assert wake_at(terms(regulation([])), told, standing=standing, at=moment) == renews_at
