"""Documents for tests: of the regulations of this tree, and of a small one whose texts a test chooses."""

from functools import cache
from pathlib import Path

from reglament.core.contract.compile import Memo
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import Outcome, outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.words.catalogue import Language
from reglament.words.document.block import Document
from reglament.words.document.build import document
from reglament.words.moment import local_time
from tests.architecture.tree import ROOT
from tests.core.hours.cast import almanac

FILES = tuple(
    path
    for path in sorted((ROOT / "regulations").glob("*/*.yaml"))
    if not path.name.endswith(".examples.yaml")
)
SHORT = {path: path.parent.name for path in FILES}


@cache
def regulation_in(path: Path) -> Regulation:
    regulation, _ = read_regulation(path.read_bytes())
    assert regulation is not None
    return regulation


@cache
def outcomes_of(path: Path) -> tuple[Outcome, ...]:
    beside = path.with_name(f"{path.stem}.examples.yaml")
    if not beside.exists():
        return ()
    examples, _ = read_examples(beside.read_bytes(), regulation_in(path), almanac())
    assert examples is not None
    memo = Memo()
    return tuple(outcome(story, regulation_in(path), almanac(), memo=memo) for story in examples.stories)


@cache
def document_of(path: Path, language: Language) -> Document:
    return built(regulation_in(path), language, outcomes_of(path))


def built(regulation: Regulation, language: Language, outcomes: tuple[Outcome, ...] = ()) -> Document:
    zones = {one.story.zone: local_time(one.story.zone, almanac()) for one in outcomes}
    return document(regulation, outcomes, language, {name: zone for name, zone in zones.items() if zone})
