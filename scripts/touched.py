"""Which test runs which line of a package: one traced run, so that a mutant meets only the tests that can notice it."""

import functools
import gc
import math
import pickle
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

import pytest

Line = tuple[str, int]
PATIENCE = 2_000
"""Lines a function may repeat in one test; then all its lines count as run, and further calls are not looked at."""
OURS = ("reglament", "tests", "__main__")
Cached = type(functools.cache(len))
IMPORTED = ""
"""Stands for the test where a line ran while modules were imported or tests collected."""


@dataclass
class Touched:
    """Lines by test, the seconds each test took, traced, and the modules of others that the run imported."""

    lines: dict[str, set[Line]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=dict)
    modules: tuple[str, ...] = ()

    def tests_of(self, path: Path, numbers: Iterable[int]) -> list[str]:
        """Give the tests that run one of these lines, quickest first; all of them for a line that an import runs."""
        asked = {(str(path), number) for number in numbers}
        everything = bool(asked & self.lines.get(IMPORTED, set()))
        found = [test for test in self.seconds if everything or asked & self.lines[test]]
        return sorted(found, key=self.seconds.__getitem__)


class Tracer:
    """A pytest plugin that writes a `Touched` to a file. Clears caches before each test, so that none hides a line."""

    def __init__(self, package: Path, output: Path) -> None:
        self.package, self.output = f"{package}/", output
        self.touched = Touched()
        self.current = self.touched.lines[IMPORTED]
        self.idle: dict[CodeType, int] = {}
        self.caches: list[Cached] = []

    def __call__(self, frame: FrameType, _event: str, _: object) -> object:
        code = frame.f_code
        if self.idle.get(code, 0) > PATIENCE or not code.co_filename.startswith(self.package):
            return None
        return self.seen

    def seen(self, frame: FrameType, _event: str, _: object) -> object:
        code = frame.f_code
        line = code.co_filename, frame.f_lineno
        if line not in self.current:
            self.current.add(line)
            self.idle[code] = 0
        else:
            self.idle[code] = idle = self.idle.get(code, 0) + 1
            if idle > PATIENCE:
                frame.f_trace_lines = False
                self.current.update((line[0], number) for *_, number in code.co_lines() if number)
        return self.seen

    def pytest_sessionstart(self) -> None:
        sys.settrace(self)

    def pytest_collection_finish(self) -> None:
        found = (one for one in gc.get_objects() if isinstance(one, Cached))
        self.caches = [one for one in found if one.__module__.split(".")[0] in OURS]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        for cache in self.caches:
            cache.cache_clear()
        self.current = self.touched.lines[item.nodeid]
        self.idle.clear()
        begun = time.monotonic()
        try:
            return (yield)
        finally:
            self.touched.seconds[item.nodeid] = time.monotonic() - begun

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        others = tuple(name for name in sys.modules if name.split(".")[0] not in OURS)
        found = Touched(dict(self.touched.lines), self.touched.seconds, others)
        self.output.write_bytes(pickle.dumps(found))


class Chosen:
    """A pytest plugin that runs the chosen tests, quickest first, and any test that was not there when they were chosen.

    Each may use the processor for a few seconds and twice as long as it took, traced; then the process is killed.
    """

    def __init__(self, tests: Iterable[str], seconds: Mapping[str, float]) -> None:
        self.tests, self.seconds = set(tests), seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid in self.tests or item.nodeid not in self.seconds]
        items[:] = sorted(kept, key=lambda item: self.seconds.get(item.nodeid, math.inf))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        signal.setitimer(signal.ITIMER_PROF, 2 + 2 * self.seconds.get(item.nodeid, 10))
