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
from reglament.cli.files import FileUnreadable, read_bytes
from reglament.cli.trial import named_in
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
        raise FileUnreadable(
            f"{path} holds no stories told under {under}. {where}: {fault_sentence(worst, language)}"
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
        raise FileUnreadable(f"{path} names no regulation; say which: --regulation FILE.")
    name, _, edition = named.partition("/")
    for folder in path.resolve().parents:
        found = sorted(folder.glob(f"regulations/{name}/{edition or '*'}.yaml"))
        editions = [one for one in found if not is_examples(one)]
        if editions:
            return editions[-1]
    raise FileUnreadable(
        f"{path} is told under {name}, and no regulations/{name}/ is near. Say where: --regulation FILE."
    )


def _chosen(file: ExamplesFile, stories: tuple[Story, ...], which: str) -> Story:
    if which.isdigit():
        begun = [story for story in stories if story.place.line <= int(which)]
        found = begun[-1:]
    else:
        found = [story for story in stories if story.name.lower().startswith(which.lower())]
    if len(found) == 1:
        return found[0]
    lines = "\n".join(f"  {file.path}:{story.place.line}  {story.name}" for story in found or stories)
    none = "No story of it is meant" if not found else "Several stories are meant"
    raise FileUnreadable(
        f"{none} by {file.path}{':' if which else ''}{which}. Name one by its line:\n{lines}"
    )
