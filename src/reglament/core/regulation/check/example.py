"""A class of cases in the words of the grammar, so that it can be read in any language and put into a condition."""

from collections.abc import Iterable, Iterator

from reglament.core.regulation.check.cube import Cube
from reglament.core.regulation.check.domain import ABSENT, OTHER, YES, Domains

_SPECIAL = frozenset({ABSENT, OTHER})


def block_text(cube: Cube, domains: Domains) -> str:
    """All cases of a cube: every fact with every value it may have there."""
    return ", ".join(_tests(cube, domains, every=True))


def example_text(cube: Cube, domains: Domains, otherwise: str) -> str:
    """One case of a cube; `otherwise` names a value of the fact `tier`, for a cube that is every case."""
    return ", ".join(_tests(cube, domains, every=False)) or f"tier: {otherwise}"


def _tests(cube: Cube, domains: Domains, *, every: bool) -> Iterator[str]:
    for fact, values in sorted(cube.items()):
        if values != domains[fact]:
            yield _test(fact, values, domains, every=every)


def _test(fact: str, values: frozenset[str], domains: Domains, *, every: bool) -> str:
    kind, _, name = fact.partition(":")
    if not name:
        return f"{fact}: {_listed(values, every=every)}"
    if kind == "field":
        if ABSENT in values and (values == {ABSENT} or not every):
            return f"lacks: {name}"
        told = _listed(values, every=every)
        unnamed = told == OTHER or values == domains[fact] - {ABSENT}
        return f"has: {name}" if unnamed else f"field: {{{name}: {told}}}"
    if kind == "term":
        term, _, value = name.partition(":")
        if not value:
            return f"terms: {{{term}: {_listed(values, every=every)}}}"
        test = f"terms: {{{term}: {value}}}"
        return test if YES in values else f"not: {{{test}}}"
    if kind == "received during":
        return f"{kind if YES in values else 'received outside'}: {name}"
    return f"{kind}: {name}" if YES in values else f"not: {{{kind}: {name}}}"


def _listed(values: Iterable[str], *, every: bool) -> str:
    """Plain values before those that stand for none and for any other."""
    listed = sorted(values, key=lambda value: (value in _SPECIAL, value))
    if not every or len(listed) == 1:
        return listed[0]
    return f"[{', '.join(listed)}]"
