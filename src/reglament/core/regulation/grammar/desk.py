"""Rules of the desk's ways: reopen, rank, permit, window, share, access, publish, retain."""

from typing import Any

from reglament.core.hours.amount import Amount
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.amount import AMOUNT
from reglament.core.regulation.grammar.condition import CONDITION
from reglament.core.regulation.grammar.reference import calendar_or, reference, references
from reglament.core.regulation.grammar.rule import key_idle, key_needed, rule
from reglament.core.regulation.grammar.vocabulary import ACTS, TIER
from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.permission import (
    AccessRule,
    PermitRule,
    PublishRule,
    RankRule,
    ReopenRule,
    RetainRule,
    ShareRule,
    WindowRule,
)
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.many import ListOf
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import text
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

_ON = calendar_or(TIER)
LONGEST_HINT = 100


def _reopen(
    *,
    policy: str,
    default: str | None,
    within: Amount | None,
    on: str | None,
    place: Place,
    gathering: Gathering,
    **others: Any,
) -> ReopenRule | Missing:
    if policy == "either":
        fits = key_needed("default", default, because="reopen: either", place=place, gathering=gathering)
    else:
        fits = key_idle("default", default, without="reopen: either", place=place, gathering=gathering)
    if within is None:
        fits = key_idle("on", on, without="within", place=place, gathering=gathering) and fits
    else:
        fits = key_needed("on", on, because="within", place=place, gathering=gathering) and fits
    if not fits:
        return MISSING
    return ReopenRule(policy=policy, default=default or policy, within=within, on=on, place=place, **others)


REOPEN = rule(
    _reopen,
    {
        "reopen": required(words("reopen", "new linked case", "either", "never"), into="policy"),
        "default": optional(words("reopen", "new linked case")),
        "by": optional(references("party"), ("customer", "staff")),
        "within": optional(AMOUNT, None, "after closing"),
        "on": optional(_ON, None, "the calendar of `within`"),
    },
    name="reopen",
    model=ReopenRule,
)


def _first(*, if_: Condition) -> Condition:
    return if_


_LINE: Record[Condition] = Record(_first, {"if": required(CONDITION)}, name="rank")


class _RankLine(Shape[Condition]):
    """One line of the order. A condition written without its `if` is one fault, with the line as it should be."""

    wanted, says = _LINE.wanted, _LINE.says

    def read(self, node: Node, gathering: Gathering) -> Condition | Missing:
        if isinstance(node, Mapping) and node.pairs and all(key.text != "if" for key, _ in node.pairs):
            meant = f"{{if: {_flow(node)}}}"
            hint = meant if len(meant) <= LONGEST_HINT else None
            gathering.fault("shape/missing-key", node.place, hint=hint, key="if", record=_LINE.name)
            return MISSING
        return _LINE.read(node, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        return _LINE.schema(definitions)


def _flow(node: Node) -> str:
    """A small piece of the tree as written on one line."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return f"[{', '.join(map(_flow, node.items))}]"
        case Mapping():
            return f"{{{', '.join(f'{key.text}: {_flow(value)}' for key, value in node.pairs)}}}"


RANK = rule(
    RankRule,
    {
        "rank": required(ListOf(_RankLine(), at_least=1), into="order"),
    },
    name="order of the queue",
)


def _permit(*, mark: str, place: Place, gathering: Gathering, **others: Any) -> PermitRule | Missing:
    """A permission of an act says who may do it; fields, marks before it and another case belong to marks alone."""
    if mark in ACTS:
        for key, name in (("needs", "needs"), ("after", "after"), ("links", "links_a_case")):
            if others[name] and not key_idle(
                key, others[name], without="permit: mark", place=place, gathering=gathering
            ):
                return MISSING
    return PermitRule(mark=mark, place=place, **others)


PERMIT = rule(
    _permit,
    {
        "permit": required(
            reference("act or mark"), "the mark, or the act, that is allowed here", into="mark"
        ),
        "by": optional(references("party"), (), "who may record or do it"),
        "needs": optional(references("field"), (), "fields that must come with it"),
        "after": optional(references("mark"), (), "marks that must have been recorded before"),
        "notifies": optional(references("party"), (), "who is told"),
        "links": optional(Choice({"case": True}), default=False, into="links_a_case"),
    },
    name="permit",
    model=PermitRule,
)

WINDOW = rule(
    WindowRule,
    {
        "window": required(reference("mark"), "the mark that carries the span", into="mark"),
        "inside": required(reference("calendar")),
    },
    name="window",
)

SHARE = rule(
    ShareRule,
    {"share": required(text(), "what is shared", into=""), "needs": required(references("mark"))},
    name="share",
)

ACCESS = rule(
    AccessRule,
    {"access": required(words("ends"), into=""), "after": required(AMOUNT), "on": required(_ON)},
    name="access",
)

PUBLISH = rule(
    PublishRule,
    {
        "publish": required(words("notice"), into=""),
        "effective no earlier than": required(AMOUNT, "after publication", into="earliest"),
        "on": required(_ON),
        "to": optional(references("sender"), (), "roles of contacts who are written to; absent: all of them"),
    },
    name="publish",
)

RETAIN = rule(
    RetainRule,
    {
        "retain": required(reference("channel or field"), into="what"),
        "for": required(AMOUNT, into="amount"),
        "copy": optional(Choice({"refused": True}), default=False, into="copy_refused"),
    },
    name="retain",
)
