"""Examples files become stories; every mistake is a fault at its place."""

from datetime import UTC, datetime

import pytest

from reglament.core.case.act import Classify, Correct, Doer, Receive, Record, Reply, Report
from reglament.core.contract.act import Amend
from reglament.core.contract.key import digest_of_key
from reglament.core.regulation.codes import READING_CODES
from reglament.core.replay.codes import STORY_CODES
from reglament.core.replay.story import Check, Length
from tests.core.replay.small import file_of, read, story

RECEIVED = "- 2026-11-03 15:00: {receive: {channel: email}}"


def seconds(text: str) -> int:
    """UTC seconds of a Moscow wall time in 2026."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) - 3 * 3600


def test_a_line_knows_its_moment_its_case_and_who_does_it() -> None:
    line = story(
        "- 2026-11-03 15:00: {receive: {channel: portal, role: chief, urgency: high}, case: B}"
    ).lines[0]
    assert (line.at, line.happened_at, line.case, line.doer, line.act) == (
        seconds("2026-11-03 15:00"),
        seconds("2026-11-03 15:00"),
        "B",
        Doer("customer", "chief"),
        Receive("portal", "chief", axes={"urgency": "high"}),
    )


def test_what_belongs_to_an_act_may_stand_inside_it_or_beside_it() -> None:
    beside = story(f"{RECEIVED}\n- 2026-11-03 16:00: {{record: questioned, message: m1, fields: {{log: x}}}}")
    inside = story(
        f"{RECEIVED}\n- 2026-11-03 16:00: {{record: {{mark: questioned, message: m1, fields: {{log: x}}}}}}"
    )
    assert [line.act for line in beside.lines] == [line.act for line in inside.lines]
    assert beside.lines[1].act == Record("questioned", {"log": "x"}, "m1")


def test_a_customer_without_a_role_is_whoever_sent_the_case() -> None:
    lines = story(
        "- 2026-11-03 15:00: {receive: {channel: email, role: chief}}\n- 2026-11-03 16:00: {reply: m1}"
    ).lines
    assert (lines[1].act, lines[1].doer) == (Reply("m1"), Doer("customer", "chief"))


def test_parties_are_those_who_usually_do_such_a_thing_unless_the_line_says() -> None:
    lines = story(f"""
        {RECEIVED}
        - 2026-11-03 16:00: {{record: questioned, message: m1}}
        - 2026-11-03 16:01: {{report: delivered, message: m1}}
        - 2026-11-03 16:02: {{classify: {{urgency: high}}, by: chief, actor: ann, second: bob}}
    """).lines
    assert [line.doer for line in lines[1:]] == [
        Doer("staff"),
        Doer("channel"),
        Doer("customer", "chief", "ann", "bob"),
    ]
    assert [line.act for line in lines[2:]] == [Report("delivered", "m1"), Classify({"urgency": "high"})]


def test_a_late_told_act_keeps_both_moments() -> None:
    line = story(f"{RECEIVED}\n- 2026-11-04 10:00: {{reply: , happened: 2026-11-03 16:00}}").lines[1]
    assert (line.at, line.happened_at) == (seconds("2026-11-04 10:00"), seconds("2026-11-03 16:00"))


def test_a_story_is_read_by_its_own_zone() -> None:
    told = story(RECEIVED, more="zone: Asia/Vladivostok")
    assert told.lines[0].at == seconds("2026-11-03 15:00") - 7 * 3600


def test_a_correction_names_its_entry_by_the_moment_it_was_told() -> None:
    when = f"{RECEIVED}\n- 2026-11-04 10:00: {{correct: 2026-11-03 15:00, to: never, ground: a slip}}"
    line = story(when).lines[1]
    assert (line.act, line.corrects) == (Correct(0, None, "a slip"), seconds("2026-11-03 15:00"))


def test_no_contract_told_is_one_with_nothing_special_and_none_is_none() -> None:
    plain, none = (
        story(RECEIVED).agreement.contract,
        story(RECEIVED, more="contract: none").agreement.contract,
    )
    assert plain is not None
    assert (plain.tier, plain.zone, plain.granted, none) == ("plain", "Europe/Moscow", {}, None)


def test_with_a_key_dates_and_hours_are_the_certificates() -> None:
    contract = story(
        RECEIVED, more="contract: {key: K1, from: 2026-01-01, until: 2026-12-31, hours: 40}"
    ).agreement.contract
    assert contract is not None
    assert [(one.key, one.granted) for one in contract.certificates] == [(digest_of_key("K1"), 144_000)]
    assert (contract.from_on, contract.granted) == (None, {})


def test_a_contract_may_name_a_tier_as_it_was_called_before() -> None:
    former = story(RECEIVED, more="contract: {tier: simple}").agreement.contract
    assert former is not None
    assert former.tier == "simple"


def test_a_change_of_the_contract_keeps_what_it_does_not_name() -> None:
    told = story(
        "- 2026-11-03 15:00: {amend: {tier: fast, terms: {guests: yes}}}\n- 2026-11-03 16:00: {amend: {hours: 5}}",
        more="contract: {until: 2026-12-31}",
    )
    changed = told.lines[1].act
    assert isinstance(changed, Amend)
    assert (changed.contract.tier, changed.contract.terms, changed.contract.granted) == (
        "fast",
        {"guests": ("yes",)},
        {"hours": 18_000},
    )
    assert str(changed.contract.until_on) == "2026-12-31"


def test_a_question_becomes_plain_checks() -> None:
    question = story(
        RECEIVED,
        """
        - 2026-11-03 16:00 B:
            known at: 2026-11-05 10:00
            status: open
            targets: none
            urgency: low
            pool: {left: 2 h 15 min}
            answer: {due: none, left: -30 min, instance: 2}
            silence: none
        """,
    ).questions[0]
    assert (question.at, question.known_at, question.case) == (
        seconds("2026-11-03 16:00"),
        seconds("2026-11-05 10:00"),
        "B",
    )
    assert [plain(check) for check in question.checks] == [
        ("case", "", "status", "open", None),
        ("case", "", "targets", (), None),
        ("axis", "urgency", "", "low", None),
        ("pool", "", "left", Length(8100, "seconds"), None),
        ("target", "answer", "due", None, 2),
        ("target", "answer", "left", Length(-1800, "seconds"), 2),
        ("target", "silence", "exists", False, None),
    ]


def plain(check: Check) -> tuple[object, ...]:
    return check.subject, check.name, check.key, check.expected, check.instance


MISTAKES = {
    "an unknown act": ("- 2026-11-03 15:00: {recieve: {channel: email}}", "shape/unknown-kind", "recieve", "receive"),
    "an unknown mark": (f"{RECEIVED}\n- 2026-11-03 16:00: {{record: questoned}}", "shape/no-such-word", "questoned", "questioned"),
    "an unknown axis": ("- 2026-11-03 15:00: {receive: {channel: email, urgensy: low}}", "shape/unknown-key", "urgensy", "urgency"),
    "an unknown value": ("- 2026-11-03 15:00: {receive: {channel: email, urgency: hi}}", "shape/no-such-word", "hi", "high"),
    "an unknown field": ("- 2026-11-03 15:00: {receive: {channel: email, fields: {logs: x}}}", "shape/unknown-key", "logs", "log"),
    "a choice that is none": ("- 2026-11-03 15:00: {receive: {channel: email, fields: {version: newer}}}", "shape/no-such-word", "newer", "new"),
    "a channel not given": ("- 2026-11-03 15:00: {receive: {role: chief}}", "shape/missing-key", "{receive: {role", None),
    "a day that is not": ("- 2026-02-30 15:00: {receive: {channel: email}}", "shape/no-such-date", "2026-02-30", None),
    "a moment without a day": ("- 15:00: {receive: {channel: email}}", "shape/moment", "15:00", None),
    "a line before its former": (f"{RECEIVED}\n- 2026-11-02 15:00: {{reply: m1}}", "story/order", "2026-11-02", None),
    "a case nobody opened": (f"{RECEIVED}\n- 2026-11-03 16:00: {{reply: m1, case: C}}", "story/no-such-case", "2026-11-03 16", None),
    "two acts in a line": ("- {2026-11-03 15:00: {reply: a}, 2026-11-03 16:00: {reply: b}}", "story/list-of-one", "{2026", None),
    "hours that are none": (f"{RECEIVED}\n- 2026-11-03 16:00: {{log work: 2h}}", "story/length", "2h", "2 h"),
    "a key said twice": ("- 2026-11-03 15:00: {receive: {channel: email, message: a}, message: b}", "source/duplicate-key", "message: b", None),
    "an act with nothing in it": ("- 2026-11-03 15:00: ", "shape/wrong-form", "", None),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_line_is_a_fault_at_its_place(mistake: str) -> None:
    when, code, at, hint = MISTAKES[mistake]
    text = file_of(when)
    found, faults = read(text)
    assert (found, [(fault.code, fault.hint) for fault in faults]) == (None, [(code, hint)])
    assert text[faults[0].place.start :].startswith(at)
    assert set(faults[0].values) == set({**READING_CODES, **STORY_CODES}[code])


QUESTIONS = {
    "an unknown key": ("- 2026-11-03 16:00: {statys: open}", "shape/unknown-key", "status"),
    "an unknown status": ("- 2026-11-03 16:00: {status: opened}", "shape/no-such-word", "open"),
    "an unknown verdict": ("- 2026-11-03 16:00: {answer: {verdict: meet}}", "shape/no-such-word", "met"),
    "a length run together": ("- 2026-11-03 16:00: {answer: {left: 8h}}", "story/length", "8 h"),
    "an unknown metric": ("- 2026-11-03 16:00: {targets: [answers]}", "shape/no-such-word", "answer"),
}


@pytest.mark.parametrize("mistake", QUESTIONS)
def test_a_mistake_in_a_question_is_a_fault_with_its_hint(mistake: str) -> None:
    then, code, hint = QUESTIONS[mistake]
    assert [(one.code, one.hint) for one in read(file_of(RECEIVED, then))[1]] == [(code, hint)]


def test_an_unknown_zone_is_a_fault() -> None:
    assert [fault.code for fault in read(file_of(RECEIVED, more="zone: Europe/Moskow"))[1]] == ["story/zone"]


def test_two_stories_of_one_name_are_a_fault_that_shows_both() -> None:
    one = file_of(RECEIVED)
    _, faults = read(one + one.removeprefix("examples:\n"))
    assert [(fault.code, [place.line for place in fault.places]) for fault in faults] == [
        ("story/same-name", [7, 2])
    ]


def test_all_mistakes_are_told_at_once() -> None:
    text = file_of("- 2026-11-03 15:00: {receive: {channel: emial, urgency: hi}}\n- 2026-11-03: {reply: m1}")
    assert [fault.code for fault in read(text)[1]] == [
        "shape/no-such-word",
        "shape/no-such-word",
        "shape/moment",
    ]


@pytest.mark.parametrize(
    "text", ["", "- a", "examples: []", "examples: [x]", "stories: []", "examples: {a: b}"]
)
def test_a_file_that_is_no_examples_file_has_faults_and_no_stories(text: str) -> None:
    found, faults = read(text)
    assert (found, bool(faults)) == (None, True)
