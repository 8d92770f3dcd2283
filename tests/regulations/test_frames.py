"""How findings look on a terminal, in both languages: golden pictures of a handful of bad files."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from reglament.cli.frames import draw_faults
from reglament.words.catalogue import LANGUAGES, Language
from tests.regulations.expects import FOLDER, faults_of

SHOWN = (
    "calendar-never-open",
    "conflict-target-and-none",
    "gap-in-a-table",
    "gap-of-a-class",
    "text-tabs",
    "wait-for-an-estimate",
    "word-misspelt",
)


def drawn(path: Path, language: Language) -> str:
    data = path.read_bytes()
    paper = StringIO()
    console = Console(file=paper, width=120, highlight=False, force_terminal=False)
    draw_faults(console, Path(path.name), data, faults_of(data), language)
    return paper.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_the_findings_of_a_file_look_as_they_did(name: str, language: Language, *, rewriting: bool) -> None:
    picture = drawn(FOLDER / "bad" / f"{name}.yaml", language)
    golden = FOLDER / "golden" / f"{name}.{language}.txt"
    if rewriting:
        golden.write_text(picture, "utf-8")
    assert picture == golden.read_text("utf-8")
