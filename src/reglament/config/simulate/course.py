"""The course of a week, drawn from its seed: who writes when, what staff do, what happens once, which faults come from outside."""

from functools import partial
from random import Random

from reglament.config.simulate.engineers import Deed
from reglament.config.simulate.once import Once
from reglament.config.simulate.week import BEGINS_AT, DAY, HOUR, Week
from reglament.config.simulate.workers import POST, WATCH

REQUESTS, REPLIES, STRANGERS, BURSTS, HOSTILE, DEEDS = 8, 12, 3, 2, 3, 55
OPENS, CLOSES = 5, 17  # of a day in UTC: from Kamchatka's afternoon to Moscow's evening


def lay_out(week: Week, *, days: int) -> None:
    """Plan everything that comes from outside within `days`."""
    random = Random(f"{week.seed} plan")  # noqa: S311 - a seed
    share = days / 7
    letters = week.letters
    for number, told, event in (
        (REQUESTS, "a request", letters.request),
        (REPLIES, "a reply", letters.reply),
        (STRANGERS, "a stranger writes", letters.stranger),
        (BURSTS, "a burst of requests", letters.burst),
        (HOSTILE, "hostile bytes", letters.hostile),
    ):
        for _ in range(_about(random, number * share)):
            week.plan(_moment(random, days), told, partial(_written, week, event))
    for _ in range(_about(random, DEEDS * share)):
        week.plan(_moment(random, days, early=0.1), "somebody of staff acts", partial(_acts, week))
    Once(week).plan(random, days)
    if week.faults.share:
        _outside(week, random, days)


def _written(week: Week, event: object) -> None:
    if callable(event):
        week.trace.say(week.world.at, f"  {event()}")


def _acts(week: Week) -> None:
    stage = week.stage
    deed = week.do_once(lambda desk: week.engineers.deed(desk) or "nothing to act on")
    if isinstance(deed, Deed):
        week.trace.say(stage.world.at, f"  {deed.told}")
        week.do(deed)


def _outside(week: Week, random: Random, days: int) -> None:
    """Faults that strike no single step: clocks set wrong, workers that are away."""
    for _ in range(_about(random, 2 * days / 7)):
        at = BEGINS_AT + random.randrange(max(1, (days - 1) * DAY))
        by = random.choice((-7200, -900, -30, 8, 45, 600))
        week.plan(at, f"the clock is set by {by:+d} s", partial(_set_clock, week, by))
        # Meanwhile life goes on, or a clock set wrong would be nobody's trouble.
        week.plan(at + random.randrange(5, 25), "a request", partial(_written, week, week.letters.request))
        week.plan(at + random.randrange(30, 1500), "the clock is set right", partial(_set_clock, week, 0))
    for _ in range(_about(random, 2 * days / 7)):
        at = BEGINS_AT + random.randrange(max(1, (days - 1) * DAY))
        address = random.choice([one for firm in week.ground.town.firms for one in firm.addresses])
        week.plan(at, f"{address} takes no letters", partial(_close, week, address))
        week.plan(
            at + random.randrange(HOUR, 2 * DAY),
            f"{address} takes letters",
            partial(week.peer.down.discard, address),
        )
    for _ in range(_about(random, 2 * days / 7)):
        at = BEGINS_AT + random.randrange(max(1, (days - 1) * DAY))
        who, long = random.choice((WATCH, POST)), random.randrange(HOUR, 12 * HOUR)
        week.plan(at, f"{who} is away for {long // 60} min", partial(_send_away, week, who, long))


def _set_clock(week: Week, by: int) -> None:
    if by:
        week.faults.strike("clock ahead" if by > 0 else "clock back")
    week.set_clock(by)


def _close(week: Week, address: str) -> None:
    week.faults.strike("peer down")
    week.peer.down.add(address)


def _send_away(week: Week, who: str, seconds: int) -> None:
    week.faults.strike("outage")
    week.away[who] = week.world.at + seconds


def _about(random: Random, number: float) -> int:
    """A whole number near it."""
    return int(number * random.uniform(0.7, 1.3) + random.random())


def _moment(random: Random, days: int, *, early: float = 0.0) -> int:
    """A moment within the week, mostly by day; `early`: how much of it must have passed."""
    day = random.uniform(early, 1.0) * (days - 0.3)
    hour = random.uniform(OPENS, CLOSES) if random.random() < 0.85 else random.uniform(0, 24)
    at = BEGINS_AT - BEGINS_AT % DAY + int(day) * DAY + int(hour * HOUR)
    return max(BEGINS_AT + random.randrange(600), at)
