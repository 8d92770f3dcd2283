"""Circles in references: things that come before, undo or consist of each other."""

from collections.abc import Iterator, Mapping, Sequence


def circles(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every group of names that lead to each other, or a name that leads to itself; in the order of the graph.

    Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion: a file may hold long chains.
    """
    order = {name: at for at, name in enumerate(graph)}
    low: dict[str, int] = {}
    index: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in graph:
        work = [(root, 0)] if root not in index else []
        while work:
            name, at = work.pop()
            if at == 0:
                index[name] = low[name] = len(index)
                stack.append(name)
                on_stack.add(name)
            following = [one for one in graph[name] if one in graph]
            if at:
                low[name] = min(low[name], low[following[at - 1]])
            while at < len(following) and following[at] in index:
                if following[at] in on_stack:
                    low[name] = min(low[name], index[following[at]])
                at += 1
            if at < len(following):
                work += [(name, at + 1), (following[at], 0)]
            elif low[name] == index[name]:
                group = _popped(stack, on_stack, name)
                if len(group) > 1 or name in graph[name]:
                    yield tuple(sorted(group, key=order.__getitem__))


def _popped(stack: list[str], on_stack: set[str], last: str) -> list[str]:
    at = stack.index(last)
    group = stack[at:]
    del stack[at:]
    on_stack.difference_update(group)
    return group
