"""The tables at the head of a document: levels of service, calendars, what a case is sorted by."""

from reglament.words.listing import code
from reglament.words.noun import in_language
from reglament.words.rule.hours import calendar_lines, hours_phrase, named_hours
from reglament.words.rule.reading import choices
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Choice, Grid


def tiers_grid(speaker: Speaker) -> Grid:
    regulation, language = speaker.regulation, speaker.language
    renamed = any(tier.was for tier in regulation.tiers.values())
    rows = []
    for tier in regulation.tiers.values():
        hours = hours_phrase(tier.calendar, regulation, language) if tier.calendar else "—"
        was = (", ".join(code(name) for name in tier.was) or "—",) if renamed else ()
        rows.append((in_language(tier.title, language), hours, *was))
    heads = (speaker.say("document tier"), speaker.say("document hours"))
    last = (speaker.say("document former names"),) if renamed else ()
    return Grid(speaker.say("document caption tiers"), (*heads, *last), tuple(rows))


def calendars_grid(speaker: Speaker) -> Grid:
    rows = tuple(
        (
            code(name),
            named_hours(named, speaker.regulation, speaker.language),
            "; ".join(calendar_lines(named, speaker.language)) or "—",
        )
        for name, named in speaker.regulation.calendars.items()
    )
    heads = (
        speaker.say("document name in the file"),
        speaker.say("document hours"),
        speaker.say("document besides"),
    )
    return Grid(speaker.say("document caption calendars"), heads, rows)


def calendar_choices(speaker: Speaker) -> tuple[Choice, ...]:
    """The readings of all calendars, each once."""
    found = [
        one for named in speaker.regulation.calendars.values() for one in choices(named.readings, speaker)
    ]
    return tuple(dict.fromkeys(found))


def axes_grid(speaker: Speaker) -> Grid:
    language = speaker.language
    rows = []
    for axis in speaker.regulation.axes.values():
        values = ", ".join(in_language(title, language) for title in axis.values.values())
        default = in_language(axis.values[axis.default], language) if axis.default else "—"
        rows.append((in_language(axis.title, language), values, default))
    heads = (speaker.say("document axis"), speaker.say("document values"), speaker.say("document default"))
    return Grid(speaker.say("document caption axes"), heads, tuple(rows))
