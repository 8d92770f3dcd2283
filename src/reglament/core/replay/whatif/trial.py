"""A trial: lines of a history in, a tally out. One edition is tried, another says how things were before."""

from collections.abc import Callable, Iterable

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.past import BrokenLine, PastCase
from reglament.core.replay.history.read import Reader
from reglament.core.replay.whatif.judge import Judge
from reglament.core.replay.whatif.law import Law, asked_fields
from reglament.core.replay.whatif.tally import BROKEN_KEPT, Tally, tally


class Trial:
    """Keeps what chunks have in common. Chunks hold whole contracts, one after the other."""

    def __init__(
        self,
        tried: Regulation,
        before: Regulation,
        almanac: Almanac,
        *,
        until: int,
        load: Callable[[bytes], object],
    ) -> None:
        """`until`: the moment (UTC seconds) the history ends; `load` reads JSON."""
        editions = (tried,) if tried is before else (tried, before)
        asked = frozenset().union(*(asked_fields(one) for one in editions))
        self._reader = Reader(editions, asked=asked, until=until, load=load)
        self._after = Judge(Law(tried, almanac), until)
        self._before = self._after if tried is before else Judge(Law(before, almanac), until)

    def of(self, lines: Iterable[bytes]) -> Tally:
        """Try the lines of a chunk; blank ones are none."""
        cases: list[PastCase] = []
        broken: list[BrokenLine] = []
        number = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            read = self._reader.read_text(number, line)
            if isinstance(read, PastCase):
                cases.append(read)
            else:
                broken.append(read)
        after = self._after.judge(cases)
        found = tally(cases, after if self._before is self._after else self._before.judge(cases), after)
        found.lines = number
        found.broken, found.broken_lines = broken[:BROKEN_KEPT], len(broken)
        return found
