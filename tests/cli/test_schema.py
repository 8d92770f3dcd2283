"""`schema`: valid JSON Schema, and the stories of this tree satisfy it."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.architecture.tree import ROOT
from tests.cli.run import reglament


def printed(*options: str) -> Any:
    told = reglament("schema", *options)
    assert told.exit_code == 0
    return json.loads(told.output)


@pytest.mark.parametrize("options", [(), ("--examples",)])
def test_what_is_printed_is_a_json_schema(options: tuple[str, ...]) -> None:
    Draft202012Validator.check_schema(printed(*options))


def test_every_story_of_this_tree_satisfies_the_schema_of_examples() -> None:
    validator = Draft202012Validator(printed("--examples"))
    paths = [*ROOT.glob("tests/scenarios/*/*.yaml"), *ROOT.glob("regulations/*/*.examples.yaml")]
    wrong = {
        str(path.relative_to(ROOT)): error.message[:200]
        for path in paths
        for error in validator.iter_errors(yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader))  # noqa: S506
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "options"), [("regulation.schema.json", ()), ("examples.schema.json", ("--examples",))]
)
def test_the_shipped_schema_is_the_printed_one(name: str, options: tuple[str, ...]) -> None:
    """Where it is not: `make schemas`."""
    shipped = (ROOT / "schemas" / name).read_text(encoding="utf-8")
    assert json.loads(shipped) == printed(*options)
