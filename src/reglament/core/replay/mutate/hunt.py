"""Mutants played until an example fails: which are caught, and which no example would notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.mutate.edition import Mutant, mutants
from reglament.core.replay.outcome import is_caught
from reglament.core.replay.story import Examples, Story


@dataclass(frozen=True, slots=True)
class Hunted:
    """What became of a mutant: `caught` by a story, `equivalent` as the examples say, `survived`.

    `needless` is a proof of equivalence without its mutant: caught after all, or no longer made.
    """

    mutant: str
    clause: str
    fate: str
    caught_by: str | None = None
    reason: str | None = None


def hunt(regulation: Regulation, examples: Examples, almanac: Almanac) -> Iterator[Hunted]:
    """Play every mutant against the examples, most telling ones first, until one fails. All examples must hold unchanged."""
    equivalent = {one.mutant: one.reason for one in examples.equivalent}
    order = _Order(examples.stories)
    memo = Memo()
    proven: set[str] = set()
    for mutant in mutants(regulation):
        caught_by = _catcher(mutant, order, almanac, memo)
        if caught_by is not None:
            order.caught(caught_by)
            yield Hunted(mutant.name, mutant.clause, "caught", caught_by.name)
        elif mutant.name in equivalent:
            proven.add(mutant.name)
            yield Hunted(mutant.name, mutant.clause, "equivalent", reason=equivalent[mutant.name])
        else:
            yield Hunted(mutant.name, mutant.clause, "survived")
    for name, reason in equivalent.items():
        if name not in proven:
            yield Hunted(name, "", "needless", reason=reason)


def _catcher(mutant: Mutant, order: "_Order", almanac: Almanac, memo: Memo) -> Story | None:
    regulation = mutant.make()
    stories = order.best_first(mutant.clause)
    return next((story for story in stories if is_caught(story, regulation, almanac, memo=memo)), None)


class _Order:
    """Stories in the order in which they are likely to fail: of the mutant's clause first, then the latest to have failed."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = list(stories)

    def best_first(self, clause: str) -> list[Story]:
        return sorted(self._stories, key=lambda story: clause not in story.clauses)

    def caught(self, story: Story) -> None:
        self._stories.remove(story)
        self._stories.insert(0, story)
