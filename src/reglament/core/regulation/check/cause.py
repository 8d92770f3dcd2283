"""What can happen on a case at all: whether some act, rule or message can bring a happening about."""

from collections.abc import Collection, Iterator

from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Supplied,
    Word,
)
from reglament.core.regulation.model.permission import (
    PermitRule,
    PoolRule,
    RefuseRule,
    ReopenRule,
    RequireRule,
)
from reglament.core.regulation.model.rule import ExtendRule, PauseRule, TargetRule

# Words of what the system does by itself are nobody's.
_BY_THE_CUSTOMER = frozenset({"reply", "received"})
_BY_STAFF = frozenset({"staff reply"})


class Causes:
    """Answers what can happen under one regulation."""

    def __init__(self, examined: Examined) -> None:
        self._examined = examined
        self._regulation = examined.regulation
        self._sent = frozenset(self._letters())

    def _letters(self) -> Iterator[str]:
        """Marks that rules record or send by themselves."""
        for rule in self._regulation.of_kind(TargetRule):
            if rule.then.kind == "record" and rule.then.to:
                yield rule.then.to
            if rule.then.notice:
                yield rule.then.notice
        for refusal in self._regulation.of_kind(RefuseRule):
            if isinstance(refusal.answer, str):
                yield refusal.answer

    def dead_parts(self, happening: Happening) -> Iterator[Happening]:
        """The smallest parts of a happening that nothing can bring about."""
        match happening:
            case FirstOf(parts=parts) | LatestOf(parts=parts):
                for part in parts:
                    yield from self.dead_parts(part)
            case DoneBy(happening=inner, who=who):
                if not self.can_happen(inner):
                    yield from self.dead_parts(inner)
                elif not self._can_be_done_by(inner, who):
                    yield happening
            case _:
                if not self.can_happen(happening):
                    yield happening

    def can_happen(self, happening: Happening) -> bool:
        match happening:
            case FirstOf(parts=parts):
                return any(map(self.can_happen, parts))
            case LatestOf(parts=parts):
                return all(map(self.can_happen, parts))
            case DoneBy(happening=inner, who=who):
                return self.can_happen(inner) and self._can_be_done_by(inner, who)
            case Word(name=name):
                return self._word(name)
            case MarkRecorded(mark=mark):
                return self.can_be_recorded(mark)
            case Carried(mark=mark):
                return self.can_be_recorded(mark) and self._regulation.marks[mark].message is not None
            case PausedFor(reason=reason):
                return any(rule.reason == reason for rule in self._regulation.of_kind(PauseRule))
            case ClassifiedAs() | ClosedWith() | Supplied():
                return True

    def can_be_recorded(self, mark: str) -> bool:
        """Whether somebody whom the mark admits is admitted by some clause on it too, and no clause refuses it always."""
        if mark in self._sent:
            return True
        by = self._regulation.marks[mark].by
        permits = [rule for rule in self._regulation.of_kind(PermitRule) if rule.mark == mark]
        if permits and not any(self._overlap(by, rule.by) for rule in permits):
            return False
        return not any(
            rule.what == mark and rule.by == "system" and self._examined.cubes_of(rule) == ({},)
            for rule in self._regulation.of_kind(RefuseRule)
        )

    def _overlap(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether one person can be both: a role is a customer or staff, as the regulation gives it."""
        roles = self._regulation.roles
        either = {*one} & {*other}
        return (
            not other
            or bool(either)
            or any(name in roles for name in one)
            or any(name in roles for name in other)
        )

    def _can_be_done_by(self, happening: Happening, who: str) -> bool:
        match happening:
            case Word(name=name):
                if name in _BY_STAFF:
                    return who not in ("customer", "system", "channel", "timer")
                return name not in _BY_THE_CUSTOMER or who not in ("staff", "system", "timer")
            case MarkRecorded(mark=mark) | Carried(stage="sent", mark=mark):
                return mark in self._sent or self._overlap(self._regulation.marks[mark].by, (who,))
            case FirstOf(parts=parts) | LatestOf(parts=parts):
                return any(self._can_be_done_by(part, who) for part in parts)
            case _:
                return True

    def _word(self, name: str) -> bool:
        regulation = self._regulation
        match name:
            case "estimated" | "accepted":
                return bool(regulation.of_kind(PoolRule))
            case "extended":
                return bool(regulation.of_kind(ExtendRule))
            case "paused" | "resumed":
                return bool(regulation.of_kind(PauseRule))
            case "reopened":
                return any(rule.policy in ("reopen", "either") for rule in regulation.of_kind(ReopenRule))
            case "asked" | "complete":
                return any(
                    rule.missing != "note" and (rule.fields or rule.one_of)
                    for rule in regulation.of_kind(RequireRule)
                )
            case _:
                return True


def told_as(happening: Happening) -> str:
    """A happening in the words of the grammar."""
    match happening:
        case Word(name=name) | MarkRecorded(mark=name):
            return name
        case Carried(stage=stage, mark=mark):
            return f"{{{stage}: {mark}}}"
        case PausedFor(reason=reason, begins=begins):
            return f"{{{'paused' if begins else 'resumed'}: {reason}}}"
        case DoneBy(happening=inner, who=who):
            told = told_as(inner)
            return f"{told[:-1]}, by: {who}}}" if told.endswith("}") else f"{{{told}: any, by: {who}}}"
        case Supplied(field=field):
            return f"{{supplied: {field}}}"
        case ClassifiedAs(axis=axis, value=value):
            return f"{{classified: {{{axis}: {value}}}}}"
        case ClosedWith(ground=ground):
            return f"{{closed: {ground}}}"
        case FirstOf(parts=parts):
            return f"[{', '.join(map(told_as, parts))}]"
        case LatestOf(parts=parts):
            return f"{{all: [{', '.join(map(told_as, parts))}]}}"
