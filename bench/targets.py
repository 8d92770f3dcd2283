"""`targets()` of a case of twenty events under two of the regulations: with its explanation, without, and what the reading of the story costs."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from reglament.config.almanac import load_almanac  # noqa: E402 - after the path is set
from reglament.core.case.event import (  # noqa: E402
    Assigned,
    Classified,
    Closed,
    Delivered,
    Entries,
    Entry,
    Event,
    HandedOver,
    Marked,
    Paused,
    Pinned,
    Received,
    Registered,
    Replied,
    Resumed,
    Supplied,
    WorkStarted,
)
from reglament.core.case.fold import fold  # noqa: E402
from reglament.core.case.visible import visible  # noqa: E402
from reglament.core.contract.compile import compile_terms  # noqa: E402
from reglament.core.contract.contract import Contract  # noqa: E402
from reglament.core.contract.terms import Terms  # noqa: E402
from reglament.core.regulation.read import read_regulation  # noqa: E402
from reglament.core.target.due_action import due_actions  # noqa: E402
from reglament.core.target.evaluate import targets  # noqa: E402
from reglament.core.target.wake import wake_at  # noqa: E402

HOUR = 3600
DAY = 86_400
MORNING = 1_794_898_800  # Tuesday 17 November 2026, 10:00 in Moscow
AIM = 150e-6
BUDGET = 0.2
ROUNDS = 5
Part = tuple[int, str, Event]


def per_call(call: Callable[[], object]) -> float:
    """CPU seconds of one call: the best of five rounds of about 200 ms each."""
    best = float("inf")
    for _ in range(ROUNDS):
        calls, spent = 0, 0.0
        while spent < BUDGET:
            begun = time.process_time()
            for _ in range(50):
                call()
            spent += time.process_time() - begun
            calls += 50
        best = min(best, spent / calls)
    return best


def terms_of(name: str, tier: str) -> Terms:
    data = (ROOT / "regulations" / name / "2025-01.yaml").read_bytes()
    regulation, faults = read_regulation(data)
    if regulation is None:
        raise ValueError(faults)
    terms = compile_terms(regulation, Contract("1", tier, "Europe/Moscow"), load_almanac())
    if not isinstance(terms, Terms):
        raise TypeError(terms)
    return terms


def received(terms: Terms, tier: str, axes: dict[str, str]) -> Received:
    digests = {name: hours.digest for name, hours in terms.calendars.items()}
    pinned = Pinned(
        terms.regulation.edition, terms.regulation.digest, tier, "Europe/Moscow", digests, terms.tzdata
    )
    return Received("email", "contact", "valid", pinned, axes=axes)


def entries(parts: list[Part]) -> Entries:
    return tuple(
        Entry(seq, MORNING + after, MORNING + after, party, event)
        for seq, (after, party, event) in enumerate(parts, 1)
    )


def sent(mark: str, message: str, after: int) -> list[Part]:
    """A letter that carries a mark, handed over and delivered within half a minute."""
    return [
        (after, "staff", Marked(mark, message=message)),
        (after + 5, "channel", HandedOver(message)),
        (after + 30, "channel", Delivered(message)),
    ]


def suspended(terms: Terms) -> Entries:
    """Two targets; asked twice, suspended twice, raised from the second priority to the first."""
    ask, pause = "asked for information", Paused("information asked", "5.5.4/pause")
    return entries(
        [
            (0, "customer", received(terms, "warranty support", {"priority": "p2"})),
            (0, "system", Registered("1")),
            (1200, "staff", Assigned("engineer")),
            (1260, "staff", WorkStarted()),
            *sent("notice of work begun", "m1", 1260),
            *sent(ask, "m2", 2 * HOUR),
            (2 * HOUR, "system", pause),
            (5 * HOUR, "customer", Replied("c1")),
            (5 * HOUR, "system", Resumed("information asked")),
            (6 * HOUR, "staff", Classified({"priority": "p1"})),
            *sent(ask, "m3", 7 * HOUR),
            (7 * HOUR, "system", pause),
            (23 * HOUR, "customer", Supplied({"steps taken": "given"})),
            (23 * HOUR, "system", Resumed("information asked")),
        ]
    )


def answered(terms: Terms) -> Entries:
    """An answer, a defect to be fixed, and the customer's silence, begun anew by every letter."""
    return entries(
        [
            (0, "customer", received(terms, "premium", {"category": "consultation"})),
            (0, "system", Registered("1")),
            (600, "staff", Assigned("engineer")),
            (700, "staff", WorkStarted()),
            *sent("question asked", "m1", 900),
            (900, "system", Paused("waiting for the client", "1.2.waiting/pause")),
            (3 * HOUR, "customer", Replied("c1")),
            (3 * HOUR, "system", Resumed("waiting for the client")),
            (4 * HOUR, "staff", Classified({"category": "bug"})),
            (4 * HOUR, "staff", Marked("defect confirmed")),
            *sent("answer on the merits", "m2", 5 * HOUR),
            *sent("solution offered", "m3", DAY),
            (2 * DAY, "customer", Replied("c2")),
            (2 * DAY + HOUR, "staff", Closed("solved")),
        ]
    )


def measure(name: str, tier: str, story: Callable[[Terms], Entries]) -> bool:
    terms = terms_of(name, tier)
    told = story(terms)
    at = told[-1].happened_at + 100
    found = targets(terms, told, at=at, known_at=at)
    steps = sum(len(target.steps) for target in found)
    seen = visible(told, at=at, known_at=at)
    rows = {
        "with its explanation": partial(targets, terms, told, at=at, known_at=at),
        "without": partial(targets, terms, told, at=at, known_at=at, steps=False),
        "folding the story": partial(fold, seen, terms.regulation),
        "wake_at": partial(wake_at, terms, told, standing=None, at=at),
        "due_actions": partial(due_actions, terms, told, standing=None, at=at),
    }
    print(f"\n{name}: {len(told)} events, {len(found)} targets, {steps} steps")
    spent = {what: per_call(call) for what, call in rows.items()}
    for what, seconds in spent.items():
        print(f"  {what:22}{seconds * 1e6:8.1f} µs")
    met = spent["with its explanation"] <= AIM
    print(f"  {'met ' if met else 'MISSED'} targets() with explanation ≤ {AIM * 1e6:.0f} µs")
    return met


def main() -> int:
    met = [measure("digit-prokontakt", "warranty support", suspended), measure("monq", "premium", answered)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
