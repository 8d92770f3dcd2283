"""The JSON Schema of a shape accepts what the shape accepts."""

import pytest
from jsonschema import Draft202012Validator

from reglament.core.regulation.shape.base import Shape, document
from reglament.core.regulation.shape.choice import Choice
from reglament.core.regulation.shape.clock import clock_span, day
from reglament.core.regulation.shape.either import ByFirstKey, Either
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import name, text, whole_number, yes_no
from tests.core.regulation.later import Later


def things(**parts: object) -> dict[str, object]:
    return parts


BOX: Shape[object] = Record(
    things,
    {
        "name": required(name(), "what it is called"),
        "open by": OneOrMany(clock_span()),
        "since": day(),
        "locked": optional(yes_no(), default=False),
        "inside": ListOf(Later(lambda: BOX), at_least=1),
        "limit": Choice({"unlimited": None}, otherwise=whole_number(1, 9)),
        "titles": MapOf(name(), text(), at_least=1),
        "either": Either(value=name(), mapping=ByFirstKey({"name": Later(lambda: BOX)}, wanted="box")),
    },
    name="big box",
)
SCHEMA = document(BOX, title="A box", address="https://example.org/box.json")
VALIDATOR = Draft202012Validator(SCHEMA)

GOOD: tuple[dict[str, object], ...] = (
    {"name": "a"},
    {"name": 24},
    {"name": "a b", "open by": "09:00-18:00", "since": "2025-01-15", "locked": "yes"},
    {"name": "a", "open by": ["09:00-13:00", "14:00-18:00"], "limit": 5},
    {"name": "a", "limit": "unlimited", "titles": {"ru": "А", "en": 1.2}},
    {"name": "a", "inside": [{"name": "b", "inside": [{"name": "c"}]}], "either": {"name": "d"}},
)
BAD: tuple[dict[str, object], ...] = (
    {},
    {"name": "A"},
    {"name": "a", "colour": "red"},
    {"name": "a", "open by": "9-18"},
    {"name": "a", "locked": "maybe"},
    {"name": "a", "inside": []},
    {"name": "a", "inside": [{"nome": "b"}]},
    {"name": "a", "titles": {"RU": "a"}},
    {"name": "a", "either": ["a"]},
)


def test_the_document_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$ref"] == "#/$defs/big%20box"
    assert SCHEMA["$defs"]["big box"]["properties"]["name"]["description"] == "what it is called"


@pytest.mark.parametrize("value", GOOD)
def test_what_the_shape_accepts_an_editor_accepts(value: dict[str, object]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(value)] == []


@pytest.mark.parametrize("value", BAD)
def test_what_an_editor_can_see_to_be_wrong_it_marks(value: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(value)
