"""The tree names no package registry and no place of one machine: it must build and read the same anywhere."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, listed

# Written in pieces, or this file would be the first to be found.
REGISTRY_NAME = re.compile(
    "|".join(
        (
            "index" + "[-_]url",
            "find" + "[-_]links",
            "trusted" + "-host",
            r"py" + r"pi\.org",
            "python" + "hosted",
            r"^deb(-src)? ",
            r"\bregistry\s*[:=]",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
MACHINE_PLACE = re.compile("|".join("/" + place + r"/[a-z]" for place in ("home", "root", "tmp", "work")))
LOCKED_ADDRESS = re.compile(r"https?://|^-", re.MULTILINE)


def text_of(path: Path) -> str:
    """The text of a file; pictures and fonts count as empty."""
    data = path.read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8", errors="replace")


def named(pattern: re.Pattern[str], texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in texts:
        yield from (
            f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0].strip()}"
            for found in pattern.finditer(text)
        )


def tree(suffix: str = "") -> list[tuple[str, str]]:
    return [(str(path.relative_to(ROOT)), text_of(path)) for path in files() if path.name.endswith(suffix)]


def test_no_file_names_a_package_registry() -> None:
    assert listed(named(REGISTRY_NAME, tree())) == ""


def test_no_file_names_a_place_of_one_machine() -> None:
    assert listed(named(MACHINE_PLACE, tree())) == ""


def test_lock_files_hold_versions_and_hashes_and_no_address() -> None:
    assert listed(named(LOCKED_ADDRESS, tree(".lock"))) == ""


@pytest.mark.parametrize("lock", sorted(path.name for path in files() if path.suffix == ".lock"))
def test_every_locked_version_has_a_hash(lock: str) -> None:
    entries = re.split(r"^(?=\w)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "breach",
    [
        "--index" + "-url x",
        "x\ndeb http://a b",
        "registry" + " = 'x'",
        "see files.python" + "hosted.com",
    ],
)
def test_a_registry_is_seen(breach: str) -> None:
    assert list(named(REGISTRY_NAME, [("a.txt", breach)])) != []


def test_a_place_of_one_machine_is_seen() -> None:
    assert list(named(MACHINE_PLACE, [("a.txt", "one\nsee /ho" + "me/x")])) == ["a.txt:2: /ho" + "me/x"]
