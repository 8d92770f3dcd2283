"""Makes a plausible history for any regulation: contracts, arrivals with the shape of a day and a week, plots with their pace."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.known import facts_of
from reglament.core.contract.row import row_of
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.amount import AmountKind
from reglament.core.hours.hours import Hours
from reglament.core.hours.zone import EPOCH_ORDINAL
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import OfTheContract, TargetRule
from reglament.core.replay.history.cause import Move
from reglament.core.replay.history.chance import Chance, happens, pick, spread
from reglament.core.replay.history.contract_text import read_contract
from reglament.core.replay.history.plot import Plots

HOUR, DAY, YEAR = 3600, 86_400, 365
WORKDAY = 8 * HOUR
CLOCK, WORKING = AmountKind.CLOCK_TIME, AmountKind.WORKING_TIME
FORMAT = 1
PLOTS = 60
CASES_OF_A_CONTRACT = 60
# Two texts of a contract for each tier, so that options are tried too.
TEXTS_OF_A_TIER = 2
CORRECTED = 0.001
# How a day's letters fall on its hours, local time: few at night, most before noon and after lunch.
SHAPE = (1, 1, 1, 1, 1, 1, 2, 5, 14, 32, 40, 38, 28, 34, 38, 34, 28, 18, 9, 6, 4, 3, 2, 1)
WEEKEND = 0.15
# Seconds from one deed to the next, the middle of a wide spread.
PACE = {"at once": 12.0, "answer": 5.0 * HOUR}
WIDTH = {"at once": 0.6, "work": 1.1, "answer": 1.2}


class Written(NamedTuple):
    """A case as a line holds it; `terms` and `events` are JSON."""

    contract: str
    case: str
    terms: str
    events: str


class _Kind(NamedTuple):
    """Contracts with one text: the text, the hours staff keep for them and their pace (seconds), the plots of their cases."""

    terms: str
    hours: Hours | None
    work: float
    plots: tuple[tuple[tuple[str, str], ...], ...]


def begins_at(regulation: Regulation) -> int:
    """A history begins on the day its regulation takes effect; UTC seconds."""
    return (regulation.effective_on.toordinal() - EPOCH_ORDINAL) * DAY


def heading(regulation: Regulation, cases: int, seed: int) -> dict[str, Any]:
    """The first line of a history: what it was made under and when it ends."""
    until = begins_at(regulation) + (YEAR + 60) * DAY
    return {
        "history": FORMAT,
        "regulation": regulation.name,
        "edition": regulation.edition,
        "digest": regulation.digest,
        "until": until,
        "cases": cases,
        "seed": seed,
    }


def make(regulation: Regulation, almanac: Almanac, chance: Chance, cases: int) -> Iterator[Written]:
    """Make so many cases, contract after contract, those of a contract in order of arrival."""
    kinds = _kinds(regulation, almanac, chance)
    begin = begins_at(regulation)
    made = number = 0
    while made < cases:
        number += 1
        kind = pick(chance, kinds)
        size = min(cases - made, 1 + int(spread(chance, CASES_OF_A_CONTRACT / 2, 0.8)))
        for arrived in sorted(_arrival(chance, begin) for _ in range(size)):
            made += 1
            yield Written(f"K{number}", f"C{made}", kind.terms, _events(chance, kind, arrived))


def _kinds(regulation: Regulation, almanac: Almanac, chance: Chance) -> list[_Kind]:
    memo = Memo()
    found: list[_Kind] = []
    for tier in regulation.tiers:
        for _ in range(TEXTS_OF_A_TIER):
            text = _text(regulation, chance, tier)
            contract = read_contract("K", text, regulation.zone)
            terms = compile_terms(regulation, contract, almanac, memo=memo)
            if isinstance(terms, Terms):
                calendar = regulation.tiers[tier].calendar
                hours = terms.calendars.get(calendar) if calendar else None
                pace = _pace(terms)
                found.append(_Kind(json.dumps(text, ensure_ascii=False), hours, pace, _plots(terms, chance)))
    return found


def _text(regulation: Regulation, chance: Chance, tier: str) -> dict[str, Any]:
    text: dict[str, Any] = {"tier": tier, "zone": regulation.zone}
    figures = {
        rule.metric: pick(chance, ("4 working hours", "8 working hours", "16 working hours"))
        for rule in regulation.of_kind(TargetRule)
        if isinstance(rule.within, OfTheContract)
    }
    if figures:
        text["figures"] = figures
    terms: dict[str, list[str]] = {}
    for name, term in regulation.terms.items():
        values = {"yes no": ("yes", "no"), "number": ("10", "50", "200")}.get(term.kind, tuple(term.values))
        if values and happens(chance, 0.5):
            terms[name] = [pick(chance, values)]
    return {**text, "terms": terms} if terms else text


def _pace(terms: Terms) -> float:
    """Staff know what they have promised: one deed takes a tenth of the shortest term, within reason."""
    facts = facts_of(terms, None, 0)
    found: list[int] = []
    for rule in terms.regulation.of_kind(TargetRule):
        if rule.owed_by == "vendor" and isinstance(rule.within, Flat | Table):
            row = row_of(rule.within, facts.fact)
            amount = row.value if row else None
            if amount is not None:
                found.append(amount.count if amount.kind in (CLOCK, WORKING) else amount.count * WORKDAY)
    return max(5 * 60.0, min(4.0 * HOUR, 0.1 * min(found, default=8 * HOUR)))


def _plots(terms: Terms, chance: Chance) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Plots as JSON with a gap where the moment stands."""
    plots = Plots(terms, chance)
    noon = begins_at(terms.regulation) + 12 * HOUR
    found: list[tuple[tuple[str, str], ...]] = []
    for _ in range(PLOTS * 3):
        plot = plots.plot(noon)
        if plot:
            found.append(tuple((move.pace, _rest(move)) for move in plot))
        if len(found) == PLOTS:
            break
    return tuple(found)


