"""The nouns a regulation declares: tiers, axes, fields, marks, counters, terms, and those with a title alone."""

from typing import Any

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.reference import reference, references
from reglament.core.regulation.grammar.rule import key_idle, key_needed
from reglament.core.regulation.grammar.title import TITLE, TITLES
from reglament.core.regulation.grammar.vocabulary import ACTS
from reglament.core.regulation.model.declared import KEY, PROSE, Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.happening import HAPPENING_WORDS
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.either import Located, located
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.shape.record import Record, flag, optional, required
from reglament.core.regulation.shape.scalar import name, text, yes_no

_TITLED = required(TITLE, "in Russian and in English")
# A mark is used where these words are used too.
RESERVED_MARKS = HAPPENING_WORDS | set(ACTS)

NOUN = Record(Noun, {"title": _TITLED}, name="noun")
TIER = Record(
    Tier,
    {
        "title": _TITLED,
        "calendar": optional(reference("calendar"), None, "what `on: tier` means"),
        "was": optional(OneOrMany(name()), (), "earlier names"),
    },
    name="tier",
)


def _axis(
    *, values: dict[str, Title], default: Located[str] | None, gathering: Gathering, **others: Any
) -> Axis | Missing:
    if default and not _is_listed(default, values, gathering):
        return MISSING
    return Axis(values=values, default=default.value if default else None, **others)


AXIS = Record(
    _axis,
    {
        "title": _TITLED,
        "values": required(TITLES, "its values with their titles"),
        "default": optional(located(name()), None, "value of a case nobody has sorted yet"),
        "ordered": flag("values are listed most urgent first"),
        "set by": optional(references("party"), ("customer", "staff")),
        "own order only": flag("orders the customer's own queue, nothing else"),
        "when changed": optional(
            Choice({"from the start": False, "from the change": True}), default=False, into="from_the_change"
        ),
    },
    name="axis",
)


def _field(
    *,
    title: Title,
    kind: str,
    values: dict[str, Title] | None,
    content: bool | None,
    place: Place,
    gathering: Gathering,
) -> Field | Missing:
    if not _values_fit(kind, ("choice",), values, place, gathering):
        return MISSING
    if kind == KEY and not key_idle(
        "content", content, without="kind: text | file", place=place, gathering=gathering
    ):
        return MISSING
    return Field(title, kind, values or {}, kind in PROSE if content is None else content)


FIELD = Record(
    _field,
    {
        "title": _TITLED,
        "kind": required(words("text", "number", "yes no", "date", "moment", "file", "key", "choice")),
        "values": optional(TITLES, None, "of a choice"),
        "content": optional(yes_no(), None, "prose, kept outside the ledger"),
    },
    name="field",
)

MARK = Record(
    Mark,
    {
        "title": _TITLED,
        "by": required(references("party"), "who may record it"),
        "message": optional(words("out", "in"), None, "it travels with a message"),
        "asks": flag("it awaits an answer of the customer"),
        "automatic": flag("sent by the system"),
        "needs": optional(references("field"), (), "fields that must come with it"),
        "may have": optional(references("field"), (), "fields that may come with it"),
        "second person": flag("somebody else must approve"),
        "withdrawn by": optional(reference("mark"), None, "the mark that undoes it"),
    },
    name="mark",
)

COUNTER = Record(
    Counter,
    {"title": _TITLED, "of": required(words("cases", "contacts", "teams", "hours", "events"))},
    name="counter",
)


def _term(
    *,
    title: Title,
    kind: str,
    values: dict[str, Title] | None,
    default: tuple[Located[str], ...] | None,
    place: Place,
    gathering: Gathering,
) -> Term | Missing:
    if not _values_fit(kind, ("choice", "list"), values, place, gathering):
        return MISSING
    known = values if values is not None else {"yes": None, "no": None} if kind == "yes no" else None
    if default and known is not None and not all(_is_listed(one, known, gathering) for one in default):
        return MISSING
    return Term(title, kind, values or {}, None if default is None else tuple(one.value for one in default))


TERM = Record(
    _term,
    {
        "title": _TITLED,
        "kind": required(words("yes no", "number", "choice", "list")),
        "values": optional(TITLES, None, "of a choice or a list"),
        "default": optional(OneOrMany(located(text())), None, "what holds when a contract does not say"),
    },
    name="term",
)


def mark_name() -> Shape[str]:
    """The name of a mark: none of the words that could stand in its place."""
    return name(wanted="mark", reserved=frozenset(RESERVED_MARKS))


def _values_fit(
    kind: str, with_values: tuple[str, ...], values: object, place: Place, gathering: Gathering
) -> bool:
    """Whether values are listed exactly where the kind calls for them."""
    if kind in with_values:
        return key_needed("values", values, because=f"kind: {kind}", place=place, gathering=gathering)
    return key_idle(
        "values", values, without=f"kind: {' | '.join(with_values)}", place=place, gathering=gathering
    )


def _is_listed(
    default: Located[str], values: dict[str, Title] | dict[str, None], gathering: Gathering
) -> bool:
    if default.value in values:
        return True
    known = ", ".join(values)
    gathering.fault(
        "shape/no-such-word",
        default.place,
        hint=nearest(default.value, values),
        found=default.value,
        known=known,
    )
    return False
