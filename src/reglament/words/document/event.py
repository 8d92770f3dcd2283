"""What happened in a worked example, each event in a few words."""

from collections.abc import Callable, Mapping
from typing import Any

from reglament.core.case import event as events
from reglament.core.case.event import Entries, Entry
from reglament.words.amount import amount_text
from reglament.words.length import length
from reglament.words.noun import value_title
from reglament.words.rule.speaker import Speaker
from reglament.words.timeline.happened import SAYS

Tell = Callable[[Any, Speaker], str]


def event_words(entry: Entry, entries: Entries, speaker: Speaker) -> str:
    """Say an event of a case; nothing for those a reader of the document has no use for."""
    event = entry.event
    if isinstance(event, STAGES):
        return _stage(event, entries, speaker)
    tell = TELLS.get(type(event))
    if tell is not None:
        return tell(event, speaker)
    say = SAYS.get(type(event))
    return say(entry, speaker.regulation, speaker.language) if say else ""


STAGES = (events.HandedOver, events.Delivered, events.Bounced)
STAGE: Mapping[type, str] = {
    events.HandedOver: "handed over",
    events.Delivered: "delivered",
    events.Bounced: "bounced",
}


def _stage(event: Any, entries: Entries, speaker: Speaker) -> str:
    """What sending did to a message, by the mark it carries."""
    carried = (
        entry.event.mark
        for entry in entries
        if isinstance(entry.event, events.Marked) and entry.event.message == event.message
    )
    mark = next(carried, None)
    named = speaker.say("event message") if mark is None else speaker.noun("marks", mark)
    return speaker.say(f"happening {STAGE[type(event)]}", mark=named)


def _received(event: events.Received, speaker: Speaker) -> str:
    told = [speaker.say("event received", channel=speaker.noun("channels", event.channel))]
    for name, value in event.axes.items():
        axis = speaker.regulation.axes.get(name)
        values = axis.values if axis else {}
        told.append(f"{speaker.noun('axes', name)} — {value_title(values, value, speaker.language)}")
    return "; ".join(told)


def _fields(event: events.Supplied, speaker: Speaker) -> str:
    return speaker.say("event supplied", fields=speaker.nouns("fields", event.fields))


def _extended(event: events.Extended, speaker: Speaker) -> str:
    amount = amount_text(event.amount, speaker.language)
    return speaker.say("event extended", metric=speaker.noun("metrics", event.metric), amount=amount)


def _charged(event: events.Charged, speaker: Speaker) -> str:
    charged, left = length(event.charged, speaker.language), length(event.left, speaker.language)
    return speaker.say("event charged", charged=charged, left=left)


def _hours(key: str) -> Tell:
    return lambda event, speaker: speaker.say(key, hours=length(event.seconds, speaker.language))


def _word(key: str) -> Tell:
    return lambda _, speaker: speaker.say(key)


TELLS: Mapping[type, Tell] = {
    events.Received: _received,
    events.Held: _word("status held"),
    events.Queued: _word("status waiting"),
    events.Identified: _word("happening identified"),
    events.Supplied: _fields,
    events.Asked: lambda event, speaker: speaker.say(
        "event asked", fields=speaker.nouns("fields", event.fields)
    ),
    events.Told: lambda event, speaker: speaker.say(
        "event told", ground=speaker.noun("grounds", event.ground)
    ),
    events.Paused: lambda event, speaker: speaker.say(
        "happening paused for", reason=speaker.noun("pauses", event.reason)
    ),
    events.Resumed: lambda event, speaker: speaker.say(
        "happening resumed from", reason=speaker.noun("pauses", event.reason)
    ),
    events.Refused: lambda event, speaker: speaker.say(
        "event refused", ground=speaker.noun("grounds", event.ground)
    ),
    events.Linked: _word("happening linked"),
    events.Extended: _extended,
    events.Estimated: _hours("event estimated"),
    events.WorkLogged: _hours("event work logged"),
    events.Refunded: _hours("event refunded"),
    events.Charged: _charged,
    events.Excused: lambda event, speaker: speaker.say(
        "event excused", metric=speaker.noun("metrics", event.metric)
    ),
    events.Corrected: _word("event corrected"),
    events.Shared: _word("event shared"),
}
