"""Gates: fields a case must bring. It is asked for them once, waits where the rule says so, and goes on when they are there."""

from reglament.core.case.decide.draft import Draft, follow
from reglament.core.case.decide.forbid import forbid_anew, holding
from reglament.core.case.decide.law import applying
from reglament.core.case.event import Asked, Held, Identified
from reglament.core.case.state import CaseState
from reglament.core.regulation.model.happening import RECEIPT
from reglament.core.regulation.model.permission import RefuseRule, RequireRule, ValidityRule


def missing_of(rule: RequireRule, state: CaseState) -> tuple[str, ...]:
    """Name the fields the rule still misses; of a group of which one is enough, all."""
    missing = [name for name in rule.fields if name not in state.fields]
    if rule.one_of and not any(name in state.fields for name in rule.one_of):
        missing.extend(name for name in rule.one_of if name not in missing)
    return tuple(missing)


def pass_gates(draft: Draft) -> Draft:
    """Ask for what is missing, hold the case at its gates, or let it through: it is then identified."""
    if not draft.is_live:
        return draft
    state = draft.now.state
    wanted = [
        (rule, missing)
        for rule in applying(draft.now.regulation.of_kind(RequireRule), draft.now.facts())
        if (missing := missing_of(rule, state))
    ]
    gates = [(rule, missing) for rule, missing in wanted if rule.missing == "hold"]
    if state.identified_at is not None and state.held is None:
        draft = _ask(draft, [pair for pair in wanted if pair[0].missing == "ask"])
        return _hold(draft, _not_entitling(draft))
    if gates and state.held is None:
        fields = tuple(dict.fromkeys(name for _, missing in gates for name in missing))
        draft = follow(draft, Held(gates[0][0].id, fields))
    draft = _ask(draft, [pair for pair in wanted if pair[0].missing != "note"])
    against: tuple[RefuseRule | ValidityRule, ...] = (*holding(draft), *_not_entitling(draft))
    return _hold(draft, against) if gates or against else _let_in(draft)


def _not_entitling(draft: Draft) -> tuple[ValidityRule, ...]:
    """Rules on the contract that have looked at it and found it in a state in which no case is served."""
    rules = draft.now.regulation.of_kind(ValidityRule)
    seen = draft.now.facts()
    looked = draft.now.state.looked_at
    return tuple(
        rule
        for rule in (applying(rules, seen) if rules else ())
        if (rule.looked_at == RECEIPT or rule.id in looked) and seen.contract not in rule.statuses
    )


def _hold(draft: Draft, against: tuple[RefuseRule | ValidityRule, ...]) -> Draft:
    """Keep the case back; a rule that holds it only from now on is told."""
    told: set[str] = set()
    if draft.now.state.held is not None:
        told = {entry.event.rule for entry in draft.now.entries if isinstance(entry.event, Held)}
    return follow(draft, *(Held(rule.id, (), rule.ground) for rule in against if rule.id not in told))


def _ask(draft: Draft, wanted: list[tuple[RequireRule, tuple[str, ...]]]) -> Draft:
    asked = {entry.event.rule for entry in draft.now.entries if isinstance(entry.event, Asked)}
    events = [Asked(rule.id, missing) for rule, missing in wanted if rule.id not in asked]
    return follow(draft, *events)


def _let_in(draft: Draft) -> Draft:
    if draft.before.state.held is not None:
        draft = forbid_anew(draft)
    return follow(draft, Identified()) if draft.is_live else draft
