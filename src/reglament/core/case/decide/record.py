"""Record: somebody records a declared mark, alone or carried by a message, with what the mark and its clauses demand."""

from reglament.core.case.act import Record
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field, kept, moment_of
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import has_second, is_one_of
from reglament.core.case.decide.situation import Situation, after
from reglament.core.case.event import Event, Linked, Marked
from reglament.core.hours.faults import CalendarExhausted
from reglament.core.regulation.model.declared import Mark
from reglament.core.regulation.model.permission import PermitRule, WindowRule

FROM, TO = "from", "to"


def record(act: Record, now: Situation) -> Answer:
    """Record the mark. On a closed case it is only recorded: whoever wants the case open again replies or reopens."""
    mark = now.regulation.marks.get(act.mark)
    if mark is None:
        return deny("mark/undeclared", mark=act.mark)
    event = Marked(act.mark, kept(act.fields, None, now.regulation), act.message, act.case)
    then = after(now, (event,), now.by)
    no = _plain_demands(act, mark, now) or _permits(act, now, then) or _windows(act, now, then)
    if no:
        return no
    if act.case is None or any(link.case == act.case for link in now.state.links):
        return Accepted((event,))
    events: tuple[Event, ...] = (event, Linked(act.case, "related"))
    return Accepted(events, other={act.case: (Linked(now.case, "related"),)})


def _plain_demands(act: Record, mark: Mark, now: Situation) -> Refused | None:
    if not is_one_of(now.by, mark.by):
        return deny("mark/not-by", mark=act.mark, allowed=mark.by)
    if mark.second_person and not has_second(now.by):
        return deny("mark/second-person", mark=act.mark)
    if mark.message and act.message is None and now.by.party in ("staff", "customer"):
        return deny("mark/message-missing", mark=act.mark)
    if mark.message == "out" and mark.asks and now.state.status == "closed":
        return deny("mark/asks-on-closed", mark=act.mark)
    if act.case == now.case:
        return deny("link/itself")
    missing = tuple(name for name in mark.needs if name not in act.fields)
    if missing:
        return deny("mark/field-missing", mark=act.mark, missing=missing)
    return bad_field(act.fields, now.regulation) or _unexpected(act, mark, now)


def _unexpected(act: Record, mark: Mark, now: Situation) -> Refused | None:
    """A mark carries the fields that it or a clause on it names, and no other."""
    known = {*mark.needs, *mark.may_have}
    known.update(
        name for rule in now.regulation.of_kind(PermitRule) if rule.mark == act.mark for name in rule.needs
    )
    if any(rule.mark == act.mark for rule in now.regulation.of_kind(WindowRule)):
        known.update((FROM, TO))
    odd = tuple(name for name in act.fields if name not in known)
    return deny("mark/field-not-of-it", mark=act.mark, fields=odd) if odd else None


def _permits(act: Record, now: Situation, then: Situation) -> Refused | None:
    """Clauses that permit a mark are places where it is lawful: outside all of them it is not, inside one all it says holds."""
    rules = [rule for rule in now.regulation.of_kind(PermitRule) if rule.mark == act.mark]
    if not rules:
        return None
    here = applying(rules, then.facts())
    if not here:
        return deny("mark/not-permitted", rules[0], mark=act.mark)
    refusals = (_permit(rule, act, now) for rule in here)
    return next((no for no in refusals if no), None)


def _permit(rule: PermitRule, act: Record, now: Situation) -> Refused | None:
    if not is_one_of(now.by, rule.by):
        return deny("permit/not-by", rule, mark=act.mark, allowed=rule.by)
    missing = tuple(name for name in rule.needs if name not in act.fields)
    if missing:
        return deny("permit/field-missing", rule, mark=act.mark, missing=missing)
    before = tuple(name for name in rule.after if name not in now.state.marks)
    if before:
        return deny("permit/mark-missing", rule, mark=act.mark, missing=before)
    if rule.links_a_case and act.case is None:
        return deny("permit/case-missing", rule, mark=act.mark)
    return None


def _windows(act: Record, now: Situation, then: Situation) -> Refused | None:
    rules = [rule for rule in now.regulation.of_kind(WindowRule) if rule.mark == act.mark]
    refusals = (_window(rule, act, now) for rule in applying(rules, then.facts())) if rules else ()
    return next((no for no in refusals if no), None)


def _window(rule: WindowRule, act: Record, now: Situation) -> Refused | None:
    """Wall times without an offset are read in the zone of the window's own calendar."""
    hours = now.terms.calendars.get(rule.inside)
    if hours is None:
        return deny("window/no-calendar", rule, calendar=rule.inside)
    start, end = (moment_of(act.fields.get(name, ""), hours.zone) for name in (FROM, TO))
    if start is None or end is None or end <= start:
        return deny("window/no-span", rule, mark=act.mark)
    try:
        inside = hours.worked(start, end) == end - start
    except CalendarExhausted:
        inside = False
    return (
        None
        if inside
        else deny("window/outside", rule, mark=act.mark, calendar=rule.inside, start=start, end=end)
    )
