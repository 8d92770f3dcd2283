"""Rules of what is let in: refuse, require, set, registration, validity."""

from typing import Any

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.condition import CONDITION
from reglament.core.regulation.grammar.happening import HAPPENING
from reglament.core.regulation.grammar.reference import reference, references
from reglament.core.regulation.grammar.rule import key_idle, rule
from reglament.core.regulation.grammar.title import TITLE, TITLES
from reglament.core.regulation.grammar.value_of import value_of
from reglament.core.regulation.grammar.vocabulary import CONTRACT_STATES
from reglament.core.regulation.model.condition import ALWAYS, Condition
from reglament.core.regulation.model.happening import RECEIPT
from reglament.core.regulation.model.permission import (
    RefuseRule,
    RegistrationRule,
    RequireRule,
    SetRule,
    ValidityRule,
)
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.either import Either
from reglament.core.regulation.shape.many import ListOf, OneOrMany
from reglament.core.regulation.shape.record import Record, flag, optional, required


def _refuse(
    *,
    condition: Condition,
    by: str | None,
    outcome: str,
    answer: str | Title | None,
    warns_if: Condition | None,
    note_needed: bool,
    or_pause: str | None,
    place: Place,
    gathering: Gathering,
    **others: Any,
) -> RefuseRule | Missing:
    """Without a word on it, a refusal with a condition is applied by itself, and one without is staff's to use."""
    by = by or ("staff" if condition == ALWAYS else "system")
    of_staff = {"warns if": warns_if, "note needed": note_needed or None, "or": or_pause}
    fits = [
        key_idle(key, value, without="by: staff", place=place, gathering=gathering)
        for key, value in of_staff.items()
        if by != "staff"
    ]
    if outcome == "silent":
        fits.append(key_idle("answer", answer, without="an answer", place=place, gathering=gathering))
    if not all(fits):
        return MISSING
    return RefuseRule(
        condition=condition,
        by=by,
        outcome=outcome,
        answer=answer,
        warns_if=warns_if,
        note_needed=note_needed,
        or_pause=or_pause,
        place=place,
        **others,
    )


def _pause_instead(*, pause: str) -> str:
    return pause


_ANSWER: Shape[str | Title] = Either(value=reference("mark"), mapping=TITLE)

REFUSE = rule(
    _refuse,
    {
        "refuse": required(reference("act or mark"), "the act that is refused", into="what"),
        "ground": required(reference("ground")),
        "by": optional(words("system", "staff"), None, "applied by itself, or offered to staff"),
        "outcome": optional(words("refused", "held", "told", "closed", "silent"), "refused"),
        "answer": optional(_ANSWER, None, "the letter: a mark, or its text"),
        "instead": optional(TITLE, None, "where to turn"),
        "warns if": optional(CONDITION, None, "staff are warned before refusing"),
        "note needed": flag(),
        "or": optional(
            Record(_pause_instead, {"pause": required(reference("pause"))}, name="pause instead"),
            None,
            "what staff may choose instead",
            into="or_pause",
        ),
    },
    name="refuse",
    model=RefuseRule,
)


def _require(
    *,
    fields: tuple[str, ...],
    one_of: tuple[str, ...],
    possible: tuple[str, ...],
    place: Place,
    gathering: Gathering,
    **others: Any,
) -> RequireRule | Missing:
    if not (fields or one_of or possible):
        gathering.fault("grammar/nothing-required", place)
        return MISSING
    return RequireRule(fields=fields, one_of=one_of, possible=possible, place=place, **others)


REQUIRE = rule(
    _require,
    {
        "require": required(ListOf(reference("field")), "fields that must come", into="fields"),
        "one of": optional(ListOf(reference("field"), at_least=2), (), "fields of which one is enough"),
        "possible": optional(references("field"), (), "fields asked for if possible"),
        "missing": optional(words("hold", "ask", "note"), "ask", "what happens without them"),
    },
    name="require",
    model=RequireRule,
)


def _set(
    *,
    chosen: tuple[str, str],
    condition: Condition,
    criteria: dict[str, Title],
    brings: tuple[str, ...],
    by: tuple[str, ...] | None,
    place: Place,
    gathering: Gathering,
    **others: Any,
) -> SetRule | Missing:
    """Facts alone set the value where the rule has a condition and asks an act for nothing: then nobody does it."""
    axis, value = chosen
    by_facts = condition != ALWAYS
    alone = by_facts and not criteria and not brings
    if alone and not key_idle("by", by, without="criteria | with", place=place, gathering=gathering):
        return MISSING
    return SetRule(
        axis=axis,
        value=value,
        condition=condition,
        by_facts=by_facts,
        criteria=criteria,
        brings=brings,
        by=("staff",) if by is None else by,
        place=place,
        **others,
    )


SET = rule(
    _set,
    {
        "set": required(value_of("axis", "axis value"), "axis and value", into="chosen"),
        "criteria": optional(TITLES, {}, "any of them suffices; recorded with the act"),
        "with": optional(
            OneOrMany(words("reason", "agreement")), (), "what the act must bring", into="brings"
        ),
        "by": optional(references("party"), None, "who may do it; default staff"),
    },
    name="set",
    model=SetRule,
)

REGISTRATION = rule(
    RegistrationRule,
    {"registration": required(Choice({"automatic": True, "staff": False}), into="automatic")},
    name="registration",
)

VALIDITY = rule(
    ValidityRule,
    {
        "validity": required(OneOrMany(words(*CONTRACT_STATES)), into="statuses"),
        "at": optional(HAPPENING, RECEIPT, "when it is looked at", into="looked_at"),
        "ground": optional(reference("ground"), None, "on which a case in any other state is held"),
    },
    name="validity",
)
