"""`verify`: the books audited as the role that sees everything and changes nothing, with the keys and the witness of this home."""

from collections.abc import Callable, Sequence

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.migrating import pending
from reglament.desk.acts.seal import WITNESS
from reglament.desk.acts.verify import verify as verify_books
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.audit import Audit
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.receipt import read_receipt
from reglament.desk.ledger.witness import Witness

AUDITOR = "desk_audit"


def verify(
    home: Home,
    tell: Tell,
    key: str | None,
    receipts: Sequence[str],
    reached: Callable[[int, int], None],
) -> Audit:
    """Audit everything. `key`: a public key somebody outside knows; it must be one of those published here. `receipts`: as copied
    from letters.
    """
    read = [read_receipt(one) for one in receipts]
    for copied, one in zip(receipts, read, strict=True):
        if one is None:
            raise Trouble("receipt unreadable", receipt=copied)
    keys = read_published(folder=home.log_keys)
    if key is not None and key not in {one.text for one in keys}:
        raise Trouble("log key other", key=key, path=home.log_keys)
    with database_running(home, tell):
        connect_as(home, AUDITOR)
        if lacking := pending():
            raise Trouble("books older", n=len(lacking))
        return verify_books(
            keys=keys,
            witness=Witness(home.witness / WITNESS),
            safe=Safe(lambda: load_keks(folder=home.content_keys, files=DiskFiles())),
            reached=reached,
            receipts=[one for one in read if one is not None],
        )
