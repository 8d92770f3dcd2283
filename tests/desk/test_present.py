"""The moment of a transaction does not fall behind what its books know, unless the clock itself was set back."""

import pytest

from reglament.core.case.act import Assign, Reply
from reglament.desk.record.desk import Desk
from tests.books import MONDAY
from tests.desk.lab import CLIENT, found_lab, rows


@pytest.mark.parametrize(("behind", "known_at"), [(5, MONDAY + 100), (60, MONDAY + 100), (61, MONDAY + 39)])
def test_who_looked_at_the_clock_too_early_acts_after_those_he_waited_for(
    desk: Desk, behind: int, known_at: int
) -> None:
    lab = found_lab(desk)
    case = lab.receive(lab.contract()).case
    lab.world.at = MONDAY + 100
    lab.act(case, Reply("m"), CLIENT)
    lab.world.at = MONDAY + 100 - behind
    lab.act(case, Assign("e1"))
    assert rows("select known_at from event where type = 'assigned'") == [(known_at,)]
