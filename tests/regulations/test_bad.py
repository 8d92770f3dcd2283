"""Bad files: each has another fault, and exactly the findings that it says it has."""

from collections import Counter
from pathlib import Path

import pytest

from reglament.core.regulation.codes import CHECK_CODES, GRAMMAR_CODES, SHAPE_CODES, SOURCE_CODES
from reglament.core.regulation.source.text import text_to_show
from tests.regulations.expects import expected, faults_of, files, rewrite, told

FILES = files("bad")
# Only a very large file has it, and the tests of bounds make such.
TOO_LARGE = {"source/too-long", "source/too-many-values", "check/unfinished"}
# Kept for whatever else the parser of YAML may complain of; and values that only stories have.
ELSEWHERE = {"source/syntax", "shape/moment", "shape/time-of-day"}
# A note of what is in order.
IN_ORDER = {"reading/chosen"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_has_exactly_the_findings_it_expects(path: Path, *, rewriting: bool) -> None:
    if rewriting:
        rewrite(path)
    assert expected(path) != []
    assert told(path.read_bytes()) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_has_an_error_or_a_warning(path: Path) -> None:
    assert {fault.severity for fault in faults_of(path.read_bytes())} & {"error", "warning"} != set()


def test_there_are_eighty_files_and_each_has_another_fault() -> None:
    kinds = Counter(kind(path.read_bytes()) for path in FILES)
    assert {kind: count for kind, count in kinds.items() if count > 1} == {}
    assert len(kinds) >= 80


def kind(data: bytes) -> tuple[object, ...]:
    """What is told about a file, and the lines it is told of."""
    lines = text_to_show(data).split("\n")
    return tuple(
        (fault.code, *sorted(fault.values.items()), lines[fault.place.line - 1]) for fault in faults_of(data)
    )


def test_every_code_that_a_file_can_give_is_shown_by_one() -> None:
    shown = {fault.code for path in FILES for fault in faults_of(path.read_bytes())}
    codes = {**SOURCE_CODES, **SHAPE_CODES, **GRAMMAR_CODES, **CHECK_CODES}.keys()
    assert sorted(codes - shown - TOO_LARGE - ELSEWHERE - IN_ORDER) == []
