#!/usr/bin/env python3
"""Mutation run: every small wrong of a package must make its tests fail. Changes no file; each mutant lives in a fork
and meets the tests that run its line, quickest first, until one fails.

scripts/mutate.py src/reglament/core/hours --tests tests/core/hours --then tests/properties/test_hours_due.py
"""

import argparse
import bisect
import contextlib
import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants
from touched import Chosen, Touched, Tracer

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
MEMORY = 3 << 30
NOTHING_RAN = 5
QUIET = (
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)  # plugins are there before pytest could rewrite them


@dataclass(frozen=True)
class Case:
    """One mutant of one file, `module` as Python imports it."""

    path: Path
    module: str
    mutant: Mutant

    @property
    def key(self) -> str:
        return f"{self.path.relative_to(SOURCE)} | {self.mutant.before} | {self.mutant.after}"

    def __str__(self) -> str:
        place = f"{self.path.relative_to(ROOT)}:{self.mutant.line}"
        return f"{place}\n  - {self.mutant.before}\n  + {self.mutant.after}"


class MutatedFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives Python the mutated module where it asks for the real one."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.case.module:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.case.path))

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.case.path)
        # A swapped name must be there, or the mutant would only prove that the line is run.
        module.__dict__.update(bisect_left=bisect.bisect_left, bisect_right=bisect.bisect_right)
        exec(compile(self.case.mutant.tree(), str(self.case.path), "exec"), module.__dict__)  # noqa: S102


def cases(package: Path, only: Sequence[str]) -> list[Case]:
    """Give every mutant of a package, or of its modules with these names."""
    found = []
    for path in sorted(path for path in package.rglob("*.py") if not only or path.name in only):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        found += [Case(path, module, mutant) for mutant in mutants(path.read_text("utf-8"))]
    return found


def start(work: Callable[[], int], seconds: int) -> int:
    """Fork a silent run of pytest, limited in memory and seconds; give its process id."""
    process = os.fork()
    if process:
        return process
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(seconds)  # for a mutant that waits instead of working
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 3
    with contextlib.suppress(BaseException):
        code = work()
    os._exit(min(code, 9))


def run(tests: Sequence[str], *plugins: object) -> int:
    return int(
        pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *QUIET, *tests], [*plugins])
    )


def traced(package: Path, tests: Sequence[str]) -> Touched:
    """Run the tests over the unchanged package and see which of them runs which line."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "touched"
        _, status = os.waitpid(start(lambda: run(tests, Tracer(package, output)), 7200), 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"the tests fail without any mutant: pytest {' '.join(tests)}")
        found: Touched = pickle.loads(output.read_bytes())  # noqa: S301 - written by our own fork
    for name in found.modules:  # before the forks, so that none of them pays for it
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()  # a fork must not walk what is there already at every collection
    return found


def start_mutant(case: Case, touched: Touched) -> int:
    tests = touched.tests_of(case.path, case.mutant.lines)
    files = dict.fromkeys(test.split("::")[0] for test in tests)

    def work() -> int:
        if not tests:
            return NOTHING_RAN
        signal.setitimer(signal.ITIMER_PROF, 60)  # for a loop at import; each test sets its own limit
        sys.meta_path.insert(0, MutatedFinder(case))
        return run([*files], Chosen(tests, touched.seconds))

    return start(work, 60 + 10 * round(sum(touched.seconds[test] for test in tests)))


def survivors(found: list[Case], touched: Touched, *, jobs: int) -> list[Case]:
    """Give the mutants that no test notices, showing each as it is found and how far the run is."""
    waiting, running, left, done = list(reversed(found)), {}, [], 0
    while waiting or running:
        while waiting and len(running) < jobs:
            case = waiting.pop()
            running[start_mutant(case, touched)] = case
        process, status = os.wait()
        case, done = running.pop(process), done + 1
        alive = os.waitstatus_to_exitcode(status) in (0, NOTHING_RAN)
        if alive:
            left.append(case)
            print(f"\ralive: {case}", flush=True)
        if sys.stdout.isatty() or done % 50 == 0:
            end = "" if sys.stdout.isatty() else "\n"
            print(f"\r{done}/{len(found)} run, {len(left)} alive", end=end, flush=True)
    return sorted(left, key=lambda case: (case.path, case.mutant.line))


def known_survivors(path: Path | None) -> dict[str, str]:
    """Read explained survivors: `file | before | after | why it changes no answer` a line."""
    lines = path.read_text("utf-8").splitlines() if path else []
    entries = [line.rsplit(" | ", 1) for line in lines if line.strip() and not line.startswith("#")]
    return {key.strip(): why.strip() for key, why in entries}


def chosen(arguments: argparse.Namespace) -> list[Case]:
    found = cases((ROOT / arguments.package).resolve(), arguments.only)
    if arguments.again:
        left = arguments.again.read_text("utf-8")
        found = [case for case in found if f"{case}\n" in left]
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)  # noqa: S311 - a sample, no secret
    return found


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", help="folder under src/ to change")
    parser.add_argument(
        "--tests", nargs="+", required=True, help="pytest arguments: the quick tests, run over every mutant"
    )
    parser.add_argument(
        "--then", nargs="+", default=[], help="pytest arguments: slower tests, over what is still alive"
    )
    parser.add_argument("--known", type=Path, help="file of explained survivors")
    parser.add_argument("--only", nargs="+", default=[], help="names of modules to change")
    parser.add_argument("--again", type=Path, help="output of a former run: only the mutants it left alive")
    parser.add_argument("--sample", type=int, help="change at so many random places only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    arguments = options()
    os.chdir(ROOT)
    known = known_survivors(arguments.known)
    found = chosen(arguments)
    left = found
    for tests in filter(None, (arguments.tests, arguments.then)):
        touched = traced((ROOT / arguments.package).resolve(), tests) if left else Touched()
        left = survivors(left, touched, jobs=arguments.jobs)
    unexplained = [case for case in left if case.key not in known]
    killed, explained = len(found) - len(left), len(left) - len(unexplained)
    print(f"\n{len(found)} mutants, {killed} killed ({killed / max(len(found), 1):.1%}), "
          f"{explained} explained survivors, {len(unexplained)} others")  # fmt: skip
    print(*unexplained, sep="\n")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
