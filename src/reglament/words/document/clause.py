"""The clauses of a document: number, title, text, the rules beneath them in words, and where else a clause is executed."""

from collections.abc import Iterator, Mapping

from reglament.core.regulation.model.regulation import Clause
from reglament.words.clause import clause_of
from reglament.words.document.block import ClauseBlock, Link
from reglament.words.noun import in_language
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.tell import rule_told

DEEPEST = 4
CALENDAR = "calendar "


def clause_blocks(speaker: Speaker, places: Mapping[str, str]) -> Iterator[ClauseBlock]:
    """Every clause in order; its level follows the dots of its number and never skips one; a clause without a title heads nothing."""
    written = language_of(speaker)
    above = 0
    for clause in speaker.regulation.clauses:
        level = min(clause.number.count(".") + 1, above + 1, DEEPEST)
        title = in_language(clause.title, speaker.language) if clause.title else ""
        above = level if title else above
        yield ClauseBlock(
            anchor=places[clause.number],
            level=level,
            number=clause.number,
            title=title,
            language=written,
            paragraphs=tuple(paragraphs(clause.text)),
            rules=tuple(rule_told(rule, speaker.regulation, speaker.language) for rule in clause.rules),
            carried=tuple(_carried(clause, speaker, places)),
        )


def language_of(speaker: Speaker) -> str:
    """The language the regulation is written in: the first it names, else Russian."""
    return speaker.regulation.languages[0] if speaker.regulation.languages else "ru"


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, parted by empty lines; line breaks inside are of the file only."""
    for part in text.split("\n\n"):
        if part.strip():
            yield " ".join(part.split())


def link_to(number: str, speaker: Speaker, places: Mapping[str, str]) -> Link:
    return Link(speaker.say("cited", number=number), places.get(number, ""))


def _carried(clause: Clause, speaker: Speaker, places: Mapping[str, str]) -> Iterator[Link]:
    """Each clause once, though several of its rules may carry this one."""
    seen: set[str] = set()
    for name in clause.carried_by:
        if name.startswith(CALENDAR):
            link = Link(speaker.say("document calendar", name=name.removeprefix(CALENDAR)), "calendars")
        else:
            link = link_to(clause_of(name, speaker.regulation), speaker, places)
        if link.text not in seen:
            seen.add(link.text)
            yield link
