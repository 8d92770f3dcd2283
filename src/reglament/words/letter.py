"""Automatic letters: what has just happened to a case, told to the one who wrote, with the clause it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reglament.core.case.event import (
    Asked,
    Closed,
    Entered,
    Event,
    Held,
    Paused,
    Queued,
    Refused,
    Registered,
    Told,
)
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.title import Title
from reglament.core.target.target import Target
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import clause_of, quote, with_clause
from reglament.words.listing import listing
from reglament.words.moment import LocalTime, zone_name
from reglament.words.noun import in_language, title_of, word
from reglament.words.short import short_form

GROUNDED: Mapping[type, str] = {
    Held: "letter held on ground",
    Told: "letter told",
    Refused: "letter refused",
    Closed: "letter closed",
}
TELLING = (Registered, Asked, Held, Told, Queued, Entered, Refused, Closed, Paused)


@dataclass(frozen=True, slots=True)
class News:
    """What a letter is about: events in order, all `TELLING`; `status` of the case after them; `place` in the waiting line, 1 first.

    `owed`: the targets to be named with the registration. `at`: UTC seconds; `here`: the reader's wall, `home`: the regulation's.
    """

    number: str
    status: str
    events: Sequence[Event]
    place: int | None
    owed: Sequence[Target]
    at: int
    here: LocalTime
    home: LocalTime


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body. Neither holds a word of anybody but the regulation and us."""

    subject: str
    body: str


def letter(news: News, regulation: Regulation, language: Language) -> Letter:
    """Put the news into one letter: a paragraph an event."""
    status = word("status", news.status, language)
    subject = sentence("letter subject", language, {"number": news.number, "status": status})
    paragraphs = [text for event in _once(news.events) for text in _told(event, news, regulation, language)]
    paragraphs.append(sentence("letter how to answer", language, {"number": news.number}))
    return Letter(subject, "\n\n".join(paragraphs) + "\n")


def _once(events: Sequence[Event]) -> Iterator[Event]:
    """Leave out questions that a hold asks already."""
    held = {name for event in events if isinstance(event, Held) for name in event.missing}
    for event in events:
        if not (isinstance(event, Asked) and held.issuperset(event.fields)):
            yield event


def _told(event: Event, news: News, regulation: Regulation, language: Language) -> Iterator[str]:
    """One event as paragraphs."""
    match event:
        case Registered(number=number):
            yield sentence("letter registered", language, {"number": number})
            yield from _owed(news, regulation, language)
        case Asked(rule=rule, fields=fields):
            yield _asking("letter asked", fields, rule, regulation, language)
        case Held(rule=rule, missing=missing, ground=None):
            yield _asking("letter held", missing, rule, regulation, language)
        case Held() | Told() | Refused() | Closed():
            yield from _grounded(GROUNDED[type(event)], event.ground, event.rule or "", regulation, language)
        case Queued(rule=rule, counter=counter):
            told = sentence(
                "letter queued", language, {"counter": title_of(regulation.counters, counter, language)}
            )
            yield _cited(told, rule, regulation, language)
            if news.place is not None:
                yield sentence("letter place", language, {"place": news.place})
        case Entered():
            yield sentence("letter entered", language)
        case Paused(rule=rule, reason=reason):
            told = sentence(
                "letter paused", language, {"reason": title_of(regulation.pauses, reason, language)}
            )
            yield _cited(told, rule, regulation, language)
        case _:
            raise ValueError(f"{type(event).__name__} is no news for a letter")


def _asking(key: str, fields: Sequence[str], rule: str, regulation: Regulation, language: Language) -> str:
    titles = listing([title_of(regulation.fields, name, language) for name in fields], language)
    return _cited(sentence(key, language, {"fields": titles}), rule, regulation, language)


def _cited(told: str, rule: str, regulation: Regulation, language: Language) -> str:
    return f"{with_clause(told, rule, regulation, language)}."


def _grounded(
    key: str, ground: str | None, rule: str, regulation: Regulation, language: Language
) -> Iterator[str]:
    """What was done and on which ground, what the rule itself says and where else to turn, and the clause in full."""
    named = (
        title_of(regulation.grounds, ground, language)
        if ground
        else sentence("refusal unnamed ground", language)
    )
    found = regulation.rules.get(rule)
    parts = [sentence(key, language, {"ground": named})]
    if isinstance(found, RefuseRule):
        said = (found.answer, found.instead)
        parts += [in_language(one, language) for one in said if isinstance(one, Title)]
    yield " ".join(parts)
    clause = quote(clause_of(rule, regulation), regulation, language) if rule else ""
    if clause:
        yield clause


def _owed(news: News, regulation: Regulation, language: Language) -> Iterator[str]:
    if news.owed:
        zone = zone_name(news.here, news.at, language)
        yield "\n".join(
            (
                sentence("letter targets", language, {"zone": zone}),
                *(
                    f"  {short_form(target, regulation, news.here, language, home=news.home)}"
                    for target in news.owed
                ),
            )
        )
