"""How a contract stands at one moment: its counters, folded from the contract's own stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.contract.contract import Contract
from reglament.core.contract.event import PeriodDeclared


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """One open case of the contract: counters it counts against; `place` in the waiting line (1 first) or None."""

    case: str
    counters: frozenset[str]
    place: int | None


@dataclass(frozen=True, slots=True)
class Pool:
    """Hours of one counter, seconds: granted − charged + refunded = balance; `reserved` by case is still in the balance.

    `parts`: where a contract has certificates, what each of them holds, by the tag of its key, and under the empty tag
    what the contract itself does; a case draws on the one it came with.
    """

    granted: int
    charged: int
    refunded: int
    reserved: Mapping[str, int]
    parts: Mapping[str, Pool] = field(default_factory=dict)

    def of(self, certificate: str | None) -> Pool:
        """The part a case draws on that came with this certificate, or with none."""
        return self.parts.get(certificate or "", NO_HOURS) if self.parts else self

    @property
    def balance(self) -> int:
        """Seconds not yet charged."""
        return self.granted - self.charged + self.refunded


NO_HOURS = Pool(0, 0, 0, {})


@dataclass(frozen=True, slots=True)
class Standing:
    """Counters of one contract. `used`: moments of each use of a periodic counter; `contacts`: contact → role.

    `ahead`: texts that are made already and govern later, each with its first moment (UTC seconds), in order.
    """

    contract: Contract | None
    cases: Mapping[str, CaseStanding]
    pools: Mapping[str, Pool]
    used: Mapping[str, tuple[int, ...]]
    contacts: Mapping[str, str]
    teams: frozenset[str]
    periods: Mapping[str, PeriodDeclared]
    line: tuple[str, ...] = ()
    ahead: tuple[tuple[int, Contract], ...] = ()

    @property
    def renews_at(self) -> int | None:
        """The first day of a contract that is made already and governs later."""
        return self.ahead[0][0] if self.ahead else None
