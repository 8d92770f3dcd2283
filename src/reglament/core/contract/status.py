"""Whether a contract, or the certificate that a key names, entitles to service at a moment."""

from datetime import date

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.key import NO_KEY, is_key_of, key_tag
from reglament.core.hours.zone import Zone

BEST_FIRST = ("valid", "not yet", "expired", "revoked", "unknown")


def certificates_of(contract: Contract) -> tuple[Certificate, ...]:
    """Give the certificates, of several with one key the last."""
    return tuple({one.key: one for one in contract.certificates}.values())


def certificate_of(contract: Contract | None, key: str | None, tag: str | None = None) -> Certificate | None:
    """Give the certificate a key names, however it is typed, or without a key the one with this tag.

    All are compared, so that time tells nothing.
    """
    certificates = certificates_of(contract) if contract else ()
    if key is not None:
        found = [one for one in certificates if is_key_of(one.key, key)]
    else:
        found = [one for one in certificates if key_tag(one.key) == tag and one.key != NO_KEY]
    return found[0] if found else None


def tag_of(contract: Contract | None, key: str | None, tag: str | None = None) -> str | None:
    """Give the tag by which books know the certificate of a key (or tag); None where there is no such certificate."""
    certificate = certificate_of(contract, key, tag)
    return None if certificate is None else key_tag(certificate.key)


def status(contract: Contract | None, *, key: str | None, at: int, zone: Zone, tag: str | None = None) -> str:
    """Say `valid`, `expired`, `not yet`, `revoked`, `unknown` or `none` at `at` (UTC seconds).

    Dates are whole days of `zone`, the regulation's home zone, both inclusive. A key as typed, or without one a `tag`, picks
    its certificate, whose dates then count alone; `unknown`: no certificate has that key. `none`: no contract, or one that
    lives by certificates only while none was named.
    """
    if contract is None:
        return "none" if key is None else "unknown"
    certificate = certificate_of(contract, key, tag)
    if certificate is not None:
        return status_by(contract, certificate, at=at, zone=zone)
    if _is_over(contract.revoked_at, at):
        return "revoked"
    if key is not None:
        return "unknown"
    if contract.from_on is None and contract.until_on is None and contract.certificates:
        return "none"
    return _dated(contract.from_on, contract.until_on, at, zone)


def status_by(contract: Contract, certificate: Certificate, *, at: int, zone: Zone) -> str:
    """Say how the contract stands at `at` (UTC seconds) by one of its certificates; `unknown` where that has an empty key."""
    if _is_over(contract.revoked_at, at):
        return "revoked"
    if certificate.key == NO_KEY:
        return "unknown"
    if _is_over(certificate.revoked_at, at):
        return "revoked"
    return _dated(certificate.from_on, certificate.until_on, at, zone)


def tags_in_force(contract: Contract | None, *, at: int, zone: Zone) -> tuple[str, ...]:
    """Give the tags of the certificates that entitle to service at `at` (UTC seconds)."""
    if contract is None:
        return ()
    found = certificates_of(contract)
    return tuple(key_tag(one.key) for one in found if status_by(contract, one, at=at, zone=zone) == "valid")


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
    found = {status_by(contract, one, at=at, zone=zone) for one in certificates_of(contract)}
    return next(word for word in BEST_FIRST if word in found)
