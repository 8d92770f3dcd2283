"""Small rooms: no module over 300 lines, half of them under 80, no function over 40."""

import ast
from collections.abc import Iterator, Sequence
from statistics import median

from tests.architecture.tree import Module, listed, modules

MODULE_STOP = 300
MODULE_MEDIAN = 80
FUNCTION_STOP = 40
SIGN_ONLY = 5  # a room that holds nothing but its sign would flatter the median


def too_long(found: Sequence[Module]) -> list[str]:
    return [f"{module.name}: {module.lines} lines" for module in found if module.lines > MODULE_STOP]


def long_functions(found: Sequence[Module]) -> Iterator[str]:
    """Functions by their lines without the docstring: saying units and sources must cost nothing."""
    for module in found:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            taken = (node.end_lineno or node.lineno) - node.lineno + 1
            if body is not node.body:
                taken -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            if taken > FUNCTION_STOP:
                yield f"{module.name}:{node.lineno}: {node.name} has {taken} lines"


def middle(found: Sequence[Module]) -> float:
    return median(module.lines for module in found if module.lines > SIGN_ONLY)


def test_no_module_is_longer_than_the_hard_stop() -> None:
    assert listed(too_long(modules("src", "tests", "scripts", "bench"))) == ""


def test_half_of_the_modules_fit_on_two_screens() -> None:
    assert middle(modules("src")) <= MODULE_MEDIAN


def test_no_function_is_longer_than_a_screen() -> None:
    assert listed(long_functions(modules("src", "tests", "scripts", "bench"))) == ""


def test_a_module_of_three_hundred_and_one_lines_is_seen() -> None:
    assert too_long([Module("a.py", "x = 1\n" * 300), Module("b.py", "x = 1\n" * 301)]) == ["b.py: 301 lines"]


def test_a_function_of_forty_one_lines_is_seen_and_its_docstring_is_free() -> None:
    fits = 'def fits():\n    """One.\n\n    Two.\n    """\n' + "    x = 1\n" * 39
    over = "def over():\n" + "    x = 1\n" * 40
    assert list(long_functions([Module("a.py", fits + over)])) == ["a.py:45: over has 41 lines"]


def test_rooms_with_a_sign_alone_do_not_flatter_the_median() -> None:
    signs = [Module(f"{room}/__init__.py", '"""A sign."""\n') for room in "abcd"]
    assert middle([*signs, Module("long.py", "x = 1\n" * 90)]) == 90
