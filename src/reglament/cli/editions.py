"""Regulation files and the examples beside them, as the verbs take them from the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reglament.cli.files import read_bytes
from reglament.cli.trouble import Trouble
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_edition
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.story import Examples

EXAMPLES_SUFFIX = ".examples.yaml"


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A regulation file as read; `regulation` is None where a fault is an error."""

    path: Path
    data: bytes
    regulation: Regulation | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ExamplesFile:
    """An examples file as read in the nouns of its regulation."""

    path: Path
    data: bytes
    examples: Examples | None
    faults: tuple[Fault, ...]


def is_examples(path: Path) -> bool:
    return path.name.endswith(EXAMPLES_SUFFIX)


def editions_among(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The regulation files among paths from a shell pattern, each once; an examples file stands for its edition."""
    return tuple(dict.fromkeys(edition_of(path) if is_examples(path) else path for path in paths))


def edition_of(examples: Path) -> Path:
    """The regulation file that an examples file lies beside."""
    return examples.with_name(examples.name.removesuffix(EXAMPLES_SUFFIX) + ".yaml")


def examples_of(edition: Path) -> Path:
    """Where the examples of a regulation file lie."""
    return edition.with_name(edition.stem + EXAMPLES_SUFFIX)


def load_edition(path: Path, almanac: Almanac) -> EditionFile:
    """Read and examine a regulation file; its faults are values, a file that cannot be read is a usage error."""
    data = read_bytes(path)
    regulation, faults = read_edition(data, almanac)
    return EditionFile(path, data, regulation, faults)


def load_examples(path: Path, regulation: Regulation, almanac: Almanac) -> ExamplesFile:
    """Read an examples file told in the nouns of a regulation."""
    data = read_bytes(path)
    examples, faults = read_examples(data, regulation, almanac)
    return ExamplesFile(path, data, examples, faults)


def whole(file: EditionFile) -> Regulation:
    """The regulation of a file that must have no fault for the verb to make sense."""
    if file.regulation is None and is_examples(file.path):
        raise Trouble("examples for a regulation", path=file.path, edition=edition_of(file.path))
    if file.regulation is None:
        raise Trouble("faults", path=file.path)
    return file.regulation
