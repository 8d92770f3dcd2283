"""A sign on every door: each module opens with one to three lines that say what it holds, under a name that means something."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tests.architecture.tree import Module, listed, modules

SIGN_STOP = 3
EMPTY_NAMES = frozenset(
    form
    for word in ("util", "utility", "helper", "common", "manager", "service", "misc", "shared", "stuff")
    for form in (word, word + "s", word.removesuffix("y") + "ies")
)


def unsigned(found: Sequence[Module]) -> Iterator[str]:
    """Modules without a sign, or with one whose first paragraph does not fit on three lines."""
    for module in found:
        sign = ast.get_docstring(module.tree)
        if not sign:
            yield f"{module.name}: has no docstring saying what it holds"
        elif len(sign.split("\n\n")[0].splitlines()) > SIGN_STOP:
            yield f"{module.name}: its sign is longer than {SIGN_STOP} lines before the first blank one"


def meaningless(found: Sequence[Module]) -> Iterator[str]:
    """Modules and packages named after nothing they hold."""
    for module in found:
        for part in PurePosixPath(module.name).with_suffix("").parts:
            if part.lower() in EMPTY_NAMES:
                yield f"{module.name}: «{part}» says nothing; name it after the one thing it holds"


def test_every_module_opens_with_its_sign() -> None:
    assert listed(unsigned(modules("src", "tests", "scripts", "bench"))) == ""


def test_no_module_has_a_name_that_means_nothing() -> None:
    assert listed(meaningless(modules("src", "tests", "scripts", "bench"))) == ""


def test_a_module_without_a_sign_is_seen() -> None:
    bare, wordy = Module("bare.py", "x = 1\n"), Module("wordy.py", '"""One\ntwo\nthree\nfour."""\n')
    assert [line.split(":")[0] for line in unsigned([bare, wordy])] == ["bare.py", "wordy.py"]


def test_an_attic_is_seen_whatever_its_number() -> None:
    attics = [Module("src/reglament/core/utils/time.py", ""), Module("src/reglament/cli/helper.py", "")]
    assert [
        line.split(":")[0]
        for line in meaningless([*attics, Module("src/reglament/core/service_line.py", "")])
    ] == [
        "src/reglament/core/utils/time.py",
        "src/reglament/cli/helper.py",
    ]
