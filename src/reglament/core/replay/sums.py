"""Promises kept in sum, over all cases of a played story's contract."""

from reglament.core.contract.period import period_of
from reglament.core.regulation.model.rule import Share, TargetRule
from reglament.core.replay.story import Value
from reglament.core.replay.view import View, look
from reglament.core.target.share import KeptShare, kept_shares


def share_of(seen: View, metric: str, key: str) -> Value:
    """Answer `counted`, `kept` or `stands` of a metric in the period around the moment asked about; None: no share is promised."""
    promised = _promised(seen, metric)
    if not promised:
        return None
    found = [one for one in _shares(seen) if one.metric == metric and _is_now(one, seen)]
    match key:
        case "counted":
            return sum(one.counted for one in found)
        case "kept":
            return sum(one.kept for one in found)
        case _:
            return all(one.stands for one in found)


def _promised(seen: View, metric: str) -> list[Share]:
    return [
        rule.share for rule in seen.regulation.of_kind(TargetRule) if rule.metric == metric and rule.share
    ]


def _is_now(one: KeptShare, seen: View) -> bool:
    return period_of(one.promised.over, seen.at, seen.terms.home) == (one.from_at, one.until_at)


def _shares(seen: View) -> tuple[KeptShare, ...]:
    views = [
        look(seen.played, case, at=seen.at, known_at=seen.known_at)
        for case in seen.played.books.of_contract()
    ]
    targets = [target for view in views for target in view.targets]
    return kept_shares(targets, rules=seen.regulation.rules, zone=seen.terms.home)
