"""From visible entries to the state of a case, one handler per kind of event; an unexpected order never raises."""

from reglament.core.case.event import Entries
from reglament.core.case.state import CaseState
from reglament.core.regulation.model.regulation import Regulation


def fold(entries: Entries, regulation: Regulation) -> CaseState:
    """Fold visible entries (see `visible`) into the state of the case."""
    raise NotImplementedError
