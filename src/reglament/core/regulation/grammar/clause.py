"""Clauses: number, text and rules of whatever kind their first key says."""

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.grammar.clocks import EXCUSE, EXTEND, NO_TARGET, PAUSE, TARGET
from reglament.core.regulation.grammar.counting import COUNT, POOL
from reglament.core.regulation.grammar.desk import (
    ACCESS,
    PERMIT,
    PUBLISH,
    RANK,
    REOPEN,
    RETAIN,
    SHARE,
    WINDOW,
)
from reglament.core.regulation.grammar.intake import REFUSE, REGISTRATION, REQUIRE, SET, VALIDITY
from reglament.core.regulation.grammar.rule import Draft, key_needed
from reglament.core.regulation.grammar.title import TITLE
from reglament.core.regulation.model.regulation import Clause
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing
from reglament.core.regulation.shape.either import ByFirstKey, Located, Then, located
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import Parsed, Problem, name, text

_LONGEST_NUMBER = 40

RULE: ByFirstKey[Draft] = ByFirstKey(
    {
        "target": TARGET,
        "pause": PAUSE,
        "refuse": REFUSE,
        "require": REQUIRE,
        "set": SET,
        "count": COUNT,
        "pool": POOL,
        "extend": EXTEND,
        "reopen": REOPEN,
        "rank": RANK,
        "permit": PERMIT,
        "window": WINDOW,
        "excuse": EXCUSE,
        "none": NO_TARGET,
        "share": SHARE,
        "access": ACCESS,
        "publish": PUBLISH,
        "retain": RETAIN,
        "registration": REGISTRATION,
        "validity": VALIDITY,
    },
    wanted="rule",
)


def _number(written: str) -> str | Problem:
    """A slash would make the ids of rules ambiguous."""
    plain = written == written.strip() and written.isprintable() and "/" not in written
    return written if plain and 0 < len(written) <= _LONGEST_NUMBER else Problem("clause/number")


_NUMBER = Parsed(
    _number,
    wanted="number of a clause",
    says="number as printed, or a name for a row",
    pattern="^[^/]{1,40}$",
    numeric=True,
)


def _carrier(written: str, place: Place, gathering: Gathering) -> str:
    calendar = written.removeprefix("calendar ")
    mention = Mention("rule", written, place) if calendar == written else Mention("calendar", calendar, place)
    gathering.mentions.append(mention)
    return written


_CARRIER = Then(text(wanted="rule", says="the id of a rule, or `calendar` and its name"), _carrier)


def _clause(
    *,
    number: Located[str],
    title: Title | None,
    text: str,
    prose: str | None,
    covers: tuple[str, ...],
    carried_by: tuple[str, ...],
    rules: dict[str, Draft],
    place: Place,
    gathering: Gathering,
) -> Located[Clause] | Missing:
    idle = not rules and not carried_by
    if idle and not key_needed("prose", prose, because="no rules", place=place, gathering=gathering):
        return MISSING
    made = [draft.at(clause=number.value, name=name) for name, draft in rules.items()]
    whole = tuple(rule for rule in made if not isinstance(rule, Missing))
    if len(whole) < len(made):
        return MISSING
    return Located(Clause(number.value, title, text, prose, covers, whole, place, carried_by), number.place)


_CLAUSE = Record(
    _clause,
    {
        "clause": required(located(_NUMBER), "number as the document prints it", into="number"),
        "title": optional(TITLE, None, "heading"),
        "text": required(text(), "the rule in our own words"),
        "prose": optional(text(), None, "why this clause needs no rule"),
        "covers": optional(OneOrMany(text()), (), "ids of an outside map of clauses"),
        "carried by": optional(OneOrMany(_CARRIER), (), "rules and calendars elsewhere that do what it says"),
        "rules": optional(MapOf(name(), RULE), {}, "what the clause does"),
    },
    name="clause",
)


def _each_once(
    clauses: tuple[Located[Clause], ...], _place: Place, gathering: Gathering
) -> tuple[Clause, ...]:
    first: dict[str, Place] = {}
    for clause in clauses:
        number = clause.value.number
        if number in first:
            gathering.fault("clause/number-twice", clause.place, first[number], number=number)
        first.setdefault(number, clause.place)
    return tuple(clause.value for clause in clauses)


CLAUSES = Then(ListOf(_CLAUSE, at_least=1), _each_once)
