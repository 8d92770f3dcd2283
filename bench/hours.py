"""Working-time arithmetic against its peers, side by side in one run: figures, ratios, aims. `--peers PYTHON` names theirs."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from reglament.config.almanac import load_almanac  # noqa: E402 - after the path is set
from reglament.core.hours.calendar import Calendar, WeekSpan  # noqa: E402
from reglament.core.hours.compile import compile_calendar  # noqa: E402
from reglament.core.hours.hours import Hours  # noqa: E402

START = datetime(2026, 2, 3, 10)  # noqa: DTZ001 - peers speak naive local time
SPANS = {
    "1 h": timedelta(hours=1),
    "3 d": timedelta(days=3),
    "30 d": timedelta(days=30),
    "1 y": timedelta(days=365),
}
VECTOR = 1_000_000
BUDGET = 0.06
ROUNDS = 3


def per_call(call: Callable[[], object], inner: int = 1) -> float:
    """CPU seconds of one call: the best of three rounds of about 60 ms each, at least one call a round."""
    best = float("inf")
    for _ in range(ROUNDS):
        calls, spent = 0, 0.0
        while spent < BUDGET:
            begun = time.process_time()
            for _ in range(inner):
                call()
            spent += time.process_time() - begun
            calls += inner
        best = min(best, spent / calls)
    return best


def ours() -> Hours:
    spans = ((9, 13), (14, 18))
    week = tuple(WeekSpan(day, opens * 3600, closes * 3600) for day in range(5) for opens, closes in spans)
    hours = compile_calendar(Calendar("Europe/Moscow", week, country="RU"), load_almanac())
    if not isinstance(hours, Hours):
        raise TypeError(hours)
    return hours


def moment(hours: Hours, wall: datetime) -> int:
    return hours.moment(wall.toordinal(), wall.hour * 3600 + wall.minute * 60 + wall.second)


def local(hours: Hours, at: int) -> datetime:
    day, second = hours.wall(at)
    return datetime.fromordinal(day) + timedelta(seconds=second)


def scalar_rows(hours: Hours) -> tuple[list[float], list[float]]:
    """Our seconds per `worked` and `reach`, for each span."""
    start = moment(hours, START)
    ends = [moment(hours, START + span) for span in SPANS.values()]
    amounts = [hours.worked(start, end) for end in ends]
    worked = [per_call(partial(hours.worked, start, end), 5_000) for end in ends]
    reach = [per_call(partial(hours.reach, start, amount), 5_000) for amount in amounts]
    return worked, reach


def vector_row(hours: Hours) -> tuple[float, float]:
    """Our seconds per operation over a million random, unsorted moments and spans up to 30 days."""
    random = np.random.default_rng(2026)
    begun = moment(hours, datetime(2025, 1, 1))  # noqa: DTZ001
    starts = begun + random.integers(0, 2 * 365 * 86_400, VECTOR)
    ends = starts + random.integers(0, 30 * 86_400, VECTOR)
    amounts = hours.worked_many(starts, ends) + 1
    hours.reach_many(starts, amounts)
    return (
        per_call(lambda: hours.worked_many(starts, ends)) / VECTOR,
        per_call(lambda: hours.reach_many(starts, amounts)) / VECTOR,
    )


def days_off(first: int, last: int) -> tuple[date, ...]:
    years = load_almanac().years["RU"]
    return tuple(
        sorted(
            {day for year in range(first, last + 1) for day in (*years[year].holidays, *years[year].days_off)}
        )
    )


Cells = list[tuple[float, bool]]


def peer_rows(hours: Hours) -> dict[str, tuple[Cells, Cells]]:
    """For each peer its seconds per call and whether the answer was ours; an empty list where it can't be asked."""
    from bench.peers import peers  # noqa: PLC0415 - only the environment of the peers has them

    start = moment(hours, START)
    rows: dict[str, tuple[Cells, Cells]] = {}
    for peer in peers(days_off(2025, 2027)):
        between: Cells = []
        added: Cells = []
        for span in SPANS.values():
            end = START + span
            amount = hours.worked(start, moment(hours, end))
            right = round(peer.between(START, end)) == amount
            between.append((per_call(partial(peer.between, START, end)), right))
            if peer.add is not None:
                right = peer.add(START, amount) == local(hours, hours.reach(start, amount))
                added.append((per_call(partial(peer.add, START, amount)), right))
        rows[peer.name] = (between, added)
    return rows


