"""The whole file: its head, its declarations and its clauses."""

from typing import Any

from reglament.core.regulation.grammar.calendar import CALENDAR, ZONE
from reglament.core.regulation.grammar.clause import CLAUSES
from reglament.core.regulation.grammar.condition import TESTS
from reglament.core.regulation.grammar.nouns import AXIS, COUNTER, FIELD, MARK, NOUN, TERM, TIER, mark_name
from reglament.core.regulation.grammar.title import TITLE
from reglament.core.regulation.grammar.vocabulary import ELSE, STRANGER
from reglament.core.regulation.grammar.vocabulary import TIER as TIER_WORD
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import Shape
from reglament.core.regulation.shape.clock import day
from reglament.core.regulation.shape.many import MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import Parsed, Problem, name, text


def _language(written: str) -> str | Problem:
    known = len(written) in (2, 3) and written.isascii() and written.isalpha() and written.islower()
    return written if known else Problem("shape/language")


_LANGUAGES = OneOrMany(
    Parsed(_language, wanted="language", says="a language by its code", examples=("ru", "en"))
)


def _named(value: Shape[object], wanted: str, *reserved: str) -> MapOf[str, object]:
    return MapOf(name(wanted=wanted, reserved=frozenset(reserved)), value)


def _regulation(
    *, regulation: str, effective: Any, published: Any, language: Any, **others: Any
) -> Regulation:
    """The digest is of the bytes, which only the reader of the file has."""
    return Regulation(
        name=regulation,
        effective_on=effective,
        published_on=published,
        languages=language,
        digest="",
        **others,
    )


REGULATION: Record[Regulation] = Record(
    _regulation,
    {
        "regulation": required(name(), "name of the regulation"),
        "edition": required(text(), "name of the edition"),
        "title": required(TITLE),
        "effective": required(day(), "date from which it governs new cases"),
        "published": optional(day(), None, "date of publication"),
        "zone": required(ZONE, "home zone"),
        "language": optional(_LANGUAGES, (), "languages of service"),
        "calendars": required(_named(CALENDAR, "calendar", TIER_WORD)),
        "tiers": required(_named(TIER, "tier", ELSE, "by"), "levels of service, best last"),
        "axes": optional(_named(AXIS, "axis", *TESTS), {}, "what a case is sorted by"),
        "roles": optional(_named(NOUN, "role", STRANGER, ELSE, "by"), {}, "who may write"),
        "channels": optional(_named(NOUN, "channel", ELSE, "by"), {}),
        "fields": optional(_named(FIELD, "field"), {}, "what a case may carry"),
        "metrics": optional(_named(NOUN, "metric"), {}, "what targets are called"),
        "marks": optional(MapOf(mark_name(), MARK), {}, "facts that somebody records"),
        "pauses": optional(_named(NOUN, "pause"), {}, "reasons to stop clocks"),
        "grounds": optional(_named(NOUN, "ground"), {}, "of refusals, holds, extensions, excuses, closings"),
        "counters": optional(_named(COUNTER, "counter"), {}),
        "terms": optional(_named(TERM, "term"), {}, "options a contract may set"),
        "clauses": required(CLAUSES, "the document itself, in order"),
    },
    name="regulation",
)
