"""The one way in: an act is routed to its decision, the regulation's refusals are laid over it, and what follows by itself is added."""

from reglament.core.case.act import Act, Doer
from reglament.core.case.answer import Answer
from reglament.core.case.event import Entries
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms


def decide(
    act: Act, *, case: str, by: Doer, entries: Entries, terms: Terms, standing: Standing, at: int
) -> Answer:
    """Answer an act that happened at `at` (UTC seconds) on the case with id `case`; never raises.

    `entries`: all entries of the case known so far, none before it is received. They are needed rather than their fold: what
    an act makes happen (pauses, charges, limits) is recognised among them, and the facts a rule looks at are those after the act.
    """
    raise NotImplementedError
