"""What every fact that a condition asks about may be: the values a regulation declares, or mentions where any is possible."""

from collections.abc import Iterable

from reglament.core.regulation.grammar.vocabulary import CONTRACT_STATES, STATUSES, STRANGER
from reglament.core.regulation.model.condition import AllOf, AnyOf, Condition, FieldIs, Is, Not, TermIs
from reglament.core.regulation.model.permission import CountRule
from reglament.core.regulation.model.regulation import Regulation

ABSENT = "—"  # the fact has no value
OTHER = "…"  # a value nobody mentions
YES, NO = "yes", "no"
BOTH = frozenset({YES, NO})
_PLAIN = frozenset({"tier", "channel", "role", "contract", "status", "product"})


class Domains:
    """Facts are named `priority`, `tier` …, and with what they are facts of: `field:<name>`, `term:<name>`, `marked:<name>` …"""

    def __init__(self, regulation: Regulation, conditions: Iterable[Condition]) -> None:
        self._regulation = regulation
        self._mentioned: dict[str, set[str]] = {}
        for condition in conditions:
            self._note(condition)
        self._counted = {rule.counter for rule in regulation.of_kind(CountRule)}
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, fact: str) -> frozenset[str]:
        """Every value the fact may have; absence and values nobody mentions stand for themselves."""
        found = self._found.get(fact)
        if found is None:
            found = self._found[fact] = self._values(fact)
        return found

    def _note(self, condition: Condition) -> None:
        match condition:
            case AllOf(conditions=parts) | AnyOf(conditions=parts):
                for part in parts:
                    self._note(part)
            case Not(condition=part):
                self._note(part)
            case Is(fact=fact, values=values):
                self._mentioned.setdefault(fact, set()).update(values)
            case FieldIs(field=name, values=values):
                self._mentioned.setdefault(f"field:{name}", set()).update(values)
            case TermIs(term=name, values=values):
                self._mentioned.setdefault(f"term:{name}", set()).update(values)
            case _:
                pass

    def _values(self, fact: str) -> frozenset[str]:
        if fact in _PLAIN:
            return self._plain(fact)
        if fact in self._regulation.axes:
            axis = self._regulation.axes[fact]
            return frozenset(axis.values) | (frozenset() if axis.default else {ABSENT})
        kind, _, name = fact.partition(":")
        match kind:
            case "field":
                return self._field(name) | {ABSENT}
            case "term" if ":" not in name:
                return self._term(name)
            case "over" if name not in self._counted:
                return frozenset({NO})
            case _:
                return BOTH

    def _plain(self, fact: str) -> frozenset[str]:
        regulation = self._regulation
        match fact:
            case "tier":
                tiers = frozenset(regulation.tiers)
                return tiers if len(tiers) == 1 else tiers | {ABSENT}
            case "channel":
                return frozenset(regulation.channels)
            case "role":
                return frozenset(regulation.roles) | {STRANGER}
            case "contract":
                return frozenset(CONTRACT_STATES)
            case "status":
                return frozenset(STATUSES)
            case _:
                return frozenset(self._mentioned.get(fact, ())) | {OTHER, ABSENT}

    def _field(self, name: str) -> frozenset[str]:
        declared = self._regulation.fields.get(name)
        if declared and declared.values:
            return frozenset(declared.values)
        if declared and declared.kind == "yes no":
            return BOTH
        return frozenset(self._mentioned.get(f"field:{name}", ())) | {OTHER}

    def _term(self, name: str) -> frozenset[str]:
        declared = self._regulation.terms.get(name)
        if declared is None or declared.kind == "list":
            return BOTH
        absent = frozenset() if declared.default else frozenset({ABSENT})
        if declared.kind == "yes no":
            return BOTH | absent
        if declared.values:
            return frozenset(declared.values) | absent
        mentioned = self._mentioned.get(f"term:{name}", set())
        return frozenset(mentioned) | frozenset(declared.default or ()) | {OTHER} | absent
