"""The desk of the worked tables in targets.md: a regulation of a few clocks, built from values, and stories told in a line."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from reglament.core.case.event import (
    Bounced,
    Classified,
    Closed,
    Corrected,
    Delivered,
    Entered,
    Entries,
    Entry,
    EstimateAccepted,
    Event,
    Excused,
    Extended,
    Held,
    Identified,
    Marked,
    Paused,
    Pinned,
    Queued,
    Received,
    Refused,
    Reopened,
    Replied,
    Resumed,
    Revived,
    Supplied,
)
from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.hours.hours import Hours
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.condition import ALWAYS, Condition, Is
from reglament.core.regulation.model.declared import Axis, Mark, Noun, Tier
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.happening import Carried, FirstOf, Happening, MarkRecorded, Word
from reglament.core.regulation.model.regulation import AnyRule, Clause, Regulation
from reglament.core.regulation.model.rule import Consequence, PauseRule, TargetRule
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.hours.cast import almanac, hours

WORDS = {"received", "staff reply", "reply", "closed", "registered", "identified", "entered", "accepted"}
DELIVERABLE = {"asked"}


def title(text: str) -> Title:
    return Title(text, text)


def amount(text: str) -> Amount:
    found = read_amount(text)
    assert isinstance(found, Amount), found
    return found


def happening(text: str) -> Happening:
    """`reply`, `fixed` (a mark), `delivered asked`; several parted by ` or `."""
    parts = text.split(" or ")
    if len(parts) > 1:
        return FirstOf(tuple(happening(part) for part in parts))
    if text in WORDS:
        return Word(text)
    stage, _, mark = text.partition(" ")
    return Carried(stage, mark) if stage in {"delivered", "sent"} else MarkRecorded(text)


def target(
    rule: str,
    metric: str,
    *,
    starts: str = "received",
    met_by: str,
    within: str,
    on: str = "office",
    condition: Condition = ALWAYS,
    **more: Any,
) -> TargetRule:
    plain = TargetRule(
        id=f"1/{rule}",
        clause="1",
        place=BEGINNING,
        condition=condition,
        metric=metric,
        starts=happening(starts),
        met_by=happening(met_by),
        within=Flat(amount(within)),
        on=Flat(on),
    )
    return replace(plain, **more)


def pause(reason: str, *stops: str, notice: tuple[str, ...] = ()) -> PauseRule:
    return PauseRule(
        id=f"1/{reason}",
        clause="1",
        place=BEGINNING,
        condition=ALWAYS,
        reason=reason,
        stops=stops,
        by=("staff",),
        starts=None,
        ends=None,
        ends_by_staff=True,
        notice=notice,
        asks=(),
    )


def axis(*values: str, default: str | None = None, from_the_change: bool = False) -> Axis:
    titles = {value: title(value) for value in values}
    return Axis(
        title("axis"),
        titles,
        default,
        ordered=False,
        set_by=(),
        own_order_only=False,
        from_the_change=from_the_change,
    )


def mark(**more: object) -> Mark:
    plain = Mark(
        title("mark"),
        ("staff",),
        None,
        asks=False,
        automatic=False,
        needs=(),
        may_have=(),
        second_person=False,
        withdrawn_by=None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def regulation(
    rules: Iterable[AnyRule],
    *,
    axes: Mapping[str, Axis] | None = None,
    marks: Mapping[str, Mark] | None = None,
    tiers: Mapping[str, Tier] | None = None,
) -> Regulation:
    listed = tuple(rules)
    metrics = [rule.metric for rule in listed if isinstance(rule, TargetRule)]
    return Regulation(
        name="test",
        edition="1",
        title=title("test"),
        effective_on=date(2026, 1, 1),
        published_on=None,
        zone="Europe/Moscow",
        languages=(),
        calendars={},
        tiers=dict(tiers or {"only": Tier(title("only"), "office", ())}),
        axes=dict(axes or {}),
        roles={},
        channels={},
        fields={},
        metrics={metric: Noun(title(metric)) for metric in dict.fromkeys(metrics)},
        marks=dict(marks or {}),
        pauses={rule.reason: Noun(title(rule.reason)) for rule in listed if isinstance(rule, PauseRule)},
        grounds={},
        counters={},
        terms={},
        clauses=(Clause("1", None, "text", None, (), listed, BEGINNING),),
        digest="0" * 64,
    )


def terms(
    of: Regulation, *, contract: Contract | None = None, calendars: Mapping[str, Hours] | None = None
) -> Terms:
    compiled = {"office": hours("office"), "always": hours("always")}
    tzif = almanac().zone_bytes(of.zone)
    assert tzif is not None
    return Terms(of, contract, {**compiled, **(calendars or {})}, Zone(tzif), of.zone, "test")


def at(text: str) -> int:
    """`2026-11-17 10:00` on the wall of the office, with seconds if given."""
    shown = datetime.fromisoformat(text)
    second = shown.hour * 3600 + shown.minute * 60 + shown.second
    return hours("office").moment(shown.toordinal(), second)


PINNED = Pinned("1", "0" * 64, "only", "Europe/Moscow", {}, "test")
MARKS = ("fixed", "decided", "promised news", "news", "no more news", "asked", "phoned", "unphoned")
_PLAIN: dict[str, tuple[str, Event]] = {
    "staff reply": ("staff", Replied("s")),
    "reply": ("customer", Replied("c")),
    "reopened": ("staff", Reopened()),
    "refused": ("staff", Refused("1/refused", "abuse")),
    "revived": ("staff", Revived()),
    "held": ("system", Held("1/held", ())),
    "identified": ("system", Identified()),
    "queued": ("system", Queued("1/queued", "cases")),
    "entered": ("system", Entered()),
}


def told(text: str) -> tuple[str, tuple[Event, ...]]:
    """What one part of a story says: the party, and the events it enters."""
    if text in _PLAIN:
        party, event = _PLAIN[text]
        return party, (event,)
    verb, _, rest = text.partition(" ")
    if verb in _MESSAGES:
        return _MESSAGES[verb](rest)
    if verb in _STAFF:
        return "staff", (_STAFF[verb](*rest.split(" ", 1)),)
    if verb == "received":
        name, _, value = rest.partition(" ")
        axes = {name: value} if name else {}
        return "customer", (Received("mail", "contact", "valid", PINNED, axes=axes),)
    assert text in MARKS, text
    return "staff", (Marked(text),)


def _delivered(rest: str) -> tuple[str, tuple[Event, ...]]:
    """`asked again` is another message that carries the same mark."""
    message = f"m {rest}"
    return "staff", (Marked(rest.partition(" ")[0], message=message), Delivered(message))


def _corrected(seq: str, moment: str) -> Corrected:
    when = moment.removeprefix("to ")
    return Corrected(int(seq), None if when == "never" else at(when), "mistake", "other")


_MESSAGES: dict[str, Callable[[str], tuple[str, tuple[Event, ...]]]] = {
    "delivered": _delivered,
    "bounced": lambda rest: ("channel", (Bounced(f"m {rest}"),)),
}
_STAFF: dict[str, Callable[..., Event]] = {
    "closed": lambda _closed, deems="": Closed("done", deems=(deems,) if deems else ()),
    "classified": lambda axis, value: Classified({axis: value}),
    "paused": lambda reason: Paused(reason, f"1/{reason}"),
    "resumed": Resumed,
    "extended": lambda metric, length: Extended(metric, "1/extend", amount(length), "agreed", None),
    "excused": lambda metric: Excused(metric, "1/excuse", "flood", "p1", "because"),
    "corrected": _corrected,
    "supplied": lambda field: Supplied({field: "given"}),
    "accepted": lambda count, kind="": EstimateAccepted(
        3600, amount(f"{count} {kind}") if kind else None, None
    ),
}


def story(text: str) -> Entries:
    """`2026-11-17 10:00 received; 2026-11-17 12:00 staff reply known 2026-11-17 13:00`: entries numbered from 1."""
    entries: list[Entry] = []
    for part in text.split("; "):
        found = re.fullmatch(r"(\S+ \S+) (.+?)(?: known (\S+ \S+))?", part)
        assert found, part
        party, events = told(found[2])
        known = at(found[3] or found[1])
        entries += [
            Entry(len(entries) + 1 + index, at(found[1]), known, party, event)
            for index, event in enumerate(events)
        ]
    return tuple(entries)


def severity(value: str) -> Condition:
    return Is("severity", (value,))


def desk() -> Regulation:
    """The rules of the page; `test_worked_tables` holds them equal to its table."""
    speed = {value: Is("speed", (value,)) for value in ("slow", "quick")}
    return regulation(
        [
            target(
                "react", "react", met_by="staff reply", within="4 working hours", condition=severity("normal")
            ),
            target(
                "react urgent",
                "react",
                met_by="staff reply",
                within="1 clock hour",
                on="always",
                condition=severity("urgent"),
            ),
            target("fix", "fix", met_by="fixed", within="8 working hours", condition=speed["slow"]),
            target("fix quick", "fix", met_by="fixed", within="2 working hours", condition=speed["quick"]),
            target("decide", "decide", met_by="decided", within="10 working days"),
            target("next", "next", starts="reply", met_by="staff reply", within="2 working hours", each=True),
            target(
                "silence",
                "silence",
                starts="delivered asked",
                met_by="reply",
                within="3 working days to midnight",
                each=True,
                restarts=True,
                owed_by="customer",
                then=Consequence("close", ground="silence", deems=("react",)),
            ),
            target(
                "news",
                "news",
                starts="promised news",
                met_by="news",
                within="1 working hour",
                every=True,
                cancelled_by=happening("no more news"),
            ),
            pause("waiting", "react", "fix", "decide"),
        ],
        axes={
            "severity": axis("normal", "urgent", default="normal"),
            "speed": axis("slow", "quick", default="slow", from_the_change=True),
        },
        marks={name: mark(message="out" if name in DELIVERABLE else None) for name in MARKS},
    )
