"""What a trial showed, for people and for machines: per target, tier and each axis that targets ask about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from reglament.cli.phrase import say
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.title import Title
from reglament.core.replay.whatif.clocks import asked_of_metric
from reglament.core.replay.whatif.tally import Tally, Worst
from reglament.core.replay.whatif.verdict_of import Code
from reglament.words.catalogue import Language
from reglament.words.length import days, length
from reglament.words.number import hundredths, number

Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]
DAY, HOUR = 86_400, 3_600
NAMED = 20
PIPE = 120  # columns: where no terminal says how wide it is, tables need not be squeezed


@dataclass(frozen=True, slots=True)
class Report:
    """A tally with the editions it compares; `until`: the end of the history, UTC seconds.

    `header`: the file's first line is its heading, lines are numbered behind it.
    """

    tried: Regulation
    before: Regulation
    tally: Tally
    header: bool
    until: int


@dataclass(frozen=True, slots=True)
class Row:
    """Verdicts of one metric where `fact` has `value`; no fact: of all cases."""

    metric: str
    fact: str
    value: str
    counts: Counts

    def kept(self, side: int) -> float | None:
        """Per cent of what was judged by the clock that was kept; None where nothing was."""
        met, broken = (int(self.counts[side][code]) for code in (Code.MET, Code.BREACHED))
        return 100.0 * met / (met + broken) if met + broken else None


def rows(report: Report) -> Iterator[Row]:
    """Give the rows metric by metric: all, then by tier, then by each axis."""
    for metric in {**report.before.metrics, **report.tried.metrics}:
        mine = {cells: counts for (name, cells), counts in report.tally.counts.items() if name == metric}
        if not mine:
            continue
        yield Row(metric, "", "", _sum(list(mine.values())))
        regulation = report.tried if metric in report.tried.metrics else report.before
        facts = asked_of_metric(regulation, metric)
        if report.before is not report.tried and facts != asked_of_metric(report.before, metric):
            facts = ("tier",)
        for place, fact in enumerate(facts):
            values = dict.fromkeys(cells[place] or "" for cells in mine)
            for value in sorted(values, key=lambda one: _order(regulation, fact, one)):
                same = [counts for cells, counts in mine.items() if (cells[place] or "") == value]
                yield Row(metric, fact, value, _sum(same))


def _order(regulation: Regulation, fact: str, value: str) -> tuple[int, str]:
    declared = list(regulation.tiers if fact == "tier" else regulation.axes[fact].values)
    return (declared.index(value) if value in declared else len(declared), value)


def _sum(counts: list[Counts]) -> Counts:
    total: Counts = np.sum(np.stack(counts), axis=0)
    return total


def title(report: Report, row: Row, language: Language) -> str:
    """How people call what a row is about."""
    for regulation in (report.tried, report.before):
        found: Title | None = None
        if not row.fact and row.metric in regulation.metrics:
            found = regulation.metrics[row.metric].title
        elif row.fact == "tier" and row.value in regulation.tiers:
            found = regulation.tiers[row.value].title
        elif row.fact in regulation.axes:
            found = regulation.axes[row.fact].values.get(row.value)
        if found is not None:
            return found.ru if language == "ru" else found.en
    return row.value or row.metric


def tell(console: Console, report: Report, language: Language) -> None:
    """Print sums, the table, what changed, what no longer fits, the worst cases and the broken lines."""
    tally = report.tally
    if not console.is_terminal:
        console.width = max(console.width, PIPE)
    editions = f"{report.before.name} {report.before.edition} → {report.tried.name} {report.tried.edition}"
    console.print(f"[bold]{editions}[/bold]", soft_wrap=True)
    sums = {"n": tally.cases, "events": tally.deeds, "counted": tally.counted}
    told = {name: number(value, language) for name, value in sums.items()}
    console.print(say("cases", language, **told), soft_wrap=True)
    console.print(_table(report, language))
    for metric, change in tally.changes.items():
        if change.worse or change.better:
            worse, better = number(change.worse, language), number(change.better, language)
            name = _called(report, metric, language)
            console.print(say("changed", language, metric=name, worse=worse, better=better), soft_wrap=True)
    for side, unfit in (("unfit before", tally.unfit_before), ("unfit after", tally.unfit_after)):
        if unfit:
            reasons = ", ".join(f"{code} {number(times, language)}" for code, times in unfit.most_common())
            total = number(unfit.total(), language)
            console.print(say(side, language, n=total, reasons=reasons), soft_wrap=True)
    if tally.worst:
        console.print(_worst(report, language))
    _tell_broken(console, report, language)


def _table(report: Report, language: Language) -> Table:
    table = Table(title=None, box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in ("kept before", "kept after", "broken before", "broken after", "deemed", "open"):
        table.add_column(say(name, language), justify="right")
    for row in rows(report):
        name = title(report, row, language)
        counts = row.counts
        table.add_row(
            f"  {name}" if row.fact else name,
            *("–" if (kept := row.kept(side)) is None else hundredths(kept, language) for side in (0, 1)),
            *(number(int(counts[side][Code.BREACHED]), language) for side in (0, 1)),
            *(number(int(counts[1][code]), language) for code in (Code.DEEMED, Code.OPEN)),
            style="" if row.fact else "bold",
        )
    return table


def _called(report: Report, metric: str, language: Language) -> str:
    return title(report, Row(metric, "", "", np.zeros((2, len(Code)), np.int64)), language)


def _worst(report: Report, language: Language) -> Table:
    table = Table(title=say("worst", language), title_justify="left", box=None, pad_edge=False)
    for name in ("late", "late before", "target", "case", "contract", "due"):
        table.add_column(say(name, language))
    table.add_column("")
    for one in report.tally.worst:
        due = datetime.fromtimestamp(one.due_at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        table.add_row(
            _lateness(one.late, language),
            _lateness(one.late_before, language),
            _called(report, one.metric, language),
            one.case,
            one.contract,
            due,
            say("still owed", language) if _still_owed(one, report) else "",
        )
    return table


def _still_owed(one: Worst, report: Report) -> bool:
    """Whether it was late by the very end of the history: nobody has done it at all."""
    return one.due_at + one.late == report.until


def _lateness(seconds: int, language: Language) -> str:
    """A stretch of clock time: `12 days 4 h`, `3 h 5 min`."""
    if not seconds:
        return "–"
    whole, rest = divmod(seconds, DAY)
    if not whole:
        return length(seconds, language)
    hours = rest - rest % HOUR
    return f"{days(whole, language)} {length(hours, language)}" if hours else days(whole, language)


def _tell_broken(console: Console, report: Report, language: Language) -> None:
    tally = report.tally
    if not tally.broken_lines:
        return
    console.print(say("broken", language, n=number(tally.broken_lines, language)), style="red")
    for one in tally.broken[:NAMED]:
        console.print(f"  {one.line + report.header}: {one.code}: {one.what}", soft_wrap=True, markup=False)
    if tally.broken_lines > NAMED:
        more = number(tally.broken_lines - NAMED, language)
        console.print(say("more broken", language, n=more))


def plain(report: Report) -> dict[str, Any]:
    """The report as plain data for JSON; every broken line that was kept is named."""
    tally = report.tally
    return {
        "before": {"regulation": report.before.name, "edition": report.before.edition},
        "after": {"regulation": report.tried.name, "edition": report.tried.edition},
        "cases": tally.cases,
        "events": tally.deeds,
        "counted": tally.counted,
        "rows": [
            {
                "metric": row.metric,
                **({"fact": row.fact, "value": row.value} if row.fact else {}),
                **{
                    side: {code.name.lower(): int(row.counts[place][code]) for code in Code}
                    for place, side in enumerate(("before", "after"))
                },
            }
            for row in rows(report)
        ],
        "changes": {metric: change._asdict() for metric, change in tally.changes.items()},
        "unfit": {"before": dict(tally.unfit_before), "after": dict(tally.unfit_after)},
        "worst": [
            {**one._asdict(), "line": one.line + report.header, "still owed": _still_owed(one, report)}
            for one in tally.worst
        ],
        "step by step": {"alone": tally.alone, "together": tally.together},
        "broken lines": tally.broken_lines,
        "broken": [
            {"line": one.line + report.header, "code": one.code, "what": one.what} for one in tally.broken
        ],
    }
