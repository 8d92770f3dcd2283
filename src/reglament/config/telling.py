"""How staff of this desk are told: how often at most, as the environment says, with links to the pages people reach it by."""

import os

from reglament.cli.trouble import Trouble
from reglament.config.settings import PUBLIC_URL
from reglament.desk.watch.manner import Manner
from reglament.desk.watch.quiet import PERIOD

NAMED_BY = "REGLAMENT_SUMMARY_MINUTES"
MINUTE, MOST = 60, 24 * 60


def manner_of_this_process() -> Manner:
    """The manner. Raises Trouble where the environment names no whole number of minutes within a day."""
    found = os.environ.get(NAMED_BY) or str(PERIOD // MINUTE)
    if not (found.isascii() and found.isdigit() and 1 <= int(found) <= MOST):
        raise Trouble("summary minutes", variable=NAMED_BY, found=found)
    return Manner(every=int(found) * MINUTE, pages=PUBLIC_URL)
