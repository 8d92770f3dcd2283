"""Regulations and terms built from values, with everything a test does not speak of left plain."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.hours.hours import Hours
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.condition import ALWAYS, Condition
from reglament.core.regulation.model.declared import Axis, Mark, Noun, Tier
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.happening import Carried, FirstOf, Happening, MarkRecorded, Word
from reglament.core.regulation.model.regulation import AnyRule, Clause, Regulation
from reglament.core.regulation.model.rule import PauseRule, TargetRule
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import mark as plain_mark
from tests.core.hours.cast import almanac, hours

WORDS = {"received", "staff reply", "reply", "closed", "registered", "identified", "entered", "accepted"}


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
    return plain_mark(**{"title": title("mark"), **more})


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
