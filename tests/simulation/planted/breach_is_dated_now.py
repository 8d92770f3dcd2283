"""What fell due is dated when somebody looked, not when it fell due."""

from dataclasses import replace
from typing import Any

import pytest

from reglament.core.target.due_action import DueAction, due_actions
from reglament.desk.record import fall_due, ring
from reglament.desk.record.books import CaseBook
from reglament.desk.record.unit import Unit


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fall_due, "due_actions", now_due)
    patch.setattr(ring, "catch_up", at_once)


def now_due(*given: Any, at: int, **named: Any) -> tuple[DueAction, ...]:
    return tuple(replace(action, at=at) for action in due_actions(*given, at=at, **named))


def at_once(unit: Unit, case: CaseBook, *, until: int) -> list[fall_due.Fired]:
    fired = fall_due.settle(unit, case, at=until)
    case.armed_at = fall_due.next_alarm(unit, case, at=until)
    return fired
