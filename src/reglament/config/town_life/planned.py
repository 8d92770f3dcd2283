"""Which conversations a town of some size has, who has them and when they begin: the same for the same seed and present."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from random import Random

from reglament.config.town import read_file
from reglament.config.town_life.cast import LineCast, Writer
from reglament.config.town_life.story import Story
from reglament.config.town_life.talk import Talk, Talks, read_talks

DAY, SOON = 86_400, 12
# Files of demo/talks by the line they are of.
FILES = {
    "Monq": "monq", "Smart Monitor": "smart-monitor", "Dallas Lock": "dallas-lock",
    "Digit PROконтакт": "digit-prokontakt", "Конус": "konus", "Monq закрытый": "private",
}  # fmt: skip
LATELY = 1.35  # above 1: more begins near the present, so that enough is open there
NIGHT = 0.08
WORKDAY = 7 * 3600


def planned(
    cast: Mapping[str, LineCast], *, began_at: int, present_at: int, share: float, seed: int
) -> Iterator[tuple[int, Story]]:
    """Give every conversation with the moment it begins."""
    ago = (present_at - began_at) // DAY
    keys = _keys()
    number = 0
    for name, line in cast.items():
        talks = read_talks(FILES[name], name, ago)
        for talk in talks.talks:
            chance = Random(f"{seed} {name} {talk.subject}")  # noqa: S311 - a history is no secret
            for _ in range(ceil(talk.times * share)):
                number += 1
                at = _day(talk, chance, present_at)
                story = _story(number, talk, line, talks, chance, at=at)
                if story.writer is not None:
                    story.details["key"] = keys.get(story.writer.email, "")
                yield min(_hour(story, chance, at), present_at - 60), story


def _keys() -> Mapping[str, str]:
    """Certificates' keys by whoever writes under them: books know their digests alone."""
    return {
        person["email"]: one["contract"]["certificates"][0]["key"]
        for line in read_file("town.yaml")["lines"]
        for one in line["customers"]
        if "certificates" in one["contract"]
        for person in one["contacts"]
    }


def _story(number: int, talk: Talk, line: LineCast, talks: Talks, chance: Random, *, at: int) -> Story:
    writer = None if "from" in talk.letter else _writer(line.writers, talk, chance, at)
    engineer, second = chance.sample(list(line.engineers), 2)
    details = talks.chosen(chance)
    details["number"] = str(chance.randint(101, 989))
    details["engineer"], details["second"] = engineer.first_name, second.first_name
    if writer is not None:
        details |= {
            "name": writer.name,
            "first": writer.first_name,
            "customer": writer.customer_name,
            "email": writer.email,
        }
    for name, day in (("today", 0), ("soon", SOON)):
        details[name] = f"{datetime.fromtimestamp(at + day * DAY, UTC):%Y-%m-%d}"
    own = Random(chance.random())  # noqa: S311 - a history is no secret
    return Story(number, talk, line, writer, details, own, engineer, second)


def _writer(writers: Sequence[Writer], talk: Talk, chance: Random, at: int) -> Writer:
    """One of those named, else anybody of the line who is served then and writes Russian."""
    named = [one for one in writers if one.email in talk.who]
    served = [one for one in writers if one.language == "ru" and (one.until_at is None or at < one.until_at)]
    return chance.choice(named or served)


def _day(talk: Talk, chance: Random, present_at: int) -> int:
    first, last = talk.days
    days_ago = -last + (last - first) * chance.random() ** LATELY
    return present_at - int(days_ago * DAY)


def _hour(story: Story, chance: Random, at: int) -> int:
    """Most people write in their hours."""
    hours = story.writer.hours if story.writer else story.line.by_day
    if chance.random() < NIGHT or hours.is_open(at):
        return at
    return hours.reach(at, int(chance.random() * WORKDAY))
