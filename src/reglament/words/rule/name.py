"""Names that stand in parts of rules and of declared nouns, each told by what it is the name of."""

from collections.abc import Callable, Mapping
from typing import Any

from reglament.core.regulation.grammar.vocabulary import CUSTOMER
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Term
from reglament.core.regulation.model.permission import RetainRule, SetRule, ShareRule, WindowRule
from reglament.words.clause import cited
from reglament.words.listing import code
from reglament.words.noun import value_title
from reglament.words.rule.condition import option_value
from reglament.words.rule.speaker import Speaker

Tell = Callable[[str, Speaker], str]


def _of(section: str) -> Tell:
    return lambda name, speaker: speaker.noun(section, name)


def _word(kind: str) -> Tell:
    return lambda name, speaker: speaker.word(kind, name)


def _own(kind: str) -> Tell:
    """A word of the format that only rules use."""
    return lambda name, speaker: speaker.say(f"{kind} {name}")


def _who(name: str, speaker: Speaker) -> str:
    return speaker.who([name])


def _way(name: str, speaker: Speaker) -> str:
    return speaker.ways([name])


def _hours(name: str, speaker: Speaker) -> str:
    return speaker.hours(name)


def _retained(name: str, speaker: Speaker) -> str:
    return speaker.noun("channels" if name in speaker.regulation.channels else "fields", name)


def _agreement(name: str, speaker: Speaker) -> str:
    return speaker.word("party", CUSTOMER) if name == CUSTOMER else code(name)


def _cited(name: str, speaker: Speaker) -> str:
    return cited(name, speaker.regulation, speaker.language) or code(name)


def _set_value(name: str, owner: Any, speaker: Speaker) -> str:
    axis = speaker.regulation.axes.get(owner.axis)
    return value_title(axis.values if axis else {}, name, speaker.language)


def _own_value(name: str, owner: Any, speaker: Speaker) -> str:
    return option_value(owner.values, name, speaker.language)


def name_words(owner: object, part: str, name: str, speaker: Speaker) -> str:
    """A name in `part` of `owner`, a rule or a declared noun; as it is written where it names nothing."""
    of_owner = OF_OWNER.get((type(owner), part))
    if of_owner is not None:
        return of_owner(name, owner, speaker)
    tell = BY_PART.get(part)
    return tell(name, speaker) if tell else name


BY_PART: Mapping[str, Tell] = {
    "accepted_by": _who,
    "after": _of("marks"),
    "agreement": _agreement,
    "answer": _of("marks"),
    "asks": _of("fields"),
    "axis": _of("axes"),
    "brings": _word("brings"),
    "by": _who,
    "calendar": _hours,
    "carried_by": _cited,
    "counter": _of("counters"),
    "default": _own("policy"),
    "deems": _of("metrics"),
    "evidence": _of("marks"),
    "fields": _of("fields"),
    "ground": _of("grounds"),
    "grounds": _of("grounds"),
    "inside": _hours,
    "mark": lambda name, speaker: speaker.act(name),
    "may_have": _of("fields"),
    "metric": _of("metrics"),
    "metrics": _of("metrics"),
    "missing": _own("missing"),
    "needs": _of("fields"),
    "notice": _way,
    "notifies": _who,
    "on": _hours,
    "one_of": _of("fields"),
    "operands": _hours,
    "or_pause": _of("pauses"),
    "outcome": _own("outcome"),
    "over": _own("over"),
    "overrides": _cited,
    "owed_by": _word("party"),
    "per": _own("per"),
    "policy": _own("policy"),
    "possible": _of("fields"),
    "reason": _of("pauses"),
    "set_by": _who,
    "statuses": _word("contract"),
    "stops": _of("metrics"),
    "strength": _word("strength"),
    "survives": _own("survives"),
    "to": _who,
    "what": lambda name, speaker: speaker.act(name),
    "withdrawn_by": _of("marks"),
}
# Where a part is the name of something else than in other rules, or of something its owner holds.
OF_OWNER: Mapping[tuple[type, str], Callable[[str, Any, Speaker], str]] = {
    (ShareRule, "needs"): lambda name, _, speaker: speaker.noun("marks", name),
    (WindowRule, "mark"): lambda name, _, speaker: speaker.noun("marks", name),
    (RetainRule, "what"): lambda name, _, speaker: _retained(name, speaker),
    (SetRule, "value"): _set_value,
    (Axis, "default"): _own_value,
    (Term, "default"): _own_value,
    (Counter, "of"): lambda name, _, speaker: speaker.say(f"counted {name}"),
    (Field, "kind"): lambda name, _, speaker: speaker.word("field kind", name),
    (Term, "kind"): lambda name, _, speaker: speaker.say(f"term kind {name}"),
    (Mark, "message"): lambda name, _, speaker: speaker.say(f"message {name}"),
}
