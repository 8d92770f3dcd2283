"""Editors that follow the JSON Schema accept every regulation of this tree, and so does the reader."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reglament.core.regulation.read import read_regulation, schema
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence
from reglament.core.regulation.source.read import read_source
from tests.core.regulation.test_read_clocks import RULES as CLOCKS
from tests.core.regulation.test_read_rules import RULES
from tests.core.regulation.written import CLAUSES, HEAD, with_rule

ROOT = Path(__file__).parents[3]
FILES = sorted(path for path in ROOT.glob("regulations/*/*.yaml") if not path.name.endswith(".examples.yaml"))
VALIDATOR = Draft202012Validator(schema())

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
INTEGER, DECIMAL = re.compile(r"[-+]?[0-9]+"), re.compile(r"[-+]?[0-9]+\.[0-9]*")


def as_an_editor_sees(node: Node) -> object:
    """The tree with values typed as YAML 1.2 does: numbers, true, false and null are no text."""
    match node:
        case Sequence():
            return [as_an_editor_sees(item) for item in node.items]
        case Mapping():
            return {key.text: as_an_editor_sees(value) for key, value in node.pairs}
        case Scalar(quoted=True):
            return node.text
        case Scalar() if node.text in WORDS:
            return WORDS[node.text]
        case Scalar() if INTEGER.fullmatch(node.text):
            return int(node.text)
        case Scalar() if DECIMAL.fullmatch(node.text):
            return float(node.text)
        case Scalar():
            return node.text


def complaints(data: bytes) -> list[str]:
    root, faults = read_source(data)
    assert root is not None
    assert faults == ()
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(as_an_editor_sees(root))]


def test_the_schema_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_regulation_of_this_tree_is_read_without_a_fault(path: Path) -> None:
    regulation, faults = read_regulation(path.read_bytes())
    assert [(fault.code, fault.place.line, fault.values) for fault in faults] == []
    assert regulation is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_an_editor_accepts_a_regulation_of_this_tree(path: Path) -> None:
    assert complaints(path.read_bytes()) == []


def test_an_editor_accepts_every_rule_that_the_reader_accepts() -> None:
    told = {body: complaints(with_rule(body).encode()) for body, _ in CLOCKS + RULES}
    assert {body: found for body, found in told.items() if found} == {}


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("zone: Europe/Moscow\n", ""),
        ("regulation: lantern", "regulation: Lantern"),
        ("effective: 2026-01-15", "effective: soon"),
        ("roles:", "rolls:"),
        ("title: {ru: Фонари, en: Lanterns}", "title: {ru: Фонари}"),
        ("none: glow", "nobody: glow"),
        ("none: glow", "none: glow, iff: {tier: plain}"),
        ("none: glow", "target: glow, starts: received, met by: closed"),
    ],
)
def test_an_editor_marks_what_it_can_see_to_be_wrong(said: str, instead: str) -> None:
    text = f"{HEAD}{CLAUSES}      it: {{none: glow}}\n".replace(said, instead, 1)
    assert complaints(text.encode()) != []
