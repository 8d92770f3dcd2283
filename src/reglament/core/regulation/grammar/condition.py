"""Conditions: what must be true of a case. A mapping of tests that must all hold, or a list of such, one of which must."""

from collections.abc import Callable

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.grammar.reference import reference, references
from reglament.core.regulation.grammar.vocabulary import CONTRACT_STATES, STATUSES
from reglament.core.regulation.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.choice import words
from reglament.core.regulation.shape.either import Located, Then, located
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.scalar import name
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

_VALUES = OneOrMany(located(name(wanted="value")))


class _ConditionShape(Shape[Condition]):
    wanted = "condition"
    says = "tests that must all hold, or a list of such, one of which must hold"

    def read(self, node: Node, gathering: Gathering) -> Condition | Missing:
        match node:
            case Sequence():
                choices = _CONDITIONS.read(node, gathering)
                return MISSING if isinstance(choices, Missing) else AnyOf(choices)
            case Mapping() if node.pairs:
                tests = [_test(key, value, gathering) for key, value in node.pairs]
                read = tuple(test for test in tests if not isinstance(test, Missing))
                return MISSING if len(read) < len(tests) else read[0] if len(read) == 1 else AllOf(read)
            case _:
                return refuse_form(node, self.wanted, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        reference_here = {"$ref": f"#/$defs/{self.wanted}"}
        if self.wanted not in definitions:
            definitions[self.wanted] = {}
            tests = {
                "type": "object",
                "minProperties": 1,
                "properties": {word: test.schema(definitions) for word, test in TESTS.items()},
                "additionalProperties": _VALUES.schema(definitions),
            }
            many = {"type": "array", "items": reference_here, "minItems": 1}
            definitions[self.wanted] = {"description": self.says, "anyOf": [tests, many]}
        return reference_here


def _test(key: Scalar, value: Node, gathering: Gathering) -> Condition | Missing:
    """One test: a word of the grammar, or else the name of an axis."""
    if key.text in TESTS:
        return TESTS[key.text].read(value, gathering)
    values = _VALUES.read(value, gathering)
    gathering.mentions.append(Mention("test", key.text, key.place))
    if isinstance(values, Missing):
        return MISSING
    gathering.mentions += [Mention("axis value", one.value, one.place, key.text) for one in values]
    return Is(key.text, tuple(one.value for one in values))


CONDITION: Shape[Condition] = _ConditionShape()
_CONDITIONS = ListOf(CONDITION, at_least=1)


def _is(fact: str, kinds: Shape[str]) -> Shape[Condition]:
    return Then(OneOrMany(kinds), lambda values, _place, _gathering: Is(fact, values))


def _named(kind: str, make: Callable[[str], Condition]) -> Shape[Condition]:
    return Then(reference(kind), lambda found, _place, _gathering: make(found))


def _all_named(kind: str, make: Callable[[tuple[str, ...]], Condition]) -> Shape[Condition]:
    return Then(references(kind), lambda found, _place, _gathering: make(found))


def _options(kind: str, make: Callable[[str, tuple[str, ...]], Condition]) -> Shape[Condition]:
    """A mapping of declared fields or terms to the values they must have."""

    def note(
        found: dict[Located[str], tuple[Located[str], ...]], _place: object, gathering: Gathering
    ) -> Condition:
        tests = []
        for owner, values in found.items():
            gathering.mentions.append(Mention(kind, owner.value, owner.place))
            gathering.mentions += [
                Mention(f"{kind} value", one.value, one.place, owner.value) for one in values
            ]
            tests.append(make(owner.value, tuple(one.value for one in values)))
        return tests[0] if len(tests) == 1 else AllOf(tuple(tests))

    return Then(MapOf(located(name(wanted=kind)), _VALUES, at_least=1), note)


TESTS: dict[str, Shape[Condition]] = {
    "tier": _is("tier", reference("tier")),
    "channel": _is("channel", reference("channel")),
    "role": _is("role", reference("sender")),
    "contract": _is("contract", words(*CONTRACT_STATES)),
    "status": _is("status", words(*STATUSES)),
    "product": _is("product", name()),
    "marked": _all_named("mark", Marked),
    "has": _all_named("field", Has),
    "lacks": _all_named("field", Lacks),
    "field": _options("field", FieldIs),
    "terms": _options("term", TermIs),
    "received during": _named("calendar", lambda found: Received(found, inside=True)),
    "received outside": _named("calendar", lambda found: Received(found, inside=False)),
    "over": _named("counter", Over),
    "left": _named("counter", Left),
    "not": Then(CONDITION, lambda found, _place, _gathering: Not(found)),
    "any": Then(_CONDITIONS, lambda found, _place, _gathering: AnyOf(found)),
}


def joined(if_: Condition | None, unless: Condition | None) -> Condition:
    """One condition of `if` and `unless`, either of which may be absent."""
    parts = ([if_] if if_ else []) + ([Not(unless)] if unless else [])
    return AllOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else ALWAYS
