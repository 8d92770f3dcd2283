"""Every code a decision can answer with is listed with its values, every listed code can be answered, every act is decided."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from reglament.core.case import decide as room
from reglament.core.case.act import Act
from reglament.core.case.code import CAUTION_CODES, REFUSAL_CODES
from reglament.core.case.decide.admission import ACTS
from reglament.core.case.decide.door import DECISIONS
from reglament.core.regulation.grammar.vocabulary import ACTS as WORDS

FILES = sorted(Path(room.__path__[0]).glob("*.py"))
# The way of saying no that is told the draft first.
OF_A_DRAFT = "stop"


def said() -> Iterator[tuple[str, frozenset[str]]]:
    """Each code with the names of the values beside it, as the sources say them."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("deny", OF_A_DRAFT)
            ):
                names = {word.arg for word in node.keywords if word.arg}
                for text in codes(node):
                    yield text, frozenset(names)


def codes(call: ast.Call) -> Iterator[str]:
    place = 1 if isinstance(call.func, ast.Name) and call.func.id == OF_A_DRAFT else 0
    for node in ast.walk(call.args[place]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "/" in node.value:
            yield node.value


def test_every_code_is_listed_with_the_values_it_carries() -> None:
    listed = {text: frozenset(names) for text, names in REFUSAL_CODES.items()}
    spoken = dict(said())
    assert spoken == listed


def test_one_code_always_carries_the_same_values() -> None:
    spoken: dict[str, set[frozenset[str]]] = {}
    for text, names in said():
        spoken.setdefault(text, set()).add(names)
    assert {text: names for text, names in spoken.items() if len(names) > 1} == {}


def test_codes_stand_in_order() -> None:
    assert list(REFUSAL_CODES) == sorted(REFUSAL_CODES)
    assert list(CAUTION_CODES) == sorted(CAUTION_CODES)


def test_every_caution_is_spoken_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [code for code in CAUTION_CODES if f'"{code}"' not in text] == []


def test_every_act_has_its_decision_and_its_word_of_the_grammar() -> None:
    acts = set(get_args(Act))
    assert set(DECISIONS) == acts
    assert set(ACTS) == acts
    assert {word for word, _ in ACTS.values()} <= set(WORDS)
