"""Collects `<source>/<clause id>.yaml`: every story in it is a test, played by the pure functions alone."""

import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from reglament.cli.differences import Teller, draw_outcome
from reglament.cli.frames import draw_faults
from reglament.config.almanac import load_almanac
from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import Outcome, outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.story import Story
from tests.architecture.tree import ROOT

HERE = Path(__file__).parent


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".yaml" or file_path.parent.parent != HERE:
        return None
    collected: pytest.Collector = ScenarioFile.from_parent(parent, path=file_path)
    return collected


class ScenarioFile(pytest.File):
    """One clause of the map."""

    def collect(self) -> Iterator["Scenario"]:
        data = self.path.read_bytes()
        named = re.search(rb"^regulation: *(\S+)", data, re.MULTILINE)
        if named is None:
            raise self.CollectError(f"{self.path}: the first line names the regulation: `regulation: NAME`")
        regulation = edition(named[1].decode())
        found, faults = read_examples(data, regulation, almanac())
        if found is None:
            with drawing() as console:
                draw_faults(console, self.path, data, faults, "en")
            raise self.CollectError(written(console))
        for story in found.stories:
            yield Scenario.from_parent(self, name=story.name, story=story, regulation=regulation)


class Scenario(pytest.Item):
    """One story."""

    def __init__(self, *, story: Story, regulation: Regulation, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.story = story
        self.regulation = regulation

    def runtest(self) -> None:
        played = outcome(self.story, self.regulation, almanac(), memo=memo())
        if not played.holds:
            raise StoryFails(played)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object) -> Any:
        if not isinstance(excinfo.value, StoryFails):
            return super().repr_failure(excinfo)
        with drawing() as console:
            teller = Teller(self.path.relative_to(ROOT), self.regulation, almanac(), "en")
            draw_outcome(console, excinfo.value.played, teller)
        return written(console)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.story.place.line - 1, self.story.name


class StoryFails(Exception):  # noqa: N818 - a sentence
    """A story does not come out as told."""

    def __init__(self, played: Outcome) -> None:
        super().__init__(played.story.name)
        self.played = played


def drawing() -> Console:
    return Console(file=StringIO(), width=160, color_system=None)


def written(console: Console) -> str:
    return console.file.getvalue() if isinstance(console.file, StringIO) else ""


@cache
def almanac() -> Almanac:
    return load_almanac()


@cache
def memo() -> Memo:
    return Memo()


@cache
def edition(name: str) -> Regulation:
    """The newest edition of a regulation, or the one named behind a slash."""
    folder, _, wanted = name.partition("/")
    files = sorted(ROOT.glob(f"regulations/{folder}/{wanted or '*'}.yaml"))
    kept = [path for path in files if not path.name.endswith(".examples.yaml")]
    if not kept:
        raise pytest.UsageError(f"there is no regulations/{folder}/{wanted or '*'}.yaml")
    regulation, faults = read_regulation(kept[-1].read_bytes())
    if regulation is None:
        raise pytest.UsageError(f"{kept[-1]} has {len(faults)} faults; reglament lint shows them")
    return regulation
