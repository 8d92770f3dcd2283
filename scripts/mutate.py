#!/usr/bin/env python3
"""Mutation run: every small wrong of a package must make its tests fail. Changes no file; each mutant lives in a fork.

scripts/mutate.py src/reglament/core/hours --tests tests/core/hours --then tests/properties/test_hours_due.py
"""

import argparse
import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import holidays  # noqa: F401 - imported before the forks, so that none of them pays for it
import hypothesis  # noqa: F401 - as above
import numpy as np  # noqa: F401 - as above
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
MEMORY = 3 << 30
QUIET = (
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)  # hypothesis is there before pytest could rewrite it


@dataclass(frozen=True)
class Case:
    """One mutant of one file, `module` as Python imports it."""

    path: Path
    module: str
    mutant: Mutant

    @property
    def key(self) -> str:
        return f"{self.path.relative_to(SOURCE)} | {self.mutant.before} | {self.mutant.after}"


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
        exec(compile(self.case.mutant.tree, str(self.case.path), "exec"), module.__dict__)  # noqa: S102


def cases(package: Path, only: Sequence[str]) -> list[Case]:
    """Give every mutant of a package, or of its modules with these names."""
    found = []
    for path in sorted(path for path in package.rglob("*.py") if not only or path.name in only):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        found += [Case(path, module, mutant) for mutant in mutants(path.read_text("utf-8"))]
    return found


def start(case: Case | None, tests: Sequence[str], seconds: int) -> int:
    """Fork a run of the tests over one mutant, or over none; give its process id."""
    process = os.fork()
    if process:
        return process
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(4 * seconds)  # for a mutant that waits instead of working
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if case is not None:
        sys.meta_path.insert(0, MutatedFinder(case))
    code = 3
    with contextlib.suppress(BaseException):
        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *QUIET, *tests]))
    os._exit(min(code, 9))


def survivors(found: list[Case], tests: Sequence[str], *, seconds: int, jobs: int) -> list[Case]:
    """Run the tests once for each case and give those that pass, showing progress."""
    waiting, running, left, done = list(reversed(found)), {}, [], 0
    while waiting or running:
        while waiting and len(running) < jobs:
            case = waiting.pop()
            running[start(case, tests, seconds)] = case
        process, status = os.wait()
        case = running.pop(process)
        done += 1
        if os.waitstatus_to_exitcode(status) == 0:
            left.append(case)
        if sys.stdout.isatty() or done % 50 == 0:
            print(
                f"\r{done}/{len(found)} run, {len(left)} alive",
                end="" if sys.stdout.isatty() else "\n",
                flush=True,
            )
    return sorted(left, key=lambda case: (case.path, case.mutant.line))


def known_survivors(path: Path | None) -> dict[str, str]:
    """Read explained survivors: `file | before | after | why it changes no answer` a line."""
    lines = path.read_text("utf-8").splitlines() if path else []
    entries = [line.rsplit(" | ", 1) for line in lines if line.strip() and not line.startswith("#")]
    return {key.strip(): why.strip() for key, why in entries}


def seconds_of(tests: Sequence[str]) -> int:
    """Run the tests over the unchanged package; give a time limit for mutants, generous for a busy machine."""
    begun = time.monotonic()
    _, status = os.waitpid(start(None, tests, 3600), 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the tests fail without any mutant: pytest {' '.join(tests)}")
    return 10 + 3 * round(time.monotonic() - begun)


def chosen(arguments: argparse.Namespace) -> list[Case]:
    found = cases((ROOT / arguments.package).resolve(), arguments.only)
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)  # noqa: S311 - a sample, no secret
    return found


def main() -> int:
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
    parser.add_argument("--sample", type=int, help="change at so many random places only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    os.chdir(ROOT)
    known = known_survivors(arguments.known)
    found = chosen(arguments)
    left = found
    gc.freeze()  # a fork must not walk the syntax trees of a thousand mutants at every collection
    for tests in filter(None, (arguments.tests, arguments.then)):
        left = survivors(left, tests, seconds=seconds_of(tests), jobs=arguments.jobs) if left else []
    explained = [case for case in left if case.key in known]
    unexplained = [case for case in left if case.key not in known]
    killed = len(found) - len(left)
    print(f"\n{len(found)} mutants, {killed} killed ({killed / max(len(found), 1):.1%}), "
          f"{len(explained)} explained survivors, {len(unexplained)} others")  # fmt: skip
    for case in unexplained:
        print(
            f"{case.path.relative_to(ROOT)}:{case.mutant.line}\n  - {case.mutant.before}\n  + {case.mutant.after}"
        )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
