"""What the sender was asked for and has not given, and the moments at which nothing was left to give."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.case.event import Asked, Entries, Entry, Marked, Received, Supplied
from reglament.core.regulation.model.permission import RequireRule
from reglament.core.regulation.model.regulation import Regulation


@dataclass(frozen=True, slots=True)
class Asking:
    """`since`: field asked for and not yet given → moment it was first asked. `completed`: entries that gave the last one."""

    since: Mapping[str, int]
    completed: tuple[Entry, ...]


GIVING = (Received, Supplied, Marked)
NOTHING_ASKED = Asking({}, ())


def asking(entries: Entries, regulation: Regulation) -> Asking:
    """Follow questions and answers among visible entries. One field of a group of alternatives answers for the group."""
    given: dict[str, str] = {}
    since: dict[str, int] = {}
    groups: dict[str, tuple[str, ...]] = {}
    completed: list[Entry] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, Asked):
            alternatives = _alternatives(event.rule, regulation)
            for name in event.fields:
                group = alternatives if name in alternatives else (name,)
                if not any(one in given for one in group):
                    since.setdefault(name, entry.happened_at)
                    groups[name] = group
        elif isinstance(event, GIVING) and event.fields:
            given.update(event.fields)
            answered = [name for name in since if any(one in event.fields for one in groups[name])]
            for name in answered:
                del since[name]
            if answered and not since:
                completed.append(entry)
    return Asking(since, tuple(completed))


def _alternatives(rule_id: str, regulation: Regulation) -> tuple[str, ...]:
    rule = regulation.rules.get(rule_id)
    return rule.one_of if isinstance(rule, RequireRule) else ()
