"""Sending as the desk sees it: a letter is claimed, and what sending did comes back through the door as a report on its case."""

from collections.abc import Sequence

from reglament.core.case.act import Report
from reglament.core.case.answer import Answer
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.outbox.claim import LEASE, claim
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Outcome, settle_letter, stage_of
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.record import change
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import SYSTEM as BY_SYSTEM
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import SYSTEM


def claim_letter(
    *, desk: Desk, channels: Sequence[str], outward: bool, lease: int = LEASE
) -> Outgoing | None:
    """Claim the next letter to go out by one of the channels; the attempt counts from here. `outward` False: the clock is
    doubted, and nothing goes out.
    """
    if not outward:
        return None
    letter = durably(
        SYSTEM, lambda: claim(channels=channels, at=desk.world.now(), safe=desk.safe, lease=lease)
    )
    fail_point("post.after claim")
    return letter


def settle_post(*, desk: Desk, letter: Outgoing, outcome: Outcome) -> None:
    """Write down what became of a letter and tell its case, if any, in one transaction. Raises NotYours, with nothing written."""
    stage, case = stage_of(letter, outcome), letter.case
    if stage is None or case is None:
        durably(SYSTEM, lambda: settle_letter(letter, outcome, at=desk.world.now()))
        return

    def perform(unit: Unit) -> Answer:
        settle_letter(letter, outcome, at=unit.now)
        report = Report(stage, str(letter.message))
        return unit.perform(report, unit.main, BY_SYSTEM, happened_at=unit.now, known_at=unit.now)

    change(
        desk=desk,
        viewer=SYSTEM,
        case=case,
        also=(),
        perform=perform,
        enclosed=NOTHING_ENCLOSED,
        counts=False,
    )
    fail_point("post.after settle")
