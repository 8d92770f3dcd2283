"""Stored events of every word and version ever written, a line each: what every stream's codec must go on reading."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Specimen = Mapping[str, Any]


def specimens_beside(test: str) -> list[Specimen]:
    """Read them from beside a test file. Lines are added; none is ever edited."""
    return [
        json.loads(line) for line in (Path(test).parent / "specimens.jsonl").read_text("utf-8").splitlines()
    ]


def named(specimens: list[Specimen]) -> list[str]:
    """What tests over them are called."""
    return [f"{one['word']} {one['version']}" for one in specimens]


def check_as_it_was(stored: Specimen, codec: Any) -> None:
    """It is read, and what was written in today's version is written as it was."""
    word, version, facts = stored["word"], stored["version"], stored["facts"]
    event = codec.decode(word, version, facts)
    assert (codec.word_of(event), codec.version_of(event)) == (word, codec.VERSIONS.get(word, 1))
    if version == codec.version_of(event):
        assert codec.encode(event) == facts


def check_each_is_there(specimens: list[Specimen], codec: Any) -> None:
    """Every version of every word has its specimen, and each but today's its upcaster."""
    versions = {
        (word, version) for word in codec.WORDS for version in range(1, codec.VERSIONS.get(word, 1) + 1)
    }
    assert {(one["word"], one["version"]) for one in specimens} == versions
    assert set(codec.UPCASTERS) == {one for one in versions if one[1] < codec.VERSIONS.get(one[0], 1)}
