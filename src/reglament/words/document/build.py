"""`document`: an edition and its played examples as a document, section by section."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from babel import Locale
from babel.dates import format_date

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.outcome import Outcome
from reglament.words.catalogue import Language
from reglament.words.document.anchor import anchors
from reglament.words.document.block import Block, ChoicesBlock, Document, Labels, Section
from reglament.words.document.clause import clause_blocks
from reglament.words.document.story import story_blocks
from reglament.words.document.table import axes_grid, calendar_choices, calendars_grid, tiers_grid
from reglament.words.listing import code
from reglament.words.moment import LocalTime
from reglament.words.noun import in_language
from reglament.words.rule.speaker import Speaker


def document(
    regulation: Regulation, outcomes: Iterable[Outcome], language: Language, zones: dict[str, LocalTime]
) -> Document:
    """Build the document of an edition. `outcomes` are its examples as played; `zones` the walls their moments are read on.

    The clauses and the stories stay in the language of the regulation; all else is in `language`.
    """
    speaker = Speaker(regulation, language)
    places = anchors(clause.number for clause in regulation.clauses)
    sections = (
        _section("tiers", (tiers_grid(speaker),), speaker),
        _section("calendars", tuple(_calendars(speaker)), speaker),
        _section("axes", (axes_grid(speaker),) if regulation.axes else (), speaker),
        _section("clauses", tuple(clause_blocks(speaker, places)), speaker),
        _section("examples", tuple(story_blocks(outcomes, speaker, places, zones)), speaker),
    )
    return Document(
        language,
        in_language(regulation.title, language),
        speaker.say("document edition", edition=regulation.edition),
        tuple(_facts(speaker)),
        Labels(**{field.name: speaker.say(f"document {field.name}") for field in fields(Labels)}),
        tuple(section for section in sections if section.blocks),
    )


def _section(name: str, blocks: tuple[Block, ...], speaker: Speaker) -> Section:
    return Section(
        name, speaker.say(f"document section {name}"), speaker.say(f"document intro {name}"), blocks
    )


def _calendars(speaker: Speaker) -> Iterator[Block]:
    yield calendars_grid(speaker)
    found = calendar_choices(speaker)
    if found:
        yield ChoicesBlock(found)


def _facts(speaker: Speaker) -> Iterator[tuple[str, str]]:
    regulation, language = speaker.regulation, speaker.language

    def day(on: date) -> str:
        return str(format_date(on, "long", locale=language))

    yield speaker.say("document effective"), day(regulation.effective_on)
    if regulation.published_on is not None:
        yield speaker.say("document published"), day(regulation.published_on)
    if regulation.languages:
        names = Locale.parse(language).languages
        told = ", ".join(str(names.get(one, one)) for one in regulation.languages)
        yield speaker.say("document languages"), told
    yield speaker.say("document zone"), regulation.zone
    yield speaker.say("document name"), code(regulation.name)
    yield speaker.say("document digest"), code(regulation.digest)
