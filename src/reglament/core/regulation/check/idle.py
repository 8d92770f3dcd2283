"""Declared nouns that no rule and no other noun uses: a warning where nothing can come of them, else a note."""

from collections.abc import Iterable

from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.fault import Severity
from reglament.core.regulation.gathering import Mention
from reglament.core.regulation.grammar.declarations import KINDS
from reglament.core.regulation.model.rule import TargetRule

# Without a rule the desk can do nothing with these; of the others people may still make use: record, fill in, look at.
_IDLE: dict[str, Severity] = {
    "calendars": "warning",
    "metrics": "warning",
    "pauses": "warning",
    "counters": "warning",
    "terms": "warning",
    "axes": "note",
    "fields": "note",
    "marks": "note",
}


def check_idle(examined: Examined, mentions: Iterable[Mention]) -> None:
    """Every declared noun that is mentioned nowhere, and metrics that no target measures."""
    used: dict[str, set[str]] = {section: set() for section in _IDLE}
    for mention in mentions:
        for section in KINDS[mention.kind][0] if mention.kind in KINDS else ():
            if section in used:
                used[section].add(mention.name)
    used["metrics"] = {rule.metric for rule in examined.regulation.of_kind(TargetRule)}
    for section, severity in _IDLE.items():
        for name in getattr(examined.regulation, section):
            if name not in used[section]:
                place = examined.places.declared(section, name)
                examined.gathering.fault(f"idle/{section}", place, severity=severity, name=name)
