"""What every rule has in common, and the rules that run clocks: target, pause, none, extend, excuse."""

from dataclasses import dataclass

from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.figure import Figure
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place


@dataclass(frozen=True, slots=True)
class Reading:
    """The chosen interpretation of an ambiguous clause: `of` names the key of the rule that carries the choice."""

    of: str
    says: Title
    instead: str | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Common part. `id` is `<clause>/<name>`; `condition` joins `if` and `unless`; `overrides` are ids of weaker rules."""

    id: str
    clause: str
    place: Place
    condition: Condition
    readings: tuple[Reading, ...] = ()
    overrides: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The term is the one named by the starting event."""


@dataclass(frozen=True, slots=True)
class OfTheContract:
    """The term is the contract's own figure for this metric; a contract without one has no such target."""


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """Tell `role` (None: whoever works on the case) once `percent` of the amount is spent."""

    percent: int
    role: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A promise kept in sum: at least `percent` (may be fractional) of targets ended in each `over` period."""

    percent: float
    over: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens when a target is not kept. `kind`: `alert`, `close`, `tell` (`to` a role) or `record` (`to` a mark)."""

    kind: str
    to: str | None = None
    ground: str | None = None
    deems: tuple[str, ...] = ()
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule(Rule):
    """Starts a clock for a metric. `on`: calendar names; the name `tier` stands for the tier's calendar."""

    metric: str
    starts: Happening
    met_by: Happening
    within: Figure[Amount] | Agreed | OfTheContract
    on: Figure[str]
    cancelled_by: Happening | None = None
    survives: tuple[str, ...] = ()
    each: bool = False
    restarts: bool = False
    every: bool = False
    strength: str = "promise"
    share: Share | None = None
    owed_by: str = "vendor"
    warnings: tuple[EarlyWarning, ...] = ()
    then: Consequence = Consequence("alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRule(Rule):
    """A reason to stop clocks. `notice`: ways of which one must have carried a notice first; empty: none is needed."""

    reason: str
    stops: tuple[str, ...]
    by: tuple[str, ...]
    starts: Happening | None
    ends: Happening | None
    ends_by_staff: bool
    notice: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneRule(Rule):
    """States that such cases have no target of these metrics."""

    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendRule(Rule):
    """A target's term may grow by agreement."""

    metric: str
    grounds: tuple[str, ...]
    agreement: str | None
    most: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseRule(Rule):
    """A breached target that staff tie to a declared period with one of these grounds is excused."""

    metrics: tuple[str, ...]
    grounds: tuple[str, ...]
