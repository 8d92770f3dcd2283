"""Rules that let in, refuse, ask, sort, count and allow."""

from dataclasses import dataclass

from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.figure import Figure
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.rule import Rule
from reglament.core.regulation.model.title import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseRule(Rule):
    """Says no to `what` (an act word or a mark). `outcome`: refused, held, told, closed or silent; `by`: system or staff."""

    what: str
    ground: str
    by: str
    outcome: str = "refused"
    answer: str | Title | None = None
    instead: Title | None = None
    warns_if: Condition | None = None
    note_needed: bool = False
    or_pause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequireRule(Rule):
    """Fields a case must (`fields`, any of each `one_of` group) and may (`possible`) bring; `missing`: hold, ask or note."""

    fields: tuple[str, ...]
    one_of: tuple[str, ...]
    possible: tuple[str, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Rule):
    """Sorts a case on `axis`: by facts that hold, or by an act that names one of the `criteria` and brings what `brings` lists."""

    axis: str
    value: str
    criteria: dict[str, Title]
    by_facts: bool
    brings: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `number` (None: unlimited); with `of` (a contract term): base + one `number` per `each`, capped at `most`."""

    number: int | None
    of: str | None = None
    each: int = 1
    base: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRule(Rule):
    """Limits a counter, at once or per period. `counts`: which cases or events count; `over`: refuse, wait or charge."""

    counter: str
    limit: Figure[Limit]
    counts: Condition
    per: str | None
    when: Happening | None
    over: str
    ground: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRule(Rule):
    """Hours bought: how they are estimated, accepted, rounded (seconds, once per case), charged and refunded."""

    counter: str
    charged: Condition
    estimate_needed: bool
    accepted_by: str
    evidence: str | None
    round_to: int
    charged_at: Happening
    overrun_needs_acceptance: bool
    below_zero_with_ground: bool
    refund: Condition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenRule(Rule):
    """What news on a closed case does: reopen, new linked case, either or never; for `within` after closing, if given."""

    policy: str
    default: str
    by: tuple[str, ...]
    within: Amount | None
    on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRule(Rule):
    """Order of the queue: the first condition that holds gives the rank; then the nearest due moment."""

    order: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRule(Rule):
    """Ties a mark to a clause: who may record it, what it needs, which marks must stand before it, whom it tells."""

    mark: str
    by: tuple[str, ...]
    needs: tuple[str, ...]
    after: tuple[str, ...]
    notifies: tuple[str, ...]
    links_a_case: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRule(Rule):
    """The span carried by the mark must lie inside the calendar's open hours."""

    mark: str
    inside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule(Rule):
    """Showing a case to a third party needs these marks recorded first."""

    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRule(Rule):
    """Access ends this long after the contract."""

    after: Amount
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRule(Rule):
    """An edition takes effect no earlier than this long after its publication. `to`: roles of the contacts who are written to
    about it; none: all are.
    """

    earliest: Amount
    on: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainRule(Rule):
    """What came by this channel (or this field) is purged after `amount`; `copy_refused`: it may not be copied into a case."""

    what: str
    amount: Amount
    copy_refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityRule(Rule):
    """Contract states in which a case is served, looked at when `looked_at` happens; in any other it is held on `ground`."""

    statuses: tuple[str, ...]
    looked_at: Happening
    ground: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRule(Rule):
    """Who gives a case its number: the system at receipt (`automatic`) or staff."""

    automatic: bool
