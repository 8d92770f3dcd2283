"""What the names of a module stand for: `np.random.rand` under `import numpy as np` is `numpy.random.rand`."""

import ast
from collections.abc import Iterator


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a module imports, wherever in the module it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{alias.name}") for alias in node.names)


def bindings(tree: ast.Module) -> dict[str, str]:
    """Local name → full dotted name, for every import of a module."""
    bound: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                # `import a.b` binds `a`; `import a.b as c` binds the whole.
                bound[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"
    return bound


def dotted(node: ast.expr, bound: dict[str, str]) -> str:
    """The full name of `a.b.c`, or an empty string where the chain starts from a value."""
    if isinstance(node, ast.Name):
        return bound.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, bound)
        return f"{before}.{node.attr}" if before else ""
    return ""


def given(tree: ast.Module) -> set[str]:
    """Names the module gives to its own values: `open` as a parameter or a field is no built-in."""
    stored = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
