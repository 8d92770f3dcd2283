"""Histories told in a line, under the small regulation or one like it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.history.past import BrokenLine, PastCase
from reglament.core.replay.history.read import Reader
from reglament.core.replay.whatif.judge import Judge, Judged
from reglament.core.replay.whatif.law import Law, asked_fields
from reglament.core.replay.whatif.verdict_of import Code
from tests.core.replay.small import REGULATION, almanac

MOSCOW = ZoneInfo("Europe/Moscow")


def at(text: str) -> int:
    """A moment by Moscow's wall, `2026-11-03 15:00`."""
    return int(datetime.fromisoformat(text).replace(tzinfo=MOSCOW).timestamp())


UNTIL = at("2026-12-31 12:00")


def edition(old: str = "", new: str = "") -> Regulation:
    """The small regulation, with one piece of its text exchanged."""
    assert old in REGULATION
    found, faults = read_regulation(REGULATION.replace(old, new).encode())
    assert found is not None, faults
    return found


def deed(moment: str, event: str, by: str = "staff", **facts: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"at": at(moment), "by": by, "event": event, "facts": facts}
    return {**plain, "role": "writer"} if by == "customer" else plain


def received(moment: str, **facts: Any) -> dict[str, Any]:
    return deed(moment, "received", "customer", channel="email", role="writer", **facts)


def line(case: str, *events: dict[str, Any], contract: str = "K1", tier: str = "plain") -> dict[str, Any]:
    return {
        "contract": contract,
        "case": case,
        "terms": {"tier": tier, "zone": "Europe/Moscow"},
        "events": list(events),
    }


def read(of: Regulation, lines: Iterable[object]) -> list[PastCase | BrokenLine]:
    reader = Reader((of,), asked=asked_fields(of), until=UNTIL)
    return [reader.read(number, one) for number, one in enumerate(lines, 1)]


def judged(of: Regulation, *lines: dict[str, Any], exact: bool = False) -> Judged:
    cases = [case for case in read(of, lines) if isinstance(case, PastCase)]
    assert len(cases) == len(lines)
    return Judge(Law(of, almanac()), UNTIL, exact=exact).judge(cases)


def stood(of: Judged, metric: str) -> dict[int, str]:
    """Row to how its metric stands."""
    return {
        row: Code(code).name.lower()
        for block in of.blocks
        if block.metric == metric
        for row, code in zip(block.rows.tolist(), block.codes.tolist(), strict=True)
    }


def dues(of: Judged, metric: str) -> dict[int, int]:
    """Row to the moment its metric was due."""
    return {
        row: due
        for block in of.blocks
        if block.metric == metric
        for row, due in zip(block.rows.tolist(), block.due.tolist(), strict=True)
    }
