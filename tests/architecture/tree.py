"""The tree as the architecture tests see it: tracked or new files, and Python modules with their syntax trees."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "reglament"


@dataclass(frozen=True)
class Module:
    """A Python file: `name` is its path from the root of the repository."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed: a forgotten `git add` hides nothing."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git of the machine
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return tuple(path for name in sorted(names) if name and (path := ROOT / name).is_file())


@cache
def modules(*tops: str) -> tuple[Module, ...]:
    """The Python modules under these folders of the repository; migrations, which Django writes, left out."""
    return tuple(
        Module(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops and "migrations" not in path.parts
    )


def docstring_nodes(tree: ast.Module) -> set[ast.expr]:
    """The docstrings of a module, its classes and functions, and the strings under its fields: prose, not behaviour."""
    return {statement.value for statement in ast.walk(tree) if isinstance(statement, ast.Expr)}


def strings(module: Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string constant that is not documentation."""
    prose = docstring_nodes(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node.lineno, node.value


def listed(findings: Iterable[str]) -> str:
    """Findings one to a line, so that a failing test shows all of them."""
    return "\n".join(findings)
