"""The core reads no clock, disk, network or environment, leans on nothing unlisted and keeps no state of its own."""

import ast
from collections.abc import Iterator, Sequence

import pytest

from tests.architecture.imports import bindings, dotted, given, imported
from tests.architecture.tree import Module, listed, modules

# A closed list: what is pure here, so that a new import is a decision and not an accident.
PURE = frozenset(
    "__future__ abc bisect calendar collections contextlib copy dataclasses datetime decimal difflib enum fractions functools "
    "hashlib heapq hmac html inspect io itertools json keyword math numbers operator re string struct textwrap types typing "
    "unicodedata zoneinfo numpy yaml reglament.core".split()
)
# Pure modules that have a window to the world: what may not be asked of them.
FORBIDDEN_NAMES = frozenset(
    "datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today "
    "zoneinfo.available_timezones zoneinfo.reset_tzpath zoneinfo.TZPATH zoneinfo.ZoneInfo.no_cache io.open io.FileIO io.open_code "
    "numpy.random numpy.load numpy.save numpy.savez numpy.loadtxt numpy.savetxt numpy.genfromtxt numpy.fromfile numpy.memmap "
    "open input print eval exec compile __import__ breakpoint globals".split()
)
# Fine as a type, impure as a call: the first asks the system's zone files, which differ from machine to machine.
FORBIDDEN_CALLS = {"zoneinfo.ZoneInfo": "use ZoneInfo.from_file over the bytes of the locked tzdata"}


def outside(module: Module) -> Iterator[str]:
    for line, name in imported(module.tree):
        parts = name.split(".")
        if not any(".".join(parts[:length]) in PURE for length in (1, 2)):
            yield f"{module.name}:{line}: imports {name}, which is not on the list of pure modules"


def windows(module: Module) -> Iterator[str]:
    bound = dict.fromkeys(given(module.tree), "") | bindings(module.tree)
    used = [(line, name) for line, name in imported(module.tree) if name in FORBIDDEN_NAMES]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node, bound)) in FORBIDDEN_NAMES:
            used.append((node.lineno, name))
        elif isinstance(node, ast.Call):
            name = dotted(node.func, bound)
            if name in FORBIDDEN_CALLS:
                used.append((node.lineno, f"{name}(…); {FORBIDDEN_CALLS[name]}"))
            elif isinstance(node.func, ast.Attribute) and node.func.attr == "astimezone" and not node.args:
                used.append((node.lineno, "astimezone() without a zone, which asks the system for one"))
    yield from (f"{module.name}:{line}: uses {name}" for line, name in used)


def kept_state(module: Module) -> Iterator[str]:
    """`global`, and module-level lists, sets and dicts that are not written as constants."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield f"{module.name}:{node.lineno}: global {', '.join(node.names)}"
    for statement in module.tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(
            statement.value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
        ):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if (
                    isinstance(target, ast.Name)
                    and not target.id.isupper()
                    and not target.id.startswith("__")
                ):
                    yield f"{module.name}:{statement.lineno}: {target.id} is a mutable value of the module"


def impure(found: Sequence[Module]) -> list[str]:
    return [line for module in found for check in (outside, windows, kept_state) for line in check(module)]


def core() -> list[Module]:
    return [module for module in modules("src") if module.name.startswith("src/reglament/core/")]


def test_the_core_is_pure() -> None:
    assert listed(impure(core())) == ""


@pytest.mark.parametrize(
    "breach",
    [
        "import time",
        "import os.path",
        "from pathlib import Path",
        "def later():\n    import random",
        "import socket",
        "from datetime import datetime\nat = datetime.now()",
        "import datetime as d\nat = d.date.today()",
        "from zoneinfo import ZoneInfo\nzone = ZoneInfo('UTC')",
        "import numpy as np\nx = np.random.rand()",
        "from numpy import load",
        "text = open('a')",
        "import django",
        "from reglament.words import phrase",
        "def f(at):\n    return at.astimezone()",
        "def f():\n    global seen\n    seen = 1",
        "seen = []",
        "memory: dict[str, int] = {}",
    ],
)
def test_a_breach_of_purity_is_seen(breach: str) -> None:
    assert len(impure([Module("core/breach.py", breach)])) == 1


@pytest.mark.parametrize(
    "fair",
    [
        "from zoneinfo import ZoneInfo\ndef f(zone: ZoneInfo) -> str:\n    return zone.key",
        "import zoneinfo\nzone = zoneinfo.ZoneInfo.from_file(stream)",
        "from datetime import datetime, UTC\nat = datetime.fromtimestamp(0, UTC)",
        "class Pauses:\n    open: dict[str, str]",
        "def f(door):\n    return door.open()",
        "from reglament.core.hours import worked",
        "ORDER = ['a', 'b']",
    ],
)
def test_a_fair_line_is_left_alone(fair: str) -> None:
    assert impure([Module("core/fair.py", fair)]) == []
