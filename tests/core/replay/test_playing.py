"""Stories on virtual time: acts go through their decisions, and what falls due between them happens at its own moment."""

import pytest

from reglament.core.case.event import Closed, Received, Registered
from reglament.core.contract.act import Amend
from reglament.core.contract.compile import Memo
from reglament.core.replay.books import CalendarUnusable
from reglament.core.replay.outcome import Outcome
from reglament.core.replay.run import play
from tests.core.replay.small import almanac, differences, regulation, story, told
from tests.core.replay.test_reading_stories import seconds

RECEIVED = "- 2026-11-03 15:00: {receive: {channel: email}}"
QUESTION = """
- 2026-11-03 16:00: {record: questioned, message: m1}
- 2026-11-03 16:00: {report: delivered, message: m1}
"""


def holds(when: str, then: str, *, more: str = "") -> None:
    assert differences(told(when, then, more=more)) == []


def events(one: Outcome, case: str = "A") -> list[tuple[str, int, str]]:
    assert one.played is not None
    entries = one.played.books.cases[case]
    return [(type(entry.event).__name__, entry.happened_at, entry.party) for entry in entries]


def test_a_case_is_registered_by_itself_when_it_arrives() -> None:
    played = told(RECEIVED)
    at = seconds("2026-11-03 15:00")
    assert events(played)[:2] == [(Received.__name__, at, "customer"), (Registered.__name__, at, "system")]


def test_silence_closes_at_the_second_after_its_term_though_nobody_looks_until_later() -> None:
    played = told(
        f"{RECEIVED}{QUESTION}", "- 2026-12-01 00:00: {closed by: silent, letters: [questioned, farewell]}"
    )
    assert differences(played) == []
    assert events(played)[-1] == (Closed.__name__, seconds("2026-11-06 00:00") + 1, "timer")


def test_a_reply_in_the_last_second_keeps_the_case_open() -> None:
    holds(f"{RECEIVED}{QUESTION}- 2026-11-06 00:00: {{reply: m2}}", "- 2026-12-01 00:00: {status: open}")


def test_a_case_over_the_limit_waits_and_enters_by_itself_when_there_is_room() -> None:
    holds(
        f"""
        {RECEIVED}
        - 2026-11-03 15:30: {{receive: {{channel: email}}, case: B}}
        - 2026-11-03 15:40: {{receive: {{channel: email}}, case: C}}
        - 2026-11-04 10:00: {{close: solved}}
        """,
        """
        - 2026-11-03 16:00 B: {status: waiting, place: 1, targets: none}
        - 2026-11-03 16:00 C: {status: waiting, place: 2}
        - 2026-11-04 10:00 B: {status: open, place: none, answer: {started: 2026-11-04 10:00, due: 2026-11-04 14:00}}
        - 2026-11-04 10:00 C: {status: waiting, place: 1}
        """,
    )


def test_a_snoozed_case_wakes_by_itself() -> None:
    played = told(
        f"{RECEIVED}\n- 2026-11-03 15:10: {{snooze: 2026-11-04 09:00}}", "- 2026-11-05 09:00: {status: open}"
    )
    assert events(played)[-1] == ("Woken", seconds("2026-11-04 09:00"), "timer")


def test_news_on_a_closed_case_open_a_follow_up_of_the_next_number() -> None:
    holds(
        f"{RECEIVED}\n- 2026-11-04 10:00: {{close: solved}}\n- 2026-11-05 10:00: {{reply: m2}}",
        """
        - 2026-11-05 10:00: {status: closed, linked: yes}
        - 2026-11-05 10:00 A2: {status: open, linked: yes, answer: {started: 2026-11-05 10:00}}
        """,
    )


def test_a_warning_is_a_notice_at_its_own_moment() -> None:
    holds(
        RECEIVED,
        """
        - 2026-11-03 16:59: {notices: none}
        - 2026-11-03 17:00: {notices: chief}
        - 2026-11-04 10:01: {notices: [chief, staff], answer: {verdict: breached}}
        """,
    )


def test_every_notice_is_given_once() -> None:
    played = told(RECEIVED, "- 2026-12-01 00:00: {status: open}").played
    assert played is not None
    assert sorted(notice.kind for notice in played.notices) == ["alert", "warn"]


def test_a_refusal_that_is_expected_is_no_surprise_by_ground_or_by_code() -> None:
    for word in ("old version", "law/refused"):
        holds(
            f"- 2026-11-03 15:00: {{receive: {{channel: email, fields: {{version: old}}}}, refused: {word}}}",
            "- 2026-11-03 15:00: {status: refused, refused by: old version}",
        )


def test_an_act_answered_otherwise_than_told_is_a_surprise_with_its_place() -> None:
    played = told("- 2026-11-03 15:00: {receive: {channel: email, fields: {version: old}}}")
    assert [(one.expected, one.actual, one.place.line) for one in played.surprises] == [
        ("done", "old version · law/refused", 4)
    ]
    assert differences(told(f"{RECEIVED}\n- 2026-11-03 16:00: {{reply: m1, refused: storm}}")) == [
        ("act", "storm", "done")
    ]


def test_a_caution_that_is_not_given_is_a_surprise() -> None:
    assert differences(told(f"{RECEIVED}\n- 2026-11-03 16:00: {{reply: m1, warned: storm}}")) == [
        ("act", "storm", "done")
    ]


def test_a_sender_without_a_contract_has_none_beside_one_who_has() -> None:
    holds(
        f"{RECEIVED}\n- 2026-11-03 15:30: {{receive: {{channel: email, contract: none}}, case: B}}",
        "- 2026-11-03 16:00: {contract: valid, place: none}\n- 2026-11-03 16:00 B: {contract: none, status: open}",
    )


