"""Worked examples in the document: what happens in words, what was agreed, and how every clock stands at the moments asked about."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case import event as events
from reglament.core.case.act import Act
from reglament.core.case.event import Entry, Event
from reglament.core.contract.act import ContractAct
from reglament.core.regulation.grammar.vocabulary import ACTS
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.document.block import StoryBlock
from reglament.words.document.deed import DONE, act_word
from reglament.words.document.event import event_words
from reglament.words.document.story import story_blocks
from reglament.words.moment import local_time
from reglament.words.rule.speaker import Speaker
from tests.core.case.events import of_kind
from tests.core.replay.small import REGULATION, almanac, file_of, regulation, story


def block(when: str, then: str, *, more: str = "", language: Language = "en") -> StoryBlock:
    played = outcome(story(when, then, more=more), regulation(), almanac())
    here = local_time("Europe/Moscow", almanac())
    assert (played.trouble, played.surprises) == (None, ())
    assert here is not None
    speaker = Speaker(regulation(), language)
    (found,) = story_blocks([played], speaker, {"1": "clause-1"}, {"Europe/Moscow": here})
    return found


WHEN = """
- 2026-11-03 10:00: {receive: {channel: email, urgency: high, fields: {log: given}}}
- 2026-11-03 10:30: {record: farewell, message: m0}
- 2026-11-03 11:00: {record: questioned, message: m1}
- 2026-11-03 11:00: {report: delivered, message: m1}
- 2026-11-03 11:00: {pause: waiting, notice: m1}
- 2026-11-03 12:00: {reply: {fields: {version: new}}}
- 2026-11-03 12:30: {record: alarm, by: customer, fields: {log: given}, refused: storm}
- 2026-11-03 13:00: {log work: 1 h, who: a}
- 2026-11-03 13:30: {declare: bad days, ground: storm, from: 2026-11-01 00:00}
"""


def test_a_story_is_told_moment_by_moment() -> None:
    found = block(
        WHEN,
        "- 2026-11-03 11:30: {answer: {state: paused}}\n- 2026-11-03 13:00: {status: open}",
        more='clauses: ["1", "7"]',
    )
    told = [(one.at.removeprefix("Tue 3 Nov 2026 "), one.happens, one.stands) for one in found.moments]
    assert told == [
        ("10:00", ("the case came in by “E-mail”; “Urgency” — “High”", "everything needed was given"), ()),
        ("10:30", ("Farewell",), ()),
        ("11:00", ("Question", "“Question” was delivered", "the pause “Waiting” began"), ()),
        ("11:30", (), ("the case — open", "Answer: paused (cl. 1) · no due moment while the clock stands · 3 h left")),
        ("12:00", ("the customer replied", "given: “Version”", "the pause “Waiting” ended"), ()),
        ("12:30", ("it is refused to record “Alarm”: “Storm”",), ()),
        ("13:00", ("worked 1 h",), ("the case — open", "Answer: running (cl. 1) · due Tue 3 Nov 2026 15:00 · 2 h left")),
        ("13:30", ("a period is declared: “Storm”",), ()),
    ]  # fmt: skip
    assert [(link.text, link.anchor) for link in found.clauses] == [("cl. 1", "clause-1"), ("cl. 7", "")]


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ("none", "There is no contract."),
        ("{tier: fast, from: 2026-01-01, until: 2026-12-31, hours: 40}", "Under the contract: Fast; from Thu 1 Jan 2026; until Thu 31 Dec 2026; “Hours” — 40 h."),
        ("{figures: {answer: 3 working hours}}", "Under the contract: Plain; “Answer” — 3 working hours."),
    ],
)  # fmt: skip
def test_what_was_agreed_stands_above_the_story(contract: str, expected: str) -> None:
    when = "- 2026-11-03 10:00: {receive: {channel: email}}"
    found = block(when, "- 2026-11-03 10:00: {status: open}", more=f"contract: {contract}")
    assert found.under == expected


def test_cases_are_told_apart_where_there_are_several() -> None:
    when = """
    - 2026-11-03 10:00: {receive: {channel: email}}
    - 2026-11-03 11:00: {receive: {channel: portal}, case: B}
    """
    found = block(when, "- 2026-11-03 11:00 B: {status: waiting}")
    assert found.moments[0].happens[0] == "case A: the case came in by “E-mail”"
    assert found.moments[1].stands == ("case B: the case — waiting in line",)


SHARED = REGULATION.replace("warn: {50 %: chief}", "share: 60 %\n        over: month")
ASKED = """
- 2026-11-03 10:00: {tier: fast, shares: {answer: {counted: 0, kept: 0, stands: yes}}}
- 2026-11-03 14:00: {shares: {answer: {counted: 1, kept: 0, stands: no}}}
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", (
            ("the case — open", "level — “Fast”", "“Answer”, at least 60 % a month: 0 of 0 kept — the promise stands"),
            ("the case — open", "“Answer”, at least 60 % a month: 0 of 1 kept — the promise does not stand"),
        )),
        ("ru", (
            ("обращение — в работе", "уровень — «Быстрый»", "«Ответ», не меньше 60 % за месяц: выдержано 0 из 0 — обещание выполнено"),
            ("обращение — в работе", "«Ответ», не меньше 60 % за месяц: выдержано 0 из 1 — обещание не выполнено"),
        )),
    ],
)  # fmt: skip
def test_a_level_and_a_share_are_told_where_a_story_asks(
    language: Language, expected: tuple[tuple[str, ...], ...]
) -> None:
    shared, faults = read_regulation(SHARED.encode())
    assert shared is not None, faults
    when = "- 2026-11-03 10:00: {receive: {channel: email}}"
    examples, wrong = read_examples(
        file_of(when, ASKED, more="contract: {tier: fast}").encode(), shared, almanac()
    )
    assert examples is not None, wrong
    played = outcome(examples.stories[0], shared, almanac())
    here = local_time("Europe/Moscow", almanac())
    assert (played.holds, here is not None) == (True, True)
    zones = {"Europe/Moscow": here} if here else {}
    (found,) = story_blocks([played], Speaker(shared, language), {}, zones)
    told = [
        tuple(text for text in one.stands if "due" not in text and "срок" not in text)
        for one in found.moments
    ]
    assert tuple(told) == expected


SILENT = {
    events.Failed,
    events.Snoozed,
    events.Woken,
    events.Joined,
    events.Left,
    events.CalendarRevised,
    events.Purged,
}


@given(st.data(), st.sampled_from(get_args(Event)), st.sampled_from(LANGUAGES))
def test_every_event_is_told_or_deliberately_not(
    data: st.DataObject, kind: type[Event], language: Language
) -> None:
    entry = Entry(1, 0, 0, "staff", data.draw(of_kind(kind)))
    told = event_words(entry, (entry,), Speaker(regulation(), language))
    assert (told == "") == (kind in SILENT or says_nothing(entry.event))


def says_nothing(event: Event) -> bool:
    """A drawn event may name nothing at all."""
    if isinstance(event, events.Classified):
        return not event.axes
    return isinstance(event, events.Marked) and not event.mark


def test_every_act_is_called_as_the_format_calls_it() -> None:
    named = {act_word(kind) for kind in (*get_args(Act), *get_args(ContractAct))}
    assert (named - set(ACTS), set(get_args(ContractAct)) - set(DONE)) == (set(), {Declared})


Declared = next(kind for kind in get_args(ContractAct) if kind.__name__ == "Declare")
