"""Good files: over other features each, without an error or a warning; and the five editions of this tree."""

from pathlib import Path

import pytest

from tests.regulations.expects import expected, faults_of, files, rewrite, told

FILES = files("good")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_good_file_has_nothing_but_the_notes_it_expects(path: Path, *, rewriting: bool) -> None:
    if rewriting:
        rewrite(path)
    assert told(path.read_bytes()) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_good_file_has_neither_errors_nor_warnings(path: Path) -> None:
    assert {fault.severity for fault in faults_of(path.read_bytes())} <= {"note"}


def test_there_are_a_dozen_good_files() -> None:
    assert len(FILES) >= 12
