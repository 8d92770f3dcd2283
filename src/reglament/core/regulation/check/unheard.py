"""Words nobody listens to: keys that mean nothing where they stand, though the grammar lets them stand there."""

from collections.abc import Iterator

from reglament.core.hours.amount import TIME_KINDS, Amount
from reglament.core.hours.amount_text import write_amount
from reglament.core.regulation.check.conditions import conditions_of
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.grammar.vocabulary import CONTRACT_ACTS, WHOLE_CASE
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Marked,
    Not,
    Received,
)
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.permission import (
    AccessRule,
    CountRule,
    PermitRule,
    RefuseRule,
    WindowRule,
)
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import TargetRule

MINUTE = 60
# Facts that a contract has without any case.
OF_A_CONTRACT = frozenset({"tier", "contract", "role"})
SPAN = ("from", "to")


def check_unheard(examined: Examined) -> None:
    """All of it, rule by rule."""
    for rule in examined.regulation.rules.values():
        match rule:
            case TargetRule(every=True):
                _every(rule, examined)
            case CountRule():
                _count(rule, examined)
            case RefuseRule() | PermitRule():
                _act(rule, examined)
            case WindowRule():
                _window(rule, examined)
            case _:
                pass
        if _is_of_the_contract(rule, examined):
            _conditions(rule, examined)


def _every(rule: TargetRule, examined: Examined) -> None:
    """A period shorter than a minute would make a series without end of any hour."""
    within = rule.within
    amounts: list[Amount | None] = []
    if isinstance(within, Flat):
        amounts = [within.value]
    elif isinstance(within, Table):
        amounts = [row.value for row in within.rows]
    for amount in amounts:
        if amount is not None and amount.kind in TIME_KINDS and amount.count < MINUTE:
            place = examined.places.rule(rule.id, "within")
            examined.gathering.fault("unheard/short-period", place, amount=write_amount(amount))


def _count(rule: CountRule, examined: Examined) -> None:
    """Hours are bought and not limited, and only cases wait in line."""
    of = examined.regulation.counters[rule.counter].of
    declared = examined.places.declared("counters", rule.counter, "of")
    if of == "hours":
        places = examined.places.rule(rule.id, "count"), declared
        examined.gathering.fault("unheard/hours-limited", *places, counter=rule.counter)
    elif rule.over == "wait" and of not in ("cases", "events"):
        places = examined.places.rule(rule.id, "over"), declared
        examined.gathering.fault("unheard/nobody-waits", *places, counter=rule.counter, of=of)


def _act(rule: RefuseRule | PermitRule, examined: Examined) -> None:
    """An act on the contract is done or not done; and who refuses a case by hand refuses all of it."""
    key, act = ("refuse", rule.what) if isinstance(rule, RefuseRule) else ("permit", rule.mark)
    if act in CONTRACT_ACTS:
        place = examined.places.rule(rule.id, key)
        if isinstance(rule, PermitRule):
            examined.gathering.fault("unheard/contract-act", place, key="permit", act=act)
        elif rule.by == "staff" or rule.outcome != "refused":
            said = "by: staff" if rule.by == "staff" else f"outcome: {rule.outcome}"
            examined.gathering.fault("unheard/contract-act", place, key=said, act=act)
    elif isinstance(rule, RefuseRule) and rule.by == "staff" and act not in WHOLE_CASE:
        known = ", ".join(WHOLE_CASE)
        examined.gathering.fault(
            "unheard/part-refused", examined.places.rule(rule.id, key), act=act, known=known
        )


def _window(rule: WindowRule, examined: Examined) -> None:
    """The span that a mark carries stands in two fields, which somebody has to declare."""
    for name in SPAN:
        field = examined.regulation.fields.get(name)
        if field is None or field.kind != "moment":
            place = examined.places.rule(rule.id, "window")
            examined.gathering.fault("unheard/window-without-span", place, field=name)


def _is_of_the_contract(rule: AnyRule, examined: Examined) -> bool:
    match rule:
        case AccessRule():
            return True
        case RefuseRule():
            return rule.what in CONTRACT_ACTS
        case CountRule():
            return examined.regulation.counters[rule.counter].of in ("contacts", "teams")
        case _:
            return False


def _conditions(rule: AnyRule, examined: Examined) -> None:
    """What a rule about the contract itself asks of a case is never there."""
    for key, condition in conditions_of(rule):
        for fact in _of_a_case(condition):
            written = "unless" if key == "if" and not examined.places.written(rule.id, "if") else key
            place = examined.places.rule(rule.id, written)
            examined.gathering.fault("unheard/no-case-here", place, fact=fact)


def _of_a_case(condition: Condition) -> Iterator[str]:
    match condition:
        case Is(fact=fact):
            yield from () if fact in OF_A_CONTRACT else (fact,)
        case Marked():
            yield "marked"
        case Has():
            yield "has"
        case Lacks():
            yield "lacks"
        case FieldIs():
            yield "field"
        case Received():
            yield "received during"
        case Not(condition=part):
            yield from _of_a_case(part)
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            for part in parts:
                yield from _of_a_case(part)
        case _:
            pass
