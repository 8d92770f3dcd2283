"""What-if: herds of cases, cases led together and cases replayed step by step come to the same verdicts, whatever the regulation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from reglament.core.regulation.model.condition import ALWAYS, Condition, Received
from reglament.core.regulation.model.declared import Counter, Field, Noun
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.permission import CountRule, Limit, RegistrationRule, ReopenRule
from reglament.core.regulation.model.regulation import AnyRule, NamedCalendar, Regulation
from reglament.core.regulation.place import BEGINNING
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.history.read import Reader
from reglament.core.replay.whatif.judge import Judge, Judged
from reglament.core.replay.whatif.law import Law, asked_fields
from tests.core.hours.cast import EVERY_DAY, almanac, office, plain
from tests.core.target.built import title
from tests.strategies import DAY, HOUR, MARKS, MORNING, REASONS, SEVERITIES, SPEEDS, conditions, regulations

UNTIL = MORNING + 60 * DAY
CALENDARS = {
    "office": NamedCalendar(office(), None, (), replaceable=False, place=BEGINNING),
    "always": NamedCalendar(
        plain("Europe/Moscow", EVERY_DAY, (0, 24)), None, (), replaceable=False, place=BEGINNING
    ),
}
Told = tuple[str, str, Mapping[str, Any]]

_at_arrival: st.SearchStrategy[Condition] = st.one_of(
    conditions, st.booleans().map(lambda inside: Received("office", inside))
)


@st.composite
def editions(draw: st.DrawFn) -> Regulation:
    """A random regulation of clocks with limits, a reopening policy and a way to give numbers."""
    of: Regulation = draw(regulations(_at_arrival))
    common: dict[str, Any] = {"clause": "2", "place": BEGINNING, "condition": ALWAYS}
    policy = draw(st.sampled_from(("reopen", "never", "new linked case")))
    news = ReopenRule(id="2/news", policy=policy, default="reopen", by=(), within=None, on=None, **common)
    rules: list[AnyRule] = [news, RegistrationRule(id="2/number", automatic=draw(st.booleans()), **common)]
    for counter in draw(st.sampled_from(((), ("places",), ("places",), ("places", "seats")))):
        limit = Flat(Limit(draw(st.integers(1, 2))))
        over = draw(st.sampled_from(("wait", "refuse", "charge")))
        per: dict[str, Any] = {"counts": ALWAYS, "per": None, "when": None, "ground": "full"}
        rules.append(CountRule(id=f"2/{counter}", counter=counter, limit=limit, over=over, **per, **common))
    first = of.clauses[0]
    return replace(
        of,
        calendars=CALENDARS,
        channels={"mail": Noun(title("mail"))},
        roles={"contact": Noun(title("contact"))},
        fields={"logs": Field(title("logs"), "text", {}, content=True)},
        grounds={name: Noun(title(name)) for name in ("done", "full", "silence")},
        counters={name: Counter(title(name), "cases") for name in ("places", "seats")},
        clauses=(first, replace(first, number="2", rules=tuple(rules))),
    )


_receipts = st.sampled_from(({}, {}, {"severity": "high"}, {"speed": "quick"})).map(
    lambda axes: ("received", "customer", {"channel": "mail", "role": "contact", "axes": axes})
)
_deeds: st.SearchStrategy[Told] = st.one_of(
    st.sampled_from((("replied", "staff", {"message": "s"}), ("replied", "customer", {"message": "c"}))),
    st.sampled_from(MARKS[:2]).map(lambda name: ("marked", "staff", {"mark": name})),
    st.just(("marked", "staff", {"mark": "letter", "message": "m"})),
    st.sampled_from(("delivered", "bounced")).map(lambda stage: (stage, "channel", {"message": "m"})),
    st.sampled_from(SEVERITIES).map(lambda value: ("classified", "staff", {"axes": {"severity": value}})),
    st.sampled_from(SPEEDS).map(lambda value: ("classified", "staff", {"axes": {"speed": value}})),
    st.sampled_from(REASONS).map(
        lambda reason: ("paused", "staff", {"reason": reason, "rule": f"1/{reason}", "notice": "m"})
    ),
    st.sampled_from(REASONS).map(lambda reason: ("resumed", "staff", {"reason": reason, "ground": "done"})),
    st.sampled_from(
        (
            ("assigned", "staff", {"to": "somebody"}),
            ("closed", "staff", {"ground": "done"}),
            ("reopened", "staff", {}),
            ("supplied", "customer", {"fields": {"logs": "given"}}),
            ("snoozed", "staff", {"until_at": MORNING + 3 * DAY}),
            ("corrected", "staff", {"seq": 2, "happened_at": None, "ground": "mistake", "second": "other"}),
        )
    ),
)
_gaps = st.one_of(
    st.sampled_from((0, 0, 1, HOUR, 4 * HOUR, 4 * HOUR + 1, DAY, 3 * DAY)), st.integers(0, 2 * DAY)
)
_plots = st.tuples(_receipts, st.lists(_deeds, max_size=7)).map(lambda parts: [parts[0], *parts[1]])


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few plots, each lived through by several cases of a few contracts at other moments."""
    plots = draw(st.lists(_plots, min_size=1, max_size=2))
    lines: list[dict[str, Any]] = []
    for contract in range(draw(st.integers(1, 2))):
        for _ in range(draw(st.integers(1, 5))):
            at = MORNING + draw(st.one_of(st.integers(0, 2 * DAY), st.integers(0, 20 * DAY)))
            events: list[dict[str, Any]] = []
            for event, by, facts in draw(st.sampled_from(plots)):
                events.append({"at": at, "by": by, "event": event, "facts": facts, "second": "other"})
                if by == "customer":
                    events[-1]["role"] = "contact"
                at += draw(_gaps)
            terms = {"tier": "only", "zone": "Europe/Moscow"}
            lines.append(
                {"contract": f"K{contract}", "case": f"C{len(lines)}", "terms": terms, "events": events}
            )
    return lines


def verdicts(judged: Judged) -> dict[int, list[tuple[Any, ...]]]:
    """Every verdict by row, in one order."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for block in judged.blocks:
        columns = (block.rows.tolist(), block.codes.tolist(), block.late.tolist())
        for row, code, late in zip(*columns, strict=True):
            found.setdefault(row, []).append((block.metric, block.cells, code, late))
    return {row: sorted(of, key=repr) for row, of in sorted(found.items())}


@given(editions(), histories())
def test_the_quick_ways_come_to_the_verdicts_of_the_exact_one(
    edition: Regulation, lines: list[dict[str, Any]]
) -> None:
    reader = Reader((edition,), asked=asked_fields(edition), until=UNTIL)
    cases = [reader.read(number, line) for number, line in enumerate(lines, 1)]
    past = [case for case in cases if isinstance(case, PastCase)]
    assert len(past) == len(cases)
    quick = Judge(Law(edition, almanac()), UNTIL).judge(past)
    exact = Judge(Law(edition, almanac()), UNTIL, exact=True).judge(past)
    note(str(edition.clauses))
    assert quick.unfit == exact.unfit
    assert verdicts(quick) == verdicts(exact)
