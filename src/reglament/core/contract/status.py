"""Whether a contract, or the certificate that a key names, entitles to service at a moment."""

from datetime import date

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.key import key_tag, same_key
from reglament.core.hours.zone import Zone

BEST_FIRST = ("valid", "not yet", "expired", "revoked", "unknown")


def certificate_of(contract: Contract | None, key: str | None) -> Certificate | None:
    """Give the certificate a key names, however it is written; all are compared, so that time tells nothing."""
    if contract is None or key is None:
        return None
    found = [certificate for certificate in contract.certificates if same_key(certificate.key, key)]
    return found[-1] if found else None


def tag_of(contract: Contract | None, key: str | None) -> str | None:
    """Give the tag of a key by which books know its certificate; None where no certificate has it."""
    certificate = certificate_of(contract, key)
    return None if certificate is None else key_tag(certificate.key)


def key_of(contract: Contract | None, tag: str | None) -> str | None:
    """Give the key with this tag."""
    certificates = contract.certificates if contract else ()
    return next((one.key for one in certificates if key_tag(one.key) == tag), None)


def status(contract: Contract | None, *, key: str | None, at: int, zone: Zone) -> str:
    """Say `valid`, `expired`, `not yet`, `revoked`, `unknown` or `none` at `at` (UTC seconds).

    Dates are whole days of `zone`, the regulation's home zone, both inclusive. A key picks its certificate, whose dates
    then count alone; `unknown`: no certificate has that key. `none`: no contract, or one that lives by certificates only
    while no key was given.
    """
    if contract is None:
        return "none" if key is None else "unknown"
    if _is_over(contract.revoked_at, at):
        return "revoked"
    if key is not None:
        certificate = certificate_of(contract, key)
        if certificate is None:
            return "unknown"
        if _is_over(certificate.revoked_at, at):
            return "revoked"
        return _dated(certificate.from_on, certificate.until_on, at, zone)
    if contract.from_on is None and contract.until_on is None and contract.certificates:
        return "none"
    return _dated(contract.from_on, contract.until_on, at, zone)


def _is_over(revoked_at: int | None, at: int) -> bool:
    return revoked_at is not None and revoked_at <= at


def _dated(from_on: date | None, until_on: date | None, at: int, zone: Zone) -> str:
    if from_on is None and until_on is None:
        return "valid"
    today = zone.wall(at)[0]
    if from_on is not None and today < from_on.toordinal():
        return "not yet"
    return "expired" if until_on is not None and today > until_on.toordinal() else "valid"


def status_now(contract: Contract | None, *, at: int, zone: Zone) -> str:
    """Say how the whole contract stands at `at`, whatever key a case came with: by certificates, as the best of them does."""
    if contract is None or contract.from_on or contract.until_on or not contract.certificates:
        return status(contract, key=None, at=at, zone=zone)
    found = {status(contract, key=one.key, at=at, zone=zone) for one in contract.certificates}
    return next(word for word in BEST_FIRST if word in found)
