"""A case in words: what it is about, who wrote what, and every target with the ledger that leads to its due moment."""

from collections.abc import Iterator
from dataclasses import dataclass

from reglament.core.target.target import Target
from reglament.desk.queries.case import CaseView
from reglament.desk.queries.correspondence import MessageRow
from reglament.web.asked import Asked
from reglament.web.page import say
from reglament.web.told import axes_of
from reglament.words.explanation import explanation
from reglament.words.moment import moment
from reglament.words.noun import word
from reglament.words.short import name_of, standing

LOST = {"failed", "bounced"}


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """`text` None: `unread` says why there is none. `is_lost`: it went out and did not get there, which staff is shown."""

    writer: str
    note: bool
    sent: str
    subject: str | None
    text: str | None
    unread: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """`stand`: its state or verdict as a code, for the style; `lines`: the explanation."""

    title: str
    stand: str
    parts: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """All that the page tells. `facts`: labels with their values."""

    number: str
    subject: str
    status: str
    facts: tuple[tuple[str, str], ...]
    targets: tuple[ShownTarget, ...]
    messages: tuple[ShownMessage, ...]
    is_mine: bool


def shown(view: CaseView, who: Asked) -> ShownCase:
    """Tell the case to whoever asked."""
    return ShownCase(
        number=view.row.number,
        subject=view.text(view.row.subject) or say(who.language, "no subject"),
        status=word("status", view.state.status, who.language),
        facts=tuple((label, value) for label, value in _facts(view, who) if value),
        targets=tuple(_target(target, view, who) for target in view.targets),
        messages=tuple(_message(message, view, who) for message in view.messages),
        is_mine=view.row.assignee == who.viewer.who,
    )


def _facts(view: CaseView, who: Asked) -> Iterator[tuple[str, str]]:
    row, language = view.row, who.language
    yield say(language, "customer"), row.customer_name
    yield say(language, "contact"), row.contact_name or ""
    yield say(language, "line"), row.line_name
    yield say(language, "contract"), row.contract_number or ""
    yield from axes_of(row.axes, view.regulation, language)
    yield say(language, "received"), moment(row.received_at, who.here, language)
    yield say(language, "closed"), "" if row.closed_at is None else moment(row.closed_at, who.here, language)
    if who.is_staff:
        yield say(language, "assignee"), row.assignee_name or row.assignee or say(language, "nobody")


def _target(target: Target, view: CaseView, who: Asked) -> ShownTarget:
    regulation = view.regulation
    why = explanation(target, view.terms, who.language, who.here, at=view.at, years=who.desk.shelf.years)
    return ShownTarget(
        title=name_of(target, regulation, who.language),
        stand=target.verdict if target.verdict != "open" else target.state,
        parts=standing(target, regulation, who.here, who.language),
        lines=why.lines,
    )


def _message(message: MessageRow, view: CaseView, who: Asked) -> ShownMessage:
    prose = view.texts.get(message.body) if message.body else None
    text = prose.text if prose else None
    reason = "purged" if prose and prose.is_purged else "unreadable"
    return ShownMessage(
        writer=_writer(message, view, who),
        note=message.note,
        sent=moment(message.sent_at, who.here, who.language),
        subject=view.text(message.subject),
        text=text,
        unread="" if text is not None else say(who.language, f"message {reason}"),
        is_lost=who.is_staff and _is_lost(message, view),
    )


def _is_lost(message: MessageRow, view: CaseView) -> bool:
    course = view.course(message)
    return course is not None and course.handed_over_at is None and bool(LOST & course.stages.keys())


def _writer(message: MessageRow, view: CaseView, who: Asked) -> str:
    """Which side, and its person by name where the page knows it; an address is not shown for a name."""
    side = word("party", message.party, who.language)
    row = view.row
    name = ""
    if message.party == "customer":
        name = row.contact_name or ""
    elif message.author and message.author == row.assignee:
        name = row.assignee_name or ""
    return f"{side} · {name}" if name else side
