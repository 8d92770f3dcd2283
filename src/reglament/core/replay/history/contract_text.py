"""A contract as a history writes it: tier, dates, options, hours, figures of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.model.figure import Flat

KEYS = frozenset(
    ("tier", "zone", "from", "until", "revoked", "person", "terms", "hours", "figures", "certificates")
)


class BadText(ValueError):  # noqa: N818 - it names what is wrong
    """A text of a history that cannot be read; the message says where in it."""


def read_contract(name: str, text: Mapping[str, Any], home: str) -> Contract:
    """Read the contract; `home` is the zone of a customer whose side is not told. Raises BadText."""
    for key in text:
        if key not in KEYS:
            raise BadText(f"terms: unknown key {key}")
    return Contract(
        number=name,
        tier=_text(text, "tier"),
        zone=_text(text, "zone") or home,
        from_on=_date(text, "from"),
        until_on=_date(text, "until"),
        revoked_at=_number(text, "revoked"),
        person=bool(text.get("person", False)),
        terms={key: tuple(map(str, value)) for key, value in _mapping(text, "terms").items()},
        figures={metric: Flat(_amount(value)) for metric, value in _mapping(text, "figures").items()},
        granted={counter: _seconds(value) for counter, value in _mapping(text, "hours").items()},
        certificates=tuple(_certificate(one) for one in text.get("certificates", ())),
    )


def _certificate(text: object) -> Certificate:
    if not isinstance(text, Mapping):
        raise BadText("terms: a certificate is a mapping of key, from, until, hours")
    from_on, until_on = _date(text, "from"), _date(text, "until")
    if from_on is None or until_on is None:
        raise BadText("terms: a certificate has both dates, from and until")
    granted = _seconds(text.get("hours", 0))
    return Certificate(_text(text, "key") or "", from_on, until_on, granted, _number(text, "revoked"))


def _text(text: Mapping[str, Any], key: str) -> str | None:
    value = text.get(key)
    if value is not None and not isinstance(value, str):
        raise BadText(f"terms: {key} is a text")
    return value


def _number(text: Mapping[str, Any], key: str) -> int | None:
    value = text.get(key)
    if value is not None and type(value) is not int:
        raise BadText(f"terms: {key} is a moment in UTC seconds")
    return value


def _mapping(text: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = text.get(key, {})
    if not isinstance(value, Mapping):
        raise BadText(f"terms: {key} is a mapping")
    return value


def _date(text: Mapping[str, Any], key: str) -> date | None:
    value = _text(text, key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadText(f"terms: {key} is a date such as 2026-11-05") from None


def _amount(value: object) -> Amount:
    amount = read_amount(value) if isinstance(value, str) else None
    if isinstance(amount, Amount):
        return amount
    raise BadText(f"terms: figures: {value} is no amount")


def _seconds(hours: object) -> int:
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours < 0:
        raise BadText("terms: hours are a number")
    return int(hours * 3600)
