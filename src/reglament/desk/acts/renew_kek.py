"""A new key-encryption key in the place of the old: afterwards no copy of a key's row made before is of any use to anybody."""

from collections.abc import Callable
from pathlib import PurePath

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.content.files import Files
from reglament.desk.content.kek_file import load_keks, retire_kek, rotate_kek
from reglament.desk.content.rewrap import oldest_in_use, rewrap_all
from reglament.desk.models import Kek
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM


def renew_kek(*, desk: Desk, folder: PurePath, files: Files, rewrite: Callable[[], None]) -> int:
    """Make the next version in `folder`, wrap every key anew, have their tables rewritten, destroy the older versions.

    Gives how many keys were wrapped. Cut short, it goes on with the version that was made. Backups made before open nothing
    confidential from now on: they are restored together with a backup of the keys' tables made since. Raises KekFileRefused.
    """
    ring = load_keks(folder=folder, files=files)
    with seen_by(SYSTEM):
        in_use = Kek.objects.order_by("-version").values_list("version", flat=True).first() or 1
    if ring.versions == (in_use,):
        rotate_kek(folder=folder, files=files, world=desk.world)
        ring = load_keks(folder=folder, files=files)
    fail_point("kek.after new version")
    wrapped = durably(SYSTEM, lambda: rewrap_all(ring=ring, world=desk.world))
    fail_point("kek.after wrapping")
    rewrite()
    fail_point("kek.after rewrite")
    with seen_by(SYSTEM):
        oldest = oldest_in_use()
    for version in ring.versions:
        if version < ring.newest and (oldest is None or oldest > version):
            retire_kek(folder=folder, version=version, files=files)
    return wrapped