def _rest(move: Move) -> str:
    plain: dict[str, Any] = {"by": move.by, "event": move.event}
    plain |= {"role": move.role} if move.role else {}
    plain |= {"second": move.second} if move.second else {}
    plain |= {"facts": move.facts} if move.facts else {}
    return "," + json.dumps(plain, ensure_ascii=False, separators=(",", ":"))[1:]


def _arrival(chance: Chance, begin: int) -> int:
    while True:
        day = int(chance.random() * YEAR)
        weekday = date.fromordinal(begin // DAY + EPOCH_ORDINAL + day).weekday()
        if weekday < 5 or happens(chance, WEEKEND):
            break
    while True:
        hour = int(chance.random() * 24)
        if chance.random() * 40 < SHAPE[hour]:
            break
    return begin + day * DAY + hour * HOUR + int(chance.random() * HOUR)


def _events(chance: Chance, kind: _Kind, arrived: int) -> str:
    """Give a plot its moments. Staff work in their hours, mostly; who is never heard of again is silence."""
    at = arrived
    told: list[str] = []
    for pace, rest in pick(chance, kind.plots):
        if pace != "arrival":
            middle = kind.work if pace == "work" else PACE[pace]
            at += 1 + int(spread(chance, middle, WIDTH[pace]))
            if pace == "work" and kind.hours is not None and happens(chance, 0.95):
                at = kind.hours.next_open(at)
        told.append(f'{{"at":{at}{rest}')
    if len(told) > 2 and happens(chance, CORRECTED):
        told.append(_correction(chance, at, len(told)))
    return f"[{','.join(told)}]"


def _correction(chance: Chance, at: int, number: int) -> str:
    """Somebody finds that a deed had its moment written down wrong."""
    facts = {"seq": number, "happened_at": at - 60, "ground": "mistake", "second": "another"}
    plain = {"by": "staff", "second": "another", "event": "corrected", "facts": facts}
    at += int(spread(chance, HOUR, 1.0)) + 61
    return f'{{"at":{at},{json.dumps(plain)[1:]}'
