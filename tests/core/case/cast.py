"""A small invented regulation and its case: what the tests of state, happenings and facts speak of."""

from dataclasses import replace
from datetime import UTC, date, datetime

from reglament.core.case.event import Entries, Entry, Event, Pinned, Received
from reglament.core.case.fold import fold
from reglament.core.case.occurrence import occurrences
from reglament.core.case.state import CaseState
from reglament.core.contract.compile import compile_terms
from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.calendar import Calendar
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.permission import CountRule, Limit, RequireRule
from reglament.core.regulation.model.regulation import AnyRule, Clause, NamedCalendar, Regulation
from reglament.core.regulation.model.rule import PauseRule
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.hours.cast import CALENDARS, almanac

TITLE = Title("Слово", "Word")
NOUN = Noun(TITLE)


def at(text: str) -> int:
    """`2026-11-03 15:00` (UTC) as a moment."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


MONDAY = at("2026-11-02 07:00")
MINUTE = 60
HOUR = 3600
DAY = 86_400


def mark(**changes: object) -> Mark:
    plain = Mark(
        TITLE,
        by=("staff",),
        message=None,
        asks=False,
        automatic=False,
        needs=(),
        may_have=(),
        second_person=False,
        withdrawn_by=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def axis(*values: str, default: str | None = None) -> Axis:
    return Axis(TITLE, dict.fromkeys(values, TITLE), default, False, ("customer", "staff"), False, False)  # noqa: FBT003


def pause_rule(name: str, reason: str, *, notice: tuple[str, ...] = ()) -> PauseRule:
    return PauseRule(
        id=f"5/{name}",
        clause="5",
        place=BEGINNING,
        condition=ALWAYS,
        reason=reason,
        stops=("fix",),
        by=("staff",),
        starts=None,
        ends=None,
        ends_by_staff=True,
        notice=notice,
        asks=(),
    )


def count(**changes: object) -> CountRule:
    """At most two open cases; the third waits."""
    rule = CountRule(
        id="4/limit",
        clause="4",
        place=BEGINNING,
        condition=ALWAYS,
        counter="open",
        limit=Flat(Limit(2)),
        counts=ALWAYS,
        per=None,
        when=None,
        over="wait",
        ground=None,
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


IDENTIFY = RequireRule(
    id="2/identify",
    clause="2",
    place=BEGINNING,
    condition=ALWAYS,
    fields=("organisation",),
    one_of=("licence", "serial"),
    possible=(),
    missing="hold",
)

TOLD_FIRST = pause_rule("told", "waiting", notice=("email",))
AT_ONCE = pause_rule("at once", "elsewhere")


def calendar(name: str) -> Calendar:
    found = CALENDARS[name]
    assert isinstance(found, Calendar)
    return found


def named(own: Calendar, *, replaceable: bool = False) -> NamedCalendar:
    return NamedCalendar(own, None, (), replaceable=replaceable, place=BEGINNING)


DECLARED_CALENDARS = {
    "office": named(calendar("office"), replaceable=True),
    "always": named(calendar("always")),
    "there": named(replace(calendar("always"), zone="customer")),
    "night": NamedCalendar(None, "without", ("always", "office"), replaceable=False, place=BEGINNING),
}

DECLARED_MARKS = {
    "solved": mark(message="out", withdrawn_by="not solved"),
    "not solved": mark(by=("customer",), message="in", withdrawn_by="solved after all"),
    "solved after all": mark(),
    "receipt": mark(by=("system",), message="out", automatic=True),
    "called": mark(by=("customer", "channel")),
}

DECLARED_TERMS = {
    "sharing": Term(TITLE, "yes no", {}, ("yes",)),
    "seats": Term(TITLE, "number", {}, None),
    "kinds": Term(TITLE, "list", {"visit": TITLE, "advice": TITLE}, None),
}

COUNTED = {"open": "cases", "people": "contacts", "groups": "teams", "hours": "hours", "visits": "events"}


def regulation(*rules: AnyRule) -> Regulation:
    """The invented edition with these rules besides its pauses and its gate."""
    return Regulation(
        name="invented",
        edition="2026",
        title=TITLE,
        effective_on=date(2026, 1, 1),
        published_on=None,
        zone="Europe/Moscow",
        languages=("ru",),
        calendars=DECLARED_CALENDARS,
        tiers={"plain": Tier(TITLE, "office", ()), "rich": Tier(TITLE, "always", ("wealthy",))},
        axes={"urgency": axis("high", "low", default="low"), "kind": axis("fault", "question")},
        roles={"contact": NOUN, "head": NOUN},
        channels={"email": NOUN, "portal": NOUN},
        fields={
            name: Field(TITLE, "text", {}, content=True)
            for name in ("organisation", "licence", "serial", "logs")
        },
        metrics={"answer": NOUN, "fix": NOUN},
        marks=DECLARED_MARKS,
        pauses={"waiting": NOUN, "elsewhere": NOUN},
        grounds={"silence": NOUN, "flood": NOUN, "too many": NOUN},
        counters={name: Counter(TITLE, of) for name, of in COUNTED.items()},
        terms=DECLARED_TERMS,
        clauses=(Clause("1", None, "…", None, (), (IDENTIFY, TOLD_FIRST, AT_ONCE, *rules), BEGINNING),),
        digest="0" * 64,
    )


EDITION = regulation()
PINNED = Pinned("2026", "0" * 64, "plain", "Europe/Moscow", {}, "2026a")
ARRIVED = Received("email", "contact", "valid", PINNED, axes={"kind": "fault"}, message="m0")


def terms(contract: Contract | None, edition: Regulation = EDITION) -> Terms:
    compiled = compile_terms(edition, contract, almanac())
    assert isinstance(compiled, Terms)
    return compiled


class Story:
    """Entries one after another, an hour apart unless a moment is named."""

    def __init__(self) -> None:
        self.entries: Entries = ()

    def then(
        self,
        event: Event,
        party: str = "staff",
        *,
        at: int | None = None,
        known_at: int | None = None,
        role: str | None = None,
    ) -> "Story":
        seq = len(self.entries) + 1
        happened_at = MONDAY + (seq - 1) * HOUR if at is None else at
        entry = Entry(seq, happened_at, happened_at if known_at is None else known_at, party, event, role)
        self.entries = (*self.entries, entry)
        return self

    def state(self, edition: Regulation = EDITION) -> CaseState:
        return fold(self.entries, edition)


def received(**changes: object) -> Story:
    """A story that begins with a request on Monday at ten in Moscow."""
    return Story().then(replace(ARRIVED, **changes), "customer", role="contact")  # type: ignore[arg-type]


def hour(number: int) -> int:
    """The moment of entry number one, two … of a story told an hour apart."""
    return MONDAY + (number - 1) * HOUR


def numbers(happening: Happening, story: Story) -> list[int]:
    """At which entries (counted from 1, told an hour apart) it happened."""
    found = occurrences(happening, story.entries, EDITION)
    return [(one.at - hour(0)) // (hour(1) - hour(0)) for one in found]
