"""The examples of one edition tried: those beside it, and further stories that name its regulation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reglament.cli.editions import (
    EditionFile,
    ExamplesFile,
    examples_of,
    is_examples,
    load_edition,
    load_examples,
)
from reglament.cli.files import read_bytes
from reglament.cli.trouble import Trouble
from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.replay.mutate.hunt import Hunted
from reglament.core.replay.outcome import Outcome, outcome
from reglament.core.replay.story import Equivalent, Examples, Story

NAMED = re.compile(rb"^regulation: *([^\s#]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file of stories and how each of them went."""

    file: ExamplesFile
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying the examples of one edition showed."""

    edition: EditionFile
    almanac: Almanac
    files: tuple[TriedFile, ...] = ()
    hunted: list[Hunted] = field(default_factory=list)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(one for tried in self.files for one in tried.outcomes)

    @property
    def holds(self) -> bool:
        """Whether the edition and its stories can be read and every story holds."""
        readable = self.edition.regulation is not None and all(one.file.examples for one in self.files)
        return readable and all(one.holds for one in self.outcomes)

    @property
    def survivors(self) -> list[Hunted]:
        """Mutants that ask for an example, and proofs that ask to be taken out."""
        return [one for one in self.hunted if one.fate in ("survived", "needless")]

    @property
    def examples(self) -> Examples:
        """All stories of all files together."""
        read = [one.file.examples for one in self.files if one.file.examples]
        stories: tuple[Story, ...] = tuple(story for one in read for story in one.stories)
        equivalent: tuple[Equivalent, ...] = tuple(proof for one in read for proof in one.equivalent)
        return Examples(None, stories, equivalent)


def named_in(data: bytes) -> str | None:
    """The regulation, or regulation/edition, that a file of stories names in its first lines."""
    found = NAMED.search(data)
    return found[1].decode("utf-8", "replace") if found else None


def story_files(places: Iterable[Path]) -> Iterator[Path]:
    """Files of stories among these; a folder stands for all that lie in it and name a regulation. None: a usage error."""
    for place in places:
        if place.is_dir():
            found = (path for path in sorted(place.rglob("*.yaml")) if not is_examples(path))
            named = [path for path in found if named_in(read_bytes(path))]
            if not named:
                raise Trouble("folder without stories", path=place)
            yield from named
        elif named_in(read_bytes(place)):
            yield place
        else:
            raise Trouble("stories without name", path=place)


def try_edition(path: Path, further: Sequence[Path], almanac: Almanac) -> Trial:
    """Play every story of an edition: the examples beside it, and those of the further files that name its regulation."""
    edition = load_edition(path, almanac)
    if edition.regulation is None:
        return Trial(edition, almanac)
    names = (edition.regulation.name, f"{edition.regulation.name}/{path.stem}")
    beside = [examples_of(path)] if examples_of(path).exists() else []
    paths = [*beside, *(one for one in further if named_in(read_bytes(one)) in names)]
    memo = Memo()
    tried: list[TriedFile] = []
    for one in paths:
        file = load_examples(one, edition.regulation, almanac)
        stories = file.examples.stories if file.examples else ()
        played = (outcome(story, edition.regulation, almanac, memo=memo) for story in stories)
        tried.append(TriedFile(file, tuple(played)))
    return Trial(edition, almanac, tuple(tried))
