"""What somebody of staff is told at once: cases whose time ran out or runs out, on his own wall, and what is wrong with the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.target import Target
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import with_clause
from reglament.words.letter import Letter
from reglament.words.listing import listing
from reglament.words.moment import LocalTime, moment, zone_name
from reglament.words.noun import who
from reglament.words.short import name_of, standing

WARNING = "warn"
LATE = ("alert", "tell")
MOST = 25


@dataclass(frozen=True, slots=True)
class Called:
    """A case that needs somebody. `kind`: warn while there is time, alert or tell when there is none; what else calls by its word.

    `target` None: the case can't be worked out now, only named by the `rule`. `roles`: as whom he is told, where it went up to him;
    `customer` and `link` may be empty. `home`: the regulation's wall.
    """

    number: str
    customer: str
    link: str
    kind: str
    rule: str
    roles: Sequence[str]
    target: Target | None
    regulation: Regulation
    home: LocalTime


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong with the desk itself since a moment, UTC seconds."""

    kind: str
    since_at: int
    detail: str


@dataclass(frozen=True, slots=True)
class Digest:
    """`called`: the most urgent first; a letter names no more than `MOST` of them. `at`: UTC seconds; `here`: the reader's wall."""

    called: Sequence[Called]
    wrong: Sequence[Wrong]
    at: int
    here: LocalTime


def digest(told: Digest, language: Language) -> Letter:
    """Put all of it into one letter: what is late, what is soon due, what else calls, what is wrong."""
    late = [one for one in told.called if one.kind in LATE]
    soon = [one for one in told.called if one.kind == WARNING]
    other = [one for one in told.called if one.kind not in (*LATE, WARNING)]
    parts, room = [], MOST
    for heading, cases in (("digest late", late), ("digest soon", soon), ("digest other", other)):
        if named := cases[:room]:
            lines = [line for one in named for line in _case(one, told.here, language)]
            parts.append("\n".join((sentence(heading, language), *lines)))
            room -= len(named)
    if len(told.called) > MOST:
        parts.append(sentence("digest more", language, {"n": len(told.called) - MOST}))
    if told.wrong:
        wrong = [_wrong(one, told.here, language) for one in told.wrong]
        parts.append("\n".join((sentence("digest wrong", language), *wrong)))
    zone = zone_name(told.here, told.at, language)
    parts.append(sentence("digest how to read" if told.called else "digest wall", language, {"zone": zone}))
    return Letter(_subject(late, soon, other, told, language), "\n\n".join(parts) + "\n")


def _subject(
    late: Sequence[Called], soon: Sequence[Called], other: Sequence[Called], told: Digest, language: Language
) -> str:
    """The one case there is by its name; how many of each where there are more."""
    if len(told.called) == 1 and not told.wrong and not other:
        (only,) = told.called
        if only.target is not None:
            return _of_one(only, only.target, told.here, language)
    counts = (
        ("digest subject late", len(late)),
        ("digest subject soon", len(soon)),
        ("digest subject other", len(other)),
        ("digest subject wrong", len(told.wrong)),
    )
    return sentence(
        "digest subject",
        language,
        {"parts": ", ".join(sentence(key, language, {"n": number}) for key, number in counts if number)},
    )


def _of_one(one: Called, target: Target, here: LocalTime, language: Language) -> str:
    title = name_of(target, one.regulation, language)
    due = target.due_at
    if one.kind != WARNING or due is None:
        return sentence("digest subject one late", language, {"number": one.number, "title": title})
    told = moment(due, here, language, year=False, end=True)
    return sentence(
        "digest subject one soon", language, {"number": one.number, "title": title, "moment": told}
    )


def _case(one: Called, here: LocalTime, language: Language) -> Iterator[str]:
    named = ", ".join(text for text in (one.number, one.customer) if text)
    if one.target is not None:
        # How it stands is what the heading says.
        _, *rest = standing(one.target, one.regulation, here, language, home=one.home)
        title = name_of(one.target, one.regulation, language)
        told = " · ".join((with_clause(title, one.rule, one.regulation, language), *rest))
    else:
        told = with_clause(sentence(f"digest {one.kind}", language), one.rule, one.regulation, language)
    yield f"  {named}. {told}"
    if one.roles:
        roles = listing([who(role, one.regulation, language) for role in one.roles], language)
        yield "    " + sentence("digest as role", language, {"roles": roles})
    if one.link:
        yield f"    {one.link}"


def _wrong(one: Wrong, here: LocalTime, language: Language) -> str:
    since = moment(one.since_at, here, language)
    return "  " + sentence(
        "digest trouble", language, {"kind": one.kind, "since": since, "detail": one.detail}
    )
