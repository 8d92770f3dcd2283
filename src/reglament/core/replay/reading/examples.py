"""`read_examples`: the bytes of an examples file become stories, and every mistake a located fault."""

from collections.abc import Iterable

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import Missing, Schema, document
from reglament.core.regulation.shape.many import ListOf
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import text
from reglament.core.regulation.source.read import read_source
from reglament.core.replay.reading.story import StoryShape
from reglament.core.replay.reading.wall import Zones
from reglament.core.replay.story import Equivalent, Examples, Story

SCHEMA_ADDRESS = "urn:reglament:examples"


def read_examples(
    data: bytes, regulation: Regulation, almanac: Almanac
) -> tuple[Examples | None, tuple[Fault, ...]]:
    """The stories of a file told in the nouns of this regulation, and every fault of the file.

    Wall times are read in each story's zone. There are no stories where there is any error.
    """
    root, faults = read_source(data)
    gathering = Gathering()
    gathering.add_all(faults)
    found = None if root is None else _file(regulation, almanac).read(root, gathering)
    if found is None or isinstance(found, Missing):
        return None, gathering.faults()
    _tell_same_names(found.stories, gathering)
    return None if gathering.failed else found, gathering.faults()


def examples_schema(almanac: Almanac) -> Schema:
    """The JSON Schema (2020-12) of an examples file of any regulation."""
    return document(_file(None, almanac), title="Worked examples", address=SCHEMA_ADDRESS)


def _file(regulation: Regulation | None, almanac: Almanac) -> Record[Examples]:
    keys = {
        "regulation": optional(text(wanted="regulation"), says="the regulation whose nouns the stories use"),
        "examples": required(ListOf(StoryShape(regulation, Zones(almanac)), at_least=1)),
        "equivalent": optional(ListOf(_equivalent()), ()),
    }
    return Record(_examples, keys, name="examples file")


def _examples(
    regulation: str | None, examples: tuple[Story, ...], equivalent: tuple[Equivalent, ...]
) -> Examples:
    return Examples(regulation=regulation, stories=examples, equivalent=equivalent)


def _equivalent() -> Record[Equivalent]:
    keys = {"mutant": required(text(wanted="mutant")), "reason": required(text(wanted="reason"))}
    return Record(Equivalent, keys, name="equivalent mutant")


def _tell_same_names(stories: Iterable[Story], gathering: Gathering) -> None:
    told: dict[str, Story] = {}
    for story in stories:
        former = told.setdefault(story.name, story)
        if former is not story:
            gathering.fault("story/same-name", story.place, former.place, name=story.name)
