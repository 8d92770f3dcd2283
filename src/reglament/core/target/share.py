"""Promises kept in sum: of the targets judged in a period, how many were kept, and whether the promised share stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reglament.core.contract.period import period_of
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import Share, TargetRule
from reglament.core.target.target import Target

KEPT = ("met", "deemed")
COUNTED = (*KEPT, "breached")


@dataclass(frozen=True, slots=True)
class KeptShare:
    """One promise of a metric in one calendar period, half-open, UTC seconds: `kept` of `counted` targets."""

    metric: str
    promised: Share
    from_at: int
    until_at: int
    counted: int
    kept: int

    @property
    def stands(self) -> bool:
        """Whether at least the promised share was kept; nothing counted breaks nothing."""
        return self.kept * 100 >= Fraction(str(self.promised.percent)) * self.counted


def kept_shares(
    found: Iterable[Target], *, rules: Mapping[str, AnyRule], zone: Zone
) -> tuple[KeptShare, ...]:
    """Give every promise in every period in which a target of it was judged, in order of metrics and periods.

    `found` are targets of several cases, `rules` the regulation's by id, `zone` its home zone. Rules of one metric with the same
    share over the same period are one promise. What counts: docs/algorithms/targets.md, section 6.
    """
    judged: dict[tuple[str, float, str, int, int], list[bool]] = {}
    for target in found:
        rule = rules.get(target.rule)
        at = judged_at(target)
        if isinstance(rule, TargetRule) and rule.share is not None and at is not None:
            begin, end = period_of(rule.share.over, at, zone)
            key = (target.metric, rule.share.percent, rule.share.over, begin, end)
            judged.setdefault(key, []).append(target.verdict in KEPT)
    return tuple(
        KeptShare(metric, Share(percent, over), begin, end, len(kept), sum(kept))
        for (metric, percent, over, begin, end), kept in sorted(judged.items())
    )


def judged_at(target: Target) -> int | None:
    """Give the moment that puts a target into its period: its breach if it was late, else its end. None: it does not count."""
    if target.verdict not in COUNTED:
        return None
    return target.ended_at if target.breached_at is None else target.breached_at
