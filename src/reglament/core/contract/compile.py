"""The terms of service, compiled: every declared calendar with the customer's zone and the contract's own hours put in."""

from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.regulation import Regulation

Memo = dict[object, Hours]


def compile_terms(
    regulation: Regulation,
    contract: Contract | None,
    almanac: Almanac,
    *,
    customer_zone: str | None = None,
    memo: Memo | None = None,
) -> Terms | tuple[CalendarFault, ...]:
    """Compile the terms, or give every calendar's faults (`where` begins with the calendar's name).

    The zone `customer` is the contract's, else `customer_zone`, else the regulation's home zone. `memo` belongs to the
    caller: calendars compiled once are taken from it, so it must not be shared between almanacs.
    """
    raise NotImplementedError
