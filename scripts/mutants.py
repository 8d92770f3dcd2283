"""Small wrongs that a test must notice: every one-place change of a module's syntax tree, described in words."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "bisect_right": "bisect_left",
    "bisect_left": "bisect_right",
    "argmax": "argmin",
    "argmin": "argmax",
    "minimum": "maximum",
    "maximum": "minimum",
    "less_equal": "less",
    "add": "subtract",
    "subtract": "add",
}
WORDS = {"left": "right", "right": "left"}
QUIET_KEYWORDS = {"strict", "frozen", "slots", "kw_only", "kind", "dtype", "mode"}
"""Arguments that change no answer: guards against our own mistakes, storage, sorting method."""

LONGEST = 400
"""Characters shown of a statement."""


@dataclass(frozen=True)
class Mutant:
    """One wrong: where it is, the line before and after; `tree` builds the whole module with it.

    `lines` are those of which a test must run one to notice: the statement's, of a compound one its head, of a function
    its body.
    """

    line: int
    before: str
    after: str
    lines: range
    source: str
    place: int
    number: int

    def tree(self) -> ast.Module:
        tree = ast.parse(self.source)
        list(_changes(list(ast.walk(tree))[self.place]))[self.number].make()
        return ast.fix_missing_locations(tree)


def mutants(source: str) -> Iterator[Mutant]:
    """Give every mutant of a module, in order of its lines; annotations, decorators and docstrings are left alone."""
    tree = ast.parse(source)
    quiet, holding = _quiet(tree), _statements(tree)
    found: dict[tuple[int, str], Mutant] = {}  # `if not x` can be turned twice, to the same
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in quiet or not (changes := list(_changes(node))):
            continue
        statement = holding[id(node)]
        before, line = _spelled(statement), getattr(node, "lineno", statement.lineno)
        for number, change in enumerate(changes):
            change.make()
            after = _spelled(statement)
            change.undo()
            if after != before:
                shown = _difference(before, after)
                one = Mutant(line, *shown, _lines(statement), source, place, number)
                found.setdefault((statement.lineno, "\n".join(after)), one)
    yield from sorted(found.values(), key=lambda one: one.line)


def _quiet(tree: ast.Module) -> set[int]:
    """Nodes whose change is no change of behaviour, or only of words."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            roots += [*node.decorator_list, *filter(None, [getattr(node, "returns", None)])]
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            roots.append(node.annotation)
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias" and node.value:
                roots.append(node.value)
        elif (isinstance(node, ast.keyword) and node.arg in QUIET_KEYWORDS) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            roots.append(node)
    return {id(inner) for root in roots for inner in ast.walk(root)}


def _changes(node: ast.AST) -> Iterator["_Change"]:  # noqa: C901 - a table of cases
    """Give the changes a node allows; calling one makes it."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                if type(operator) in SWAPS:
                    yield _Change(node.ops, place, operator, SWAPS[type(operator)]())
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp() if type(node.op) in SWAPS:
            yield _Change(node, "op", node.op, SWAPS[type(node.op)]())
        case ast.Constant():
            yield from _constant_changes(node)
        case ast.If() | ast.While() | ast.IfExp():
            yield _Change(node, "test", node.test, ast.UnaryOp(ast.Not(), node.test))
        case ast.UnaryOp(op=ast.USub()):
            yield _Change(node, "op", node.op, ast.UAdd())
        case ast.UnaryOp(op=ast.Not()):
            yield _Change(node, "operand", node.operand, ast.UnaryOp(ast.Not(), node.operand))
        case ast.Name(ctx=ast.Load()) if node.id in NAMES:
            yield _Change(node, "id", node.id, NAMES[node.id])
        case ast.Attribute() if node.attr in NAMES:
            yield _Change(node, "attr", node.attr, NAMES[node.attr])
    yield from _removals(node)


def _removals(node: ast.AST) -> Iterator["_Change"]:
    """Leave out one statement that returns nothing."""
    if not isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.If | ast.With):
        return
    for place, statement in enumerate(node.body):
        said = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if (
            isinstance(statement, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break)
            and not said
        ):
            yield _Change(node.body, place, statement, ast.Pass())


def _constant_changes(node: ast.Constant) -> Iterator["_Change"]:
    if isinstance(node.value, bool):
        yield _Change(node, "value", node.value, not node.value)
    elif isinstance(node.value, int):
        yield _Change(node, "value", node.value, node.value + 1)
    elif isinstance(node.value, str) and node.value in WORDS:
        yield _Change(node, "value", node.value, WORDS[node.value])


@dataclass(frozen=True)
class _Change:
    """An assignment to an attribute of a node, or to a place of a list."""

    holder: object
    place: str | int
    old: object
    new: object

    def make(self) -> None:
        self._set(self.new)

    def undo(self) -> None:
        self._set(self.old)

    def _set(self, value: object) -> None:
        if isinstance(self.holder, list):
            self.holder[int(self.place)] = value
        else:
            setattr(self.holder, str(self.place), value)


def _statements(tree: ast.Module) -> dict[int, ast.stmt]:
    """Give the innermost statement that holds each node."""
    found: dict[int, ast.stmt] = {}
    for node in ast.walk(tree):  # outer before inner
        if isinstance(node, ast.stmt):
            found |= {id(inner): node for inner in ast.walk(node)}
    return found


def _lines(statement: ast.stmt) -> range:
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    if not body:
        return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    if isinstance(statement, ast.FunctionDef):
        return range(body[0].lineno, (statement.end_lineno or statement.lineno) + 1)
    first = body[0].lineno if isinstance(body[0], ast.stmt) else body[0].pattern.lineno
    return range(statement.lineno, max(first, statement.lineno + 1))


def _spelled(statement: ast.AST) -> list[str]:
    return [line.strip() for line in ast.unparse(statement).splitlines()]


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """Say in one line each how two spellings of a statement differ."""
    same = 0
    while same + 1 < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    while len(before) > same + 1 and len(after) > same + 1 and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return " ⏎ ".join(before[same:])[:LONGEST], " ⏎ ".join(after[same:])[:LONGEST]
