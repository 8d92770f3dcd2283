"""Whether a contract, or the certificate that a key names, entitles to service at a moment."""

from reglament.core.contract.contract import Contract
from reglament.core.hours.zone import Zone


def status(contract: Contract | None, *, key: str | None, at: int, zone: Zone) -> str:
    """Say `valid`, `expired`, `not yet`, `revoked`, `unknown` (key) or `none` at `at`; dates are whole days of `zone` (home)."""
    raise NotImplementedError
