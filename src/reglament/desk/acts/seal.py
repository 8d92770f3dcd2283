"""One turn of the sealer: what waits is sealed in a transaction of its own, then told to the witness outside. Several may try at once."""

from dataclasses import dataclass
from pathlib import Path

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.ledger.checkpoint import Signer
from reglament.desk.ledger.log_keys import read_log_keys
from reglament.desk.ledger.sealer import checkpoints_after, seal
from reglament.desk.ledger.witness import Witness
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM

WITNESS = "log.witness"


@dataclass(frozen=True, slots=True)
class LogSigner:
    """Who signs the log, the oldest key first, and the file outside the database that remembers its checkpoints."""

    keys: tuple[Signer, ...]
    witness: Witness


def open_log_signer(*, keys: Path, witness: Path) -> LogSigner:
    """Read the keys of the log from their folder. Raises LogKeyRefused."""
    return LogSigner(read_log_keys(folder=keys), Witness(witness / WITNESS))


def seal_turn(*, desk: Desk, signer: LogSigner, at_once: bool = False) -> int:
    """Seal events that are committed and not yet in the log; give how many. After any it is worth calling again at once.

    A checkpoint is made when 1,000 appends wait, or 60 seconds after the last one; `at_once`: whatever waits. A checkpoint
    that an earlier turn could not tell the witness is told now. Raises LogBehind where the books are older than the witness.
    """
    # First what an earlier turn could not tell: the witness may lack the newest checkpoint, and never one before it.
    _tell(signer)
    witnessed = signer.witness.last()
    at = desk.world.now()
    sealed = durably(SYSTEM, lambda: seal(keys=signer.keys, witnessed=witnessed, at=at, at_once=at_once))
    fail_point("seal.after commit")
    if sealed:
        _tell(signer)
    return sealed


def _tell(signer: LogSigner) -> None:
    witnessed = signer.witness.last()
    with seen_by(SYSTEM):
        newer = list(checkpoints_after(witnessed.size if witnessed else -1))
    if newer:
        signer.witness.add(iter(newer))
        fail_point("seal.after witness")
