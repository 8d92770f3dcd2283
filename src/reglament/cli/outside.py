"""What the command line needs of the world besides files named by the user: given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from reglament.core.hours.almanac import Almanac


@dataclass(frozen=True, slots=True)
class Outside:
    """`almanac` loads production calendars and zones; called by verbs that need them, once."""

    almanac: Callable[[], Almanac]
