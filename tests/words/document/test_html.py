"""The published page: every regulation of the tree in both languages, sound, reachable, and safe whatever the texts are."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.regulation.read import read_regulation
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.document.element import element
from reglament.words.document.html import html
from tests.words.document.cast import FILES, SHORT, built, document_of, outcomes_of, regulation_in
from tests.words.document.page import Node, Page

every = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("path", FILES, ids=lambda path: SHORT[path])


def page(path: Path, language: Language) -> Page:
    return Page(html(document_of(path, language)))


def headings(root: Node) -> Iterator[int]:
    yield from (int(node.tag[1]) for node in root.all("h1", "h2", "h3", "h4", "h5", "h6"))


def test_there_are_five_regulations() -> None:
    assert len(FILES) >= 5


@every
@each
def test_a_page_is_balanced_and_stands_alone(path: Path, language: Language) -> None:
    read = page(path, language)
    tags = {node.tag for node in read.root.all()}
    outside = [
        value
        for node in read.root.all()
        for name, value in node.attributes.items()
        if name in ("href", "src") and not value.startswith("#")
    ]
    assert (read.faults, tags & {"script", "img", "iframe", "link", "object"}, outside) == ([], set(), [])
    assert [node.attributes["lang"] for node in read.root.all("html")] == [language]


@every
@each
def test_every_link_leads_somewhere_and_every_place_is_one(path: Path, language: Language) -> None:
    nodes = page(path, language).root.all()
    places = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    wanted = {node.attributes["href"][1:] for node in nodes if "href" in node.attributes}
    wanted |= {node.attributes["aria-labelledby"] for node in nodes if "aria-labelledby" in node.attributes}
    assert (len(places) - len(set(places)), wanted - set(places)) == (0, set())


@every
@each
def test_headings_begin_with_one_title_and_skip_no_level(path: Path, language: Language) -> None:
    levels = list(headings(page(path, language).root))
    skips = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert (levels[0], levels.count(1), skips) == (1, 1, [])


@every
@each
def test_every_table_has_a_caption_and_heads_for_its_rows_and_columns(path: Path, language: Language) -> None:
    for table in page(path, language).root.all("table"):
        caption, columns = table.all("caption"), table.all("thead")[0].all("th")
        rows = table.all("tbody")[0].all("tr")
        assert caption[0].text
        assert {len(row.all("th", "td")) for row in rows} == {len(columns)}
        assert {head.attributes["scope"] for head in columns} == {"col"}
        assert {row.all("th")[0].attributes["scope"] for row in rows} == {"row"}


@every
@each
def test_every_clause_stands_in_the_page_in_its_own_language(path: Path, language: Language) -> None:
    regulation = regulation_in(path)
    root = page(path, language).root
    clauses = [node for node in root.all("div") if "clause" in node.attributes.get("class", "").split()]
    assert [node.attributes["aria-label"] for node in clauses] == [one.number for one in regulation.clauses]
    told = [[text.text for text in node.all("p") if "lang" in text.attributes] for node in clauses]
    assert told == [[" ".join(one.text.split())] for one in regulation.clauses]
    ruled = [sum(node.attributes.get("class") == "rule" for node in clause.all("div")) for clause in clauses]
    assert ruled == [len(one.rules) for one in regulation.clauses]


@each
def test_the_english_page_says_nothing_russian_but_clauses_and_stories(path: Path) -> None:
    body = page(path, "en").root.all("body")[0]
    assert [text for text in foreign(body) if re.search("[а-яё]", text, re.IGNORECASE)] == []


def foreign(node: Node) -> Iterator[str]:
    """Texts that are not marked as being in another language."""
    for one in node.inside:
        if isinstance(one, str):
            yield one
        elif one.attributes.get("lang", "en") == "en":
            yield from foreign(one)


@each
def test_every_reading_is_marked_as_a_choice(path: Path) -> None:
    regulation = regulation_in(path)
    notes = [node.text for node in page(path, "ru").root.all("p") if node.attributes.get("role") == "note"]
    said = [
        reading.says.ru.rstrip(".")
        for owner in (*regulation.rules.values(), *regulation.calendars.values())
        for reading in owner.readings
    ]
    assert all(note.startswith("Выбор, где документ молчит.") for note in notes)
    assert [text for text in said if not any(text in note for note in notes)] == []


@pytest.mark.parametrize("path", [path for path in FILES if outcomes_of(path)], ids=lambda path: SHORT[path])
def test_worked_examples_tell_their_due_moments(path: Path) -> None:
    stories = [node for node in page(path, "ru").root.all("div") if node.attributes.get("class") == "story"]
    assert len(stories) >= 3
    assert any("срок" in story.text and re.search(r"\d\d:\d\d", story.text) for story in stories)


SMALL = """\
regulation: small
edition: "1"
title: {ru: %(text)s, en: %(text)s}
effective: 2026-01-01
zone: UTC
calendars: {day: {zone: UTC, week: {mon-fri: "09:00-18:00"}}}
tiers: {plain: {title: {ru: %(text)s, en: %(text)s}, calendar: day, was: [old]}}
axes: {kind: {title: {ru: %(text)s, en: %(text)s}, values: {one: {ru: %(text)s, en: %(text)s}}}}
metrics: {answer: {title: {ru: %(text)s, en: %(text)s}}}
grounds: {no: {title: {ru: %(text)s, en: %(text)s}}}
clauses:
  - clause: "1"
    title: {ru: %(text)s, en: %(text)s}
    text: %(text)s
    rules:
      one:
        target: answer
        starts: received
        met by: staff reply
        within: {by: [tier, kind], plain: {one: 1 working hour, else: 2 working hours}}
        reading: {of: within, says: {ru: %(text)s, en: %(text)s}}
      two: {refuse: receive, ground: no, if: {kind: one}, answer: {ru: %(text)s, en: %(text)s}}
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "<!-- --><![CDATA[<b>]]>",
    "`code` and `unfinished",
    "javascript:alert(1)",
)


def small_page(text: str) -> Page | None:
    """The page of a regulation that says this text wherever a text may stand; None where no file may hold it."""
    written = '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'
    regulation, _ = read_regulation((SMALL % {"text": written}).encode())
    return None if regulation is None else Page(html(built(regulation, "en")))


def shape(node: Node) -> list[object]:
    """The elements alone, with the names of their attributes, without any text."""
    return [
        (one.tag, sorted(one.attributes), shape(one))
        for one in node.inside
        if isinstance(one, Node) and one.tag != "code"
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_and_changes_no_element(text: str) -> None:
    plain, hostile = small_page("plain"), small_page(text)
    assert plain is not None
    assert hostile is not None
    assert (hostile.faults, shape(hostile.root)) == ([], shape(plain.root))
    assert hostile.root.all("h1")[0].text == text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_text_at_all_changes_the_elements_of_the_page(text: str) -> None:
    plain, told = small_page("plain"), small_page(text)
    if told is not None and plain is not None:
        assert (told.faults, shape(told.root)) == ([], shape(plain.root))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_and_attributes_come_back_as_they_were(inside: str, attribute: str) -> None:
    read = Page(element("p", inside, title=attribute).written())
    (node,) = read.root.all("p")
    legible = "".join(letter if letter >= " " or letter in "\n\t" else "\ufffd" for letter in inside)
    assert (read.faults, node.text, node.attributes["title"]) == ([], legible, attribute)
