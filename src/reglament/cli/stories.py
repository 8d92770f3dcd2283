"""A story named on the command line: FILE, FILE:LINE or FILE:WORDS, with the regulation it is told under."""

from dataclasses import dataclass
from pathlib import Path

from reglament.cli.editions import (
    ExamplesFile,
    edition_of,
    is_examples,
    load_edition,
    load_examples,
    whole,
)
from reglament.cli.files import read_bytes
from reglament.cli.trial import named_in
from reglament.cli.trouble import Trouble
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.story import Story
from reglament.words.catalogue import Language
from reglament.words.fault import fault_sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its regulation."""

    story: Story
    regulation: Regulation


def find_story(named: str, almanac: Almanac, edition: Path | None, language: Language) -> Told:
    """Read the story; a usage error with what to write instead where there is none or more than one."""
    path, which = _parted(named)
    data = read_bytes(path)
    under = edition or _edition_for(path, data)
    regulation = whole(load_edition(under, almanac))
    file = load_examples(path, regulation, almanac)
    if file.examples is None:
        worst = next(fault for fault in file.faults if fault.severity == "error")
        where = f"{path}:{worst.place.line}"
        raise Trouble(
            "no stories", path=path, under=under, where=where, fault=fault_sentence(worst, language)
        )
    return Told(_chosen(file, file.examples.stories, which), regulation)


def _parted(named: str) -> tuple[Path, str]:
    if Path(named).exists() or ":" not in named:
        return Path(named), ""
    path, _, which = named.rpartition(":")
    return Path(path), which.strip()


def _edition_for(path: Path, data: bytes) -> Path:
    if is_examples(path):
        return edition_of(path)
    named = named_in(data)
    if named is None:
        raise Trouble("story names none", path=path)
    name, _, edition = named.partition("/")
    for folder in path.resolve().parents:
        found = sorted(folder.glob(f"regulations/{name}/{edition or '*'}.yaml"))
        editions = [one for one in found if not is_examples(one)]
        if editions:
            return editions[-1]
    raise Trouble("none near", path=path, name=name)


def _chosen(file: ExamplesFile, stories: tuple[Story, ...], which: str) -> Story:
    if which.isdigit():
        begun = [story for story in stories if story.place.line <= int(which)]
        found = begun[-1:]
    else:
        found = [story for story in stories if story.name.lower().startswith(which.lower())]
    if len(found) == 1:
        return found[0]
    lines = "\n".join(f"  {file.path}:{story.place.line}  {story.name}" for story in found or stories)
    named = f"{file.path}:{which}" if which else file.path
    raise Trouble("several stories meant" if found else "no story meant", named=named, stories=lines)
