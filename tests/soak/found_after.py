"""What is found on a disk after a power cut, held against what had been acknowledged before it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from reglament.config.connecting import connect_as
from reglament.config.home import Home
from reglament.config.postgres import start
from reglament.config.working import ROLE
from reglament.desk.acts.seal import open_log_signer
from reglament.desk.content.blob_store import BlobDamaged, BlobMissing
from reglament.desk.content.customer_key import find_customer_key
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.secret import Secret
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.soak.books import rows
from tests.soak.estate import Estate, fresh_desk
from tests.soak.verdict import unverified
from tests.soak.writing import blobs_of

THERE = {
    "raw": "select id from inbound where raw is not null",
    "case": "select id from stream where kind = 'case' and seq > 0",
    "act": "select id from done where seq > 0",
    "file": "select id from blob",
}


def recovered(estate: Estate, home: Home) -> tuple[Estate, float]:
    """The estate as it stands on the other disk, its database running, and the seconds that took."""
    begun = time.monotonic()
    start(home.folder)
    taken = time.monotonic() - begun
    connect_as(home, ROLE)
    signer = open_log_signer(keys=home.log_keys, witness=home.witness)
    return replace(estate, home=home, desk=fresh_desk(home, estate.world), signer=signer), taken


def lost(said: Sequence[str]) -> Iterator[str]:
    """What was acknowledged and is not there."""
    there = {what: {str(row[0]) for row in rows(statement)} for what, statement in THERE.items()}
    for line in said:
        what, which = line.split()
        if which not in there[what]:
            yield f"{line} was acknowledged and is lost"


def bad_blobs(estate: Estate) -> Iterator[str]:
    """Files that rows name and that are not there, or are not what they were."""
    blobs = blobs_of(estate, DiskFiles())
    keys: dict[UUID, Secret | None] = {}
    for customer, name in rows("select customer_id, name from blob"):
        if customer not in keys:
            with seen_by(SYSTEM):
                keys[customer] = find_customer_key(customer, safe=estate.desk.safe)
        key = keys[customer]
        if key is None:
            yield f"blob {name}: its customer's key is lost"
            continue
        try:
            for _ in blobs.read(name=name, key=key):
                pass
        except (BlobDamaged, BlobMissing) as bad:
            yield f"blob {name} is {'missing' if isinstance(bad, BlobMissing) else 'torn'}"


def found_after(estate: Estate, said: Sequence[str]) -> Iterator[str]:
    """Everything that is wrong on the disk."""
    yield from lost(said)
    yield from bad_blobs(estate)
    yield from unverified(estate, waiting=True)
