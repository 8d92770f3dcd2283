"""A contract's entries as they come in, with a fold of the older ones kept: how it stands costs the same at any age."""

from collections.abc import Iterable, Sequence

from reglament.core.contract.event import Amended, ContractEntry, Granted
from reglament.core.contract.fold import Counted, count, fold_contract, known_in, place_of, standing_of
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.regulation import Regulation

# So many of the latest moments stay out of the kept fold: what is told a little late still finds its place among them.
LATEST = 48


class KeptContract:
    """`entries` in order of their numbers, from 1; only added to. `texts`: those that say under what its cases are served; `loose`:
    those that are not folded yet, among them so many of the `latest`. `latest_known_at`: the latest moment any was known at.
    """

    def __init__(self, entries: Iterable[ContractEntry] = (), *, latest: int = LATEST) -> None:
        self.entries: list[ContractEntry] = []
        self.texts: list[ContractEntry] = []
        self.latest_known_at = 0
        self._latest = latest
        self._forget()
        self.add(entries)

    def add(self, entries: Iterable[ContractEntry]) -> None:
        """Go on with entries that follow. One that belongs before what is folded already has all folded anew when next asked."""
        for entry in entries:
            self.entries.append(entry)
            self.loose.append(entry)
            self.latest_known_at = max(self.latest_known_at, entry.known_at)
            if isinstance(entry.event, Granted | Amended):
                self.texts.append(entry)
            if place_of(entry) < self._until:
                self._forget()

    def standing(
        self, regulation: Regulation, *, at: int, known_at: int, fresh: Sequence[ContractEntry] = ()
    ) -> Standing:
        """Give what `fold_contract` gives of all entries, with `fresh` ones behind them that are not written yet.

        Only a question about a moment before what is folded, or as less was known, reads all of them.
        """
        self._take_up(at, known_at)
        is_behind = self._until[0] > at or self._known_at > known_at
        if is_behind or any(place_of(entry) < self._until for entry in fresh):
            return fold_contract((*self.entries, *fresh), regulation, at=at, known_at=known_at)
        loose = [*self.loose, *fresh]
        counted = self._counted.copy()
        count(counted, known_in(loose, at, known_at))
        texts = [*self.texts, *(one for one in fresh if isinstance(one.event, Granted))]
        return standing_of(counted, regulation, texts, at=at, known_at=known_at)

    def _forget(self) -> None:
        self._counted = Counted()
        self._until = (-1, 0)
        self._known_at = 0
        self.loose = list(self.entries)

    def _take_up(self, at: int, known_at: int) -> None:
        """Fold the older of the loose entries, if there are many by now; what is dated ahead stays loose."""
        if len(self.loose) <= 2 * self._latest:
            return
        taken = known_in(self.loose, at, known_at)[: -self._latest]
        if not taken:
            return
        numbers = {entry.seq for entry in taken}
        rest = [entry for entry in self.loose if entry.seq not in numbers]
        if any(place_of(entry) < place_of(taken[-1]) for entry in rest):
            return  # asked of a time when less was known
        count(self._counted, taken)
        self._until = place_of(taken[-1])
        self._known_at = max(self._known_at, *(entry.known_at for entry in taken))
        self.loose = rest
