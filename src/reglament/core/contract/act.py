"""The closed union of acts on a contract's own stream. Imperative, frozen; decided in core.contract.amend."""

from dataclasses import dataclass

from reglament.core.contract.contract import Contract


@dataclass(frozen=True, slots=True)
class Grant:
    """Make or renew the contract."""

    contract: Contract


@dataclass(frozen=True, slots=True)
class Amend:
    """Change the contract's text; `from_the_change`: for open cases too. `contacts` moves roles (contact to role) with it."""

    contract: Contract
    from_the_change: bool = False
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AddContact:
    """Let a person write under the contract."""

    contact: str
    role: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveContact:
    """Let a person write no longer."""

    contact: str


@dataclass(frozen=True, slots=True)
class AddTeam:
    """Add a group of contacts."""

    team: str


@dataclass(frozen=True, slots=True)
class Declare:
    """Declare a period with its ground; `until_at` None while it lasts."""

    period: str
    ground: str
    from_at: int
    until_at: int | None


ContractAct = Grant | Amend | AddContact | RemoveContact | AddTeam | Declare
