"""What no longer fits: something that was done and can't be done under the edition on trial."""

from reglament.core.case.answer import Accepted, Refused

NEW_CASE = "case/new"


def why_unfit(answer: Accepted | Refused) -> str | None:
    """Say why something that was done can't be done under the edition; None where it can.

    What arrived has arrived: a letter that the law turns away is kept with its refusal, and that is no misfit.
    """
    if isinstance(answer, Refused):
        if answer.recorded:
            return None
        ground = answer.values.get("ground")
        return str(ground) if ground else answer.code
    if answer.new_case:
        return NEW_CASE
    return None
