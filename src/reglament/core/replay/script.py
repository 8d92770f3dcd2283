"""How a story is to be played, whatever plays it: when it begins and ends, what is agreed before, which answers surprise."""

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import count

from reglament.core.case.act import Correct, Doer
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.event import Entries
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.core.contract.event import ContactAdded, ContractEvent, Granted, TeamAdded
from reglament.core.replay.played import Surprise
from reglament.core.replay.story import Agreement, Line, Story

SYSTEM, STAFF = Doer("system"), Doer("staff")
DONE = "done"


def bounds(story: Story) -> tuple[int, int]:
    """The first and the last moment that the story tells or asks of, UTC seconds."""
    told = [moment for line in story.lines for moment in (line.at, line.happened_at)]
    asked = [moment for question in story.questions for moment in (question.at, question.known_at)]
    return min(told + asked), max(told + asked)


def agreed(agreement: Agreement) -> list[ContractEvent]:
    """What was agreed before the story begins, entered without a decision: a story may begin in a state nobody allowed."""
    events: list[ContractEvent] = [Granted(agreement.contract)] if agreement.contract else []
    events += [TeamAdded(team) for team in agreement.teams]
    return events + [ContactAdded(contact, role) for contact, role in agreement.contacts.items()]


def next_name(case: str, cases: Container[str]) -> str:
    """The name of a case that news on this one open: A2, A3 …"""
    stem = case.rstrip("0123456789")
    return next(name for number in count(2) if (name := f"{stem}{number}") not in cases)


def with_entry(act: Correct, line: Line, entries: Entries) -> Correct:
    """A correction may name its entry by the moment it was told: the first one of a person then."""
    told = [entry.seq for entry in entries if entry.known_at == line.corrects and entry.party != SYSTEM.party]
    return replace(act, seq=told[0]) if told and line.corrects is not None else act


def surprises(line: Line, answer: Answer | ContractAnswer) -> Iterator[Surprise]:
    """What the line did not expect of the answer to it."""
    refused = answer if isinstance(answer, Refused | ContractRefused) else None
    actual = _said(refused) if refused else (DONE,)
    expected = line.refused or DONE
    if expected not in actual:
        yield Surprise(line.place, line.case, expected, " · ".join(actual), refused)
    cautions = answer.cautions if isinstance(answer, Accepted) else ()
    if line.warned is not None and line.warned not in cautions:
        yield Surprise(line.place, line.case, line.warned, ", ".join(cautions) or DONE)


def _said(refused: Refused | ContractRefused) -> tuple[str, ...]:
    """The words by which a story may expect a refusal: its ground if it has one, and its code."""
    ground = refused.values.get("ground")
    return (str(ground), refused.code) if ground else (refused.code,)
