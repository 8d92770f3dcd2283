"""The end of access: some time after the contract's end its people can do nothing on its cases any more."""

from reglament.core.case.answer import Refused
from reglament.core.case.decide.draft import Draft, stop
from reglament.core.contract.access import end_of_access


def shut_out(draft: Draft) -> Refused | None:
    """Refuse what the customer does once access has ended; what he wrote stays on record like everything that arrives."""
    now = draft.before
    if now.by.party != "customer":
        return None
    found = end_of_access(now.terms, standing=now.standing, at=now.at)
    if found is None or now.at < found[0]:
        return None
    ends_at, rule = found
    return stop(draft, "access/ended", rule, ended_at=ends_at)
