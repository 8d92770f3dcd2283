"""`reglament render`: a regulation as a document, a page for browsers and a PDF to print."""

import calendar
from pathlib import Path

import click
import typst

from reglament.cli.editions import examples_of, load_edition, load_examples, whole
from reglament.cli.files import write_bytes
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.trouble import Trouble, told
from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.outcome import Outcome, outcome
from reglament.words.catalogue import Language
from reglament.words.document.block import Document
from reglament.words.document.build import document
from reglament.words.document.html import html as html_of
from reglament.words.document.typst import typst as typst_of
from reglament.words.moment import local_time


@click.command(name="render")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path), help="Write one self-contained page here.")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write a PDF here.")
@language_option
@click.pass_obj
def command(outside: Outside, file: Path, *, html: Path | None, pdf: Path | None, language: Language) -> None:
    """Publish a regulation file as a document: clauses, the rules beneath them in words, figures, worked examples.

    Clauses and stories stay in the language of the regulation; everything else is in the one asked for.
    Exit codes: 0 written, 2 the file cannot be read or published, or nothing was asked for.
    """
    if html is None and pdf is None:
        raise click.UsageError(told("nothing to write"))
    almanac = outside.almanac()
    regulation = whole(load_edition(file, almanac))
    built = _built(file, regulation, almanac, language)
    if html is not None:
        write_bytes(html, html_of(built).encode())
    if pdf is not None:
        write_bytes(pdf, compiled(built, regulation))


def _built(file: Path, regulation: Regulation, almanac: Almanac, language: Language) -> Document:
    played = tuple(_examples(file, regulation, almanac))
    named = {one.story.zone: local_time(one.story.zone, almanac) for one in played}
    return document(regulation, played, language, {name: zone for name, zone in named.items() if zone})


def _examples(file: Path, regulation: Regulation, almanac: Almanac) -> list[Outcome]:
    """The worked examples beside the file, played; an example that fails must not be published."""
    path = examples_of(file)
    if not path.exists():
        return []
    found = load_examples(path, regulation, almanac)
    if found.examples is None:
        raise Trouble("faults", path=path)
    memo = Memo()
    played = [outcome(story, regulation, almanac, memo=memo) for story in found.examples.stories]
    if not all(one.holds for one in played):
        raise Trouble("failing examples", path=path, edition=file)
    return played


def compiled(built: Document, regulation: Regulation) -> bytes:
    """The PDF, dated by the edition and set in the fonts of the wheel, so that the same file gives the same bytes."""
    dated = calendar.timegm(regulation.effective_on.timetuple())
    source = typst_of(built).encode()
    found: bytes = typst.compile(source, format="pdf", ignore_system_fonts=True, timestamp=dated)
    return found
