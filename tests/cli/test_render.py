"""`render`: a page and a PDF of every regulation in both languages; nothing is published whose examples fail."""

from pathlib import Path

import pytest

from reglament.cli.render import compiled
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.document.html import html
from tests.cli.run import edition, reglament
from tests.core.replay.small import REGULATION
from tests.words.document.cast import FILES, SHORT, document_of, regulation_in
from tests.words.document.test_typst import HOSTILE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: SHORT[path])
def test_every_regulation_of_the_tree_is_published(tmp_path: Path, path: Path, language: Language) -> None:
    page, print_ = tmp_path / "a.html", tmp_path / "a.pdf"
    told = reglament("render", path, "--html", page, "--pdf", print_, "--language", language)
    assert (told.exit_code, told.output) == (0, "")
    assert page.read_text("utf-8") == html(document_of(path, language))
    data = print_.read_bytes()
    day = regulation_in(path).effective_on.strftime("%Y%m%d").encode()
    assert data.startswith(b"%PDF-")
    assert b"<rdf:li>" + language.encode() + b"</rdf:li>" in data
    assert b"/CreationDate(D:" + day + b"000000Z)" in data


def test_the_same_file_gives_the_same_bytes() -> None:
    path = FILES[0]
    once, again = (compiled(document_of(path, "ru"), regulation_in(path)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_compiles_to_a_document(tmp_path: Path, text: str) -> None:
    legible = "x" + "".join(letter for letter in text if letter.isprintable())
    written = legible.replace("\\", "\\\\").replace('"', '\\"')
    path = edition(
        tmp_path, regulation=REGULATION.replace("ru: Малый, en: Small", f'ru: "{written}", en: "{written}"')
    )
    told = reglament("render", path, "--pdf", tmp_path / "a.pdf")
    assert (told.exit_code, told.output, (tmp_path / "a.pdf").read_bytes()[:5]) == (0, "", b"%PDF-")


def test_an_edition_whose_example_fails_is_not_published(tmp_path: Path) -> None:
    path = edition(
        tmp_path, regulation=REGULATION.replace("plain: 4 working hours", "plain: 5 working hours")
    )
    told = reglament("render", path, "--html", tmp_path / "a.html")
    assert (told.exit_code, "reglament examples" in told.output, (tmp_path / "a.html").exists()) == (
        2,
        True,
        False,
    )


def test_examples_with_faults_are_sent_to_lint(tmp_path: Path) -> None:
    told = reglament("render", edition(tmp_path, examples="examples: 1\n"), "--html", tmp_path / "a.html")
    assert (told.exit_code, "reglament lint" in told.output) == (2, True)


def test_an_examples_file_given_for_a_regulation_is_told_which_one_is_meant(tmp_path: Path) -> None:
    path = edition(tmp_path)
    told = reglament("render", path.with_name("1.examples.yaml"), "--html", tmp_path / "a.html")
    assert (told.exit_code, f"Name the regulation they belong to: {path}" in told.output) == (2, True)


def test_without_examples_the_document_has_no_such_part(tmp_path: Path) -> None:
    with_them, without = tmp_path / "with.html", tmp_path / "without.html"
    reglament("render", edition(tmp_path), "--html", with_them)
    reglament("render", edition(tmp_path / "other", examples=None), "--html", without)
    assert ("A writer asks" in with_them.read_text("utf-8"), "example" in without.read_text("utf-8")) == (
        True,
        False,
    )


def test_nothing_asked_for_is_a_usage_error(tmp_path: Path) -> None:
    told = reglament("render", edition(tmp_path))
    assert (told.exit_code, "--html FILE" in told.output) == (2, True)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    told = reglament("render", edition(tmp_path), "--html", tmp_path / "no" / "where.html")
    assert (told.exit_code, "cannot be written" in told.output) == (2, True)
