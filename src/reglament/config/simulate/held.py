"""Invariants of contracts and of evidence: limits and hours hold, the log verifies, and when faults end every queue runs dry."""

from reglament.config.simulate.need import look
from reglament.config.simulate.taken import rows
from reglament.config.simulate.violation import Violation
from reglament.config.simulate.week import Week
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Pool
from reglament.desk.acts.verify import verify
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.stream import find_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

_TROUBLES = (
    "select key, detail from trouble where key like 'job: %%' or key in ('clock', 'purge', 'intake keys')"
)
_STUCK = "select trouble from stuck"


def limits_hold(desk: Desk, week: Week, *, of_all: bool) -> None:
    """No contract has more in work than it may, nor fewer hours than none; or only those near their limit are looked at. Raises
    Violation.
    """
    now = week.world.now()
    with seen_by(SYSTEM):
        for firm in week.ground.town.firms:
            if firm.contract is None or (firm.most is None and not of_all):
                continue
            regulation = desk.shelf.edition(firm.digest)
            entries = desk.contracts.entries(find_streams([firm.contract])[firm.contract])
            standing = fold_contract(entries, regulation, at=now, known_at=now)
            working = [one.case for one in standing.cases.values() if one.place is None and one.counters]
            if firm.most is not None and len(working) > firm.most:
                raise Violation("I12", f"{firm.word} has {len(working)} cases in work: {working}")
            for name, pool in standing.pools.items():
                if _below(pool):
                    raise Violation("I12", f"{firm.word} has {pool.balance} s left of {name}")


def evidence_holds(desk: Desk, week: Week) -> None:
    """Chains, log, checkpoints and witness agree. Raises Violation."""
    audit = verify(keys=read_published(folder=week.ground.log_keys), witness=week.witness, safe=desk.safe)
    if not audit.holds:
        raise Violation("I7", f"{audit.broken} flaws: {[str(flaw) for flaw in audit.flaws[:3]]}")


def nothing_waits(week: Week) -> None:
    """Ten minutes after the last fault all queues are dry. Raises Violation."""
    now, need = week.world.now(), look()
    if need.watch(now) or need.post(now) or need.unsealed or week.peer.waiting:
        raise Violation(
            "liveness", f"ten minutes after the last fault there waits: {need}, {list(week.peer.waiting)}"
        )
    if need.stuck:
        raise Violation("I10", f"put aside: {rows(_STUCK)}")
    troubles = rows(_TROUBLES)
    if troubles:
        raise Violation("I10", f"a trouble that does not end: {troubles}")
    if rows("select what from hold"):
        raise Violation("liveness", "nothing goes out, and the clock has been right for ten minutes")


def _below(pool: Pool) -> bool:
    return pool.balance < 0 or any(part.balance < 0 for part in pool.parts.values())