def test_acts_on_the_contract_go_through_their_decision() -> None:
    holds(
        """
        - 2026-11-02 10:00: {declare: gale, ground: storm, from: 2026-11-03 00:00, until: 2026-11-05 00:00}
        - 2026-11-02 11:00: {declare: rain, ground: solved, from: 2026-11-03 00:00, refused: period/ground}
        - 2026-11-03 15:00: {receive: {channel: email}}
        - 2026-11-06 10:00: {excuse: answer, period: gale, reason: no power}
        """,
        "- 2026-11-06 10:00: {answer: {verdict: excused, measured: breached}}",
    )


def test_a_later_tier_serves_later_cases() -> None:
    holds(
        f"{RECEIVED}\n- 2026-11-03 15:10: {{amend: {{tier: fast}}}}\n- 2026-11-03 15:20: {{receive: {{channel: email}}, case: B}}",
        "- 2026-11-03 16:00: {answer: {due: 2026-11-04 10:00}}\n- 2026-11-03 16:00 B: {answer: {due: 2026-11-03 17:20}}",
    )


def test_an_amendment_from_the_change_serves_open_cases_from_then_on() -> None:
    holds(
        f"{RECEIVED}\n- 2026-11-03 15:10: {{amend: {{tier: fast, from the change: yes}}}}",
        "- 2026-11-03 15:09: {answer: {due: 2026-11-04 10:00}}\n- 2026-11-03 15:10: {answer: {due: 2026-11-03 17:00}}",
    )


RENEWED = "- 2026-11-02 10:00: {grant: {tier: plain, from: 2026-11-04, terms: {guests: yes}}}"
ON_THE_FIRST_DAY = "- 2026-11-04 10:00: {receive: {channel: email}}"


def test_an_amendment_told_after_a_renewal_ahead_serves_under_both() -> None:
    holds(
        f"{RENEWED}\n- 2026-11-02 11:00: {{amend: {{tier: fast}}}}\n{RECEIVED}\n{ON_THE_FIRST_DAY[:-1]}, case: B}}",
        "- 2026-11-03 16:00: {tier: fast}\n- 2026-11-04 11:00 B: {tier: fast}",
    )


def test_an_amendment_told_before_a_renewal_ahead_ends_with_its_period() -> None:
    holds(
        f"- 2026-11-02 09:00: {{amend: {{tier: fast}}}}\n{RENEWED}\n{RECEIVED}\n{ON_THE_FIRST_DAY[:-1]}, case: B}}",
        "- 2026-11-03 16:00: {tier: fast}\n- 2026-11-04 11:00 B: {tier: plain}",
    )


def test_a_renewal_ahead_is_no_part_of_what_a_later_amendment_keeps() -> None:
    told_of = story(f"{RENEWED}\n- 2026-11-02 11:00: {{amend: {{hours: 5}}}}", more="contract: {tier: fast}")
    amended = told_of.lines[1].act
    assert isinstance(amended, Amend)
    assert (amended.contract.tier, amended.contract.terms, amended.contract.from_on) == ("fast", {}, None)


def test_what_was_told_late_is_answered_as_known_then_and_as_known_now() -> None:
    holds(
        f"{RECEIVED}\n- 2026-11-05 10:00: {{record: answered, message: m1, happened: 2026-11-03 16:00}}",
        """
        - 2026-11-04 12:00: {answer: {verdict: breached}}
        - 2026-11-04 12:00:
            known at: 2026-11-05 10:00
            answer: {verdict: met, ended: 2026-11-03 16:00}
        """,
    )


def test_a_correction_finds_its_entry_by_the_moment_it_was_told() -> None:
    holds(
        f"""
        {RECEIVED}
        - 2026-11-03 16:00: {{record: answered, message: m1}}
        - 2026-11-04 12:00: {{correct: 2026-11-03 16:00, to: never, ground: sent to somebody else, second: bob}}
        """,
        """
        - 2026-11-04 11:00: {answer: {verdict: met}}
        - 2026-11-04 12:00: {answer: {verdict: breached}}
        """,
    )


def test_contacts_and_hours_told_with_the_contract_stand_from_the_start() -> None:
    holds(
        RECEIVED,
        "- 2026-11-03 15:00: {pool: {left: 40 h, spent: 0 h, reserved: 0 h}}",
        more="contract: {hours: 40, contacts: {ann: chief}, teams: [one]}",
    )


def test_calendars_of_a_contract_stand_in_for_those_it_may_replace() -> None:
    holds(
        RECEIVED,
        "- 2026-11-03 16:00: {answer: {due: 2026-11-03 19:00}}",
        more='contract: {calendars: {office: {zone: Europe/Moscow, week: {mon-fri: "09:00-20:00"}}}}',
    )


MARS = 'contract: {calendars: {office: {zone: Mars/Olympus, week: {mon-fri: "09:00-20:00"}}}}'


def test_a_calendar_nobody_can_use_is_told_as_such() -> None:
    with pytest.raises(CalendarUnusable, match="office"):
        play(story(RECEIVED, more=MARS), regulation(), almanac())


def test_trouble_with_a_calendar_is_an_outcome_and_no_exception() -> None:
    one = told(RECEIVED, more=MARS)
    assert (one.holds, one.played, str(one.trouble)) == (False, None, "office/zone: calendar.unknown_zone")


def test_plays_with_a_shared_memo_are_the_same_as_without() -> None:
    memo = Memo()
    one = story(f"{RECEIVED}{QUESTION}", "- 2026-12-01 00:00: {closed by: silent}")
    plays = [play(one, regulation(), almanac(), memo=memo) for _ in range(2)] + [
        play(one, regulation(), almanac())
    ]
    assert plays[0].books.cases == plays[1].books.cases == plays[2].books.cases
