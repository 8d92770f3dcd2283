"""Staff look at what was set apart: open it again, or leave it be. Only on their own lines."""

import pytest

from reglament.channels.console.parse import NO_SENDER, NOT_A_LETTER, OTHER_MAILBOX
from reglament.desk.acts.open_inbound import ENDED_THE_WORKER, NOTHING_CAME
from reglament.desk.acts.quarantine import leave_be, open_again
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Inbound, Line
from reglament.desk.record.viewer import Viewer
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.set_apart import why_set_apart
from tests.books import AsRole
from tests.channels.house import ANNA, House, letter
from tests.channels.test_quarantine import POISON, drain


def test_what_was_set_apart_can_be_opened_again(house: House, world: VirtualWorld, as_role: AsRole) -> None:
    house.drop("1.txt", letter(ANNA, body=POISON))
    house.fetch()
    drain(house, world)
    row = Inbound.objects.get()
    staff = Viewer("engineer", lines=(row.line_id,))
    with as_role("desk_web"):
        assert open_again(viewer=staff, inbound=row.id)
        assert not open_again(viewer=staff, inbound=row.id)
    assert [one.outcome for one in house.open_all()] == ["received"]
    assert Case.objects.get().number == "P-1"


def test_what_somebody_looked_at_has_no_deadline_and_stays(house: House, as_role: AsRole) -> None:
    (opened,) = house.arrive(b"no letter")
    with as_role("desk_web"):
        staff = Viewer("engineer", lines=(Line.objects.get().id,))
        assert leave_be(viewer=staff, inbound=opened.inbound)
    row = Inbound.objects.get()
    assert (row.state, row.due_at, bytes(row.raw or b"")) == ("quarantined", None, b"no letter")


def test_nobody_touches_what_is_of_another_line(house: House, as_role: AsRole) -> None:
    (opened,) = house.arrive(b"no letter")
    for stranger in (Viewer("engineer", lines=(99,)), Viewer("customer")):
        with as_role("desk_web"):
            assert not open_again(viewer=stranger, inbound=opened.inbound)
            assert not leave_be(viewer=stranger, inbound=opened.inbound)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [NO_SENDER, NOT_A_LETTER, OTHER_MAILBOX, ENDED_THE_WORKER, NOTHING_CAME])
def test_every_reason_of_ours_has_its_sentence(reason: str, language: Language) -> None:
    assert reason not in why_set_apart(reason, language)


def test_any_other_reason_is_shown_as_it_is() -> None:
    assert "field/undeclared" in why_set_apart("field/undeclared", "en")
