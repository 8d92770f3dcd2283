"""Writing into a state that is still being folded; nobody else may write into one."""

from collections.abc import Callable
from typing import Any

from reglament.core.case.event import Entry
from reglament.core.case.state import CaseState

# A frozen state is made once per fold, not once per event: this is what its own constructor does.
put = object.__setattr__

Handler = Callable[[CaseState, Entry, Any], None]
