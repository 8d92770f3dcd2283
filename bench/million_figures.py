"""Figures of a bench while they are taken: each printed at once, held against its aim, and kept beside the town."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any, ParamSpec

from reglament.config.home import Home

Given = ParamSpec("Given")
MS = 1000.0


@dataclass(slots=True)
class Figures:
    """What was measured: name → milliseconds of each repetition, or one value; and what is aimed at."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, seen: list[float], *, aim: float | None = None, unit: str = "ms") -> None:
        """Keep and print a figure: the least, p50 and p99 of all repetitions; the aim is held against p50."""
        ordered = sorted(seen)
        middle, most = median(ordered), ordered[-1]
        p99 = min(quantiles(ordered, n=100)[98], most) if len(ordered) > 1 else most
        kept = {"name": name, "least": ordered[0], "p50": middle, "p99": p99, "of": len(seen)}
        self.rows.append({**kept, "aim": aim, "unit": unit})
        verdict = "" if aim is None else f"  {'met ' if middle <= aim else 'MISS'} ≤ {aim:g}"
        values = f"{ordered[0]:10.3f} {middle:10.3f} {p99:10.3f}"
        print(f"  {name:62} {values} {unit:3} ×{len(seen)}{verdict}", flush=True)

    @property
    def missed(self) -> list[str]:
        return [row["name"] for row in self.rows if row["aim"] is not None and row["p50"] > row["aim"]]


def on_the_cpu(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Milliseconds of this process's own work in it, whatever else the machine does meanwhile."""
    begun = time.process_time()
    work(*given, **named)
    return (time.process_time() - begun) * MS


def timed(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Milliseconds that some work takes."""
    begun = time.perf_counter()
    work(*given, **named)
    return (time.perf_counter() - begun) * MS


def written(home: Home, town: Mapping[str, Any], figures: Figures) -> None:
    """Keep the figures beside the town: as JSON, and as a table."""
    (home.folder / "bench.json").write_text(
        json.dumps({"town": town, "figures": figures.rows}, indent=1), encoding="utf-8"
    )
    (home.folder / "bench.md").write_text("\n".join(_table(town, figures)) + "\n", encoding="utf-8")
    print(f"  kept in {home.folder / 'bench.md'}")


def _table(town: Mapping[str, Any], figures: Figures) -> Iterator[str]:
    yield f"| {town['still_open']:,} open cases | least | p50 | p99 | unit |"
    yield "| --- | --- | --- | --- | --- |"
    for row in figures.rows:
        yield f"| {row['name']} | {row['least']:.2f} | {row['p50']:.2f} | {row['p99']:.2f} | {row['unit']} |"
