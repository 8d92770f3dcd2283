"""Uses of marks, and how one undoes another."""

from collections.abc import Mapping

from reglament.core.case.event import Marked
from reglament.core.case.mark import standing_uses
from reglament.core.regulation.model.declared import Mark
from tests.core.case.cast import EDITION, Story, received
from tests.core.case.cast import mark as declared


def seqs(story: Story, marks: Mapping[str, Mark]) -> dict[str, list[int]]:
    return {name: [use.seq for use in uses] for name, uses in standing_uses(story.entries, marks).items()}


SWITCH = {"on": declared(withdrawn_by="off"), "off": declared(withdrawn_by="on")}


def test_two_marks_that_undo_each_other_are_a_switch() -> None:
    story = received().then(Marked("on")).then(Marked("off"))
    assert seqs(story, SWITCH) == {"off": [3]}
    assert seqs(story.then(Marked("on")), SWITCH) == {"on": [4]}


def test_a_mark_that_undoes_itself_undoes_nothing() -> None:
    assert seqs(received().then(Marked("on")), {"on": declared(withdrawn_by="on")}) == {"on": [2]}


def test_a_mark_nobody_declared_is_a_mark_all_the_same() -> None:
    story = received().then(Marked("unheard of"))
    assert [use.seq for use in standing_uses(story.entries, EDITION.marks)["unheard of"]] == [2]


def test_only_uses_before_the_withdrawal_are_undone_even_at_the_same_moment() -> None:
    story = (
        received().then(Marked("solved"), at=5).then(Marked("not solved"), at=5).then(Marked("solved"), at=5)
    )
    assert [use.seq for use in standing_uses(story.entries, EDITION.marks)["solved"]] == [4]