def shown(seconds: float, right: bool = True) -> str:  # noqa: FBT001, FBT002
    micro = seconds * 1e6
    figure = f"{micro:,.2f}" if micro < 10 else f"{micro:,.0f}"
    return figure if right else f"{figure} WRONG"


def table(title: str, own: list[float], rows: dict[str, Cells]) -> float:
    """Print microseconds per call and give the ratio to the fastest right peer over 30 days, 0 without one."""
    print(f"\n{title}, µs of CPU per call")
    print(f"  {'':28}" + "".join(f"{name:>16}" for name in SPANS))
    print(f"  {'reglament':28}" + "".join(f"{shown(cell):>16}" for cell in own))
    for name, cells in rows.items():
        print(
            f"  {name:28}"
            + "".join(f"{shown(*cell):>16}" for cell in cells)
            + ("" if cells else f"{'–':>16}")
        )
    place = list(SPANS).index("30 d")
    right = {name: cells[place][0] for name, cells in rows.items() if cells and cells[place][1]}
    if not right:
        return 0.0
    fastest = min(right, key=lambda name: right[name])
    ratio = right[fastest] / own[place]
    print(f"  over 30 d: {ratio:,.0f} times the fastest right peer, {fastest}")
    return ratio


def verdict(text: str, *, met: bool) -> bool:
    print(f"  {'met ' if met else 'MISS'}  {text}")
    return met


def measure() -> bool:
    """Print figures, ratios and aims; tell whether every aim was met."""
    begun = time.perf_counter()
    hours = ours()
    hours.worked(moment(hours, START), moment(hours, START + SPANS["1 y"]))
    compiled = time.perf_counter() - begun
    worked, reach = scalar_rows(hours)
    vectors = vector_row(hours)
    rows = peer_rows(hours) if importlib.util.find_spec("businesslen") else {}
    print(
        "Working time: 09-18 with lunch 13-14, Mon-Fri, Russian holidays; we speak integer seconds, peers datetimes"
    )
    print(f"almanac read and calendar compiled in {compiled * 1e3:.0f} ms")
    ratios = (
        table("worked (time between)", worked, {name: cells for name, (cells, _) in rows.items()}),
        table("reach (add)", reach, {name: cells for name, (_, cells) in rows.items()}),
    )
    print(
        f"\nvectors of {VECTOR:,}: worked {vectors[0] * 1e9:.1f} ns, reach {vectors[1] * 1e9:.1f} ns an operation"
    )
    met = aims(worked, reach, max(vectors), ratios if rows else None)
    print(f"\n{time.perf_counter() - begun:.0f} s in all")
    return met


def aims(worked: list[float], reach: list[float], vector: float, ratios: tuple[float, float] | None) -> bool:
    slowest = max(*worked, *reach)
    flat = max(max(row) / min(row) for row in (worked, reach))
    print("\naims")
    met = [
        verdict(f"scalar ≤ 0.4 µs: {slowest * 1e6:.2f}", met=slowest <= 0.4e-6),
        verdict(f"flat in the span (slowest ≤ 1.3 × fastest): {flat:.2f}", met=flat <= 1.3),
        verdict(f"vector ≤ 20 ns: {vector * 1e9:.1f}", met=vector <= 20e-9),
    ]
    if ratios is None:
        print("  peers are not installed here: name their environment with --peers")
        return all(met)
    met += [
        verdict(f"worked ≥ 200 times the fastest right peer at 30 d: {ratios[0]:,.0f}", met=ratios[0] >= 200),
        verdict(f"reach ≥ 100 times the fastest right peer at 30 d: {ratios[1]:,.0f}", met=ratios[1] >= 100),
    ]
    return all(met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peers", help="the python whose environment holds the peers; the whole bench then runs in it"
    )
    chosen = parser.parse_args().peers
    if chosen and Path(chosen).absolute() != Path(sys.executable).absolute():
        os.execv(chosen, [chosen, str(Path(__file__).resolve())])  # noqa: S606 - an interpreter of ours
    return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
