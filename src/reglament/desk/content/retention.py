"""Until when a regulation lets content be kept: by the channel it came by, or by the field it filled."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from reglament.core.contract.terms import Terms
from reglament.core.hours.due import due
from reglament.core.regulation.model.permission import RetainRule
from reglament.desk.content.fresh import NewContent, NewMessage


def kept_until(*, terms: Terms, what: str, at: int) -> int | None:
    """Give the moment (UTC seconds) at which what came by this channel, or into this field, at `at` is to be gone; None: never.

    The first rule about it decides. Its amount names no calendar: where it counts working days, the slowest of the
    edition's calendars counts them, for nothing goes before its time.
    """
    rule = _rule(terms, what)
    if rule is None:
        return None
    ends = (due(hours=hours, amount=rule.amount, start=at).due_at for hours in terms.calendars.values())
    return max((end for end in ends if end is not None), default=None)


def rule_on(*, terms: Terms, what: str) -> str | None:
    """Give the id of the rule that decides on a channel or field."""
    rule = _rule(terms, what)
    return rule.id if rule else None


def ends_of(
    *,
    contents: Sequence[NewContent],
    messages: Sequence[NewMessage],
    files: Sequence[UUID],
    fields: Iterable[tuple[str, str]],
    terms: Terms,
    at: int,
) -> Mapping[UUID, int]:
    """When each piece of what comes with an act is to be gone by a rule; what no rule is about is left out.

    Only what a customer sent is meant; with a letter of a ruled channel goes all the prose and `files` that came with it,
    and the letter's own bytes under the id of the raw message. `fields`: declared fields with what fills them.
    """
    ends: dict[UUID, int] = {}
    by_id = {str(one.id): one.id for one in contents}
    for name, value in fields:
        end = kept_until(terms=terms, what=name, at=at) if value in by_id else None
        if end is not None:
            ends[by_id[value]] = end
    for message in messages:
        if message.party == "customer":
            end = kept_until(terms=terms, what=message.channel, at=message.sent_at)
            came = [*(one.id for one in contents if not one.note), *files]
            came += [message.inbound] if message.inbound else []
            if end is not None:
                ends.update({one: min(end, ends.get(one, end)) for one in came})
    return ends


def _rule(terms: Terms, what: str) -> RetainRule | None:
    return next((rule for rule in terms.regulation.of_kind(RetainRule) if rule.what == what), None)
