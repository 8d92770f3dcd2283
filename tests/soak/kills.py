"""The profile `kills`: processes of every kind under a standing load, killed at named places and at any moment."""

import argparse
import gc
import time
from collections.abc import Mapping
from typing import NamedTuple

from tests.soak.crew import CREW, Turn
from tests.soak.killing import Killer, Plan
from tests.soak.planted import PLANTED
from tests.soak.say import ended, options, say
from tests.soak.trial import STEP, Trial, trial
from tests.soak.verdict import extra_copies, faults

AT_ONCE = {"fetch": 2, "open": 2, "engineer": 2, "watch": 4, "post": 2}  # the watch has most places to die at
LETTERS = 6  # a round
AT_EVERY_PLACE = 10
MOST_ROUNDS = 50  # and one more a kill wanted
QUIET_EVERY = 12  # rounds, after which everybody works unharmed for once


class Tried(NamedTuple):
    """What was wrong after a trial, and what it was; `deaths`: how many died where."""

    wrong: list[str]
    summary: str
    deaths: list[str]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kills")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--planted", action="store_true", help="prove that the trial finds what is wrong")
    given = options(parser, arguments)
    if given.planted:
        return prove(given.kills, given.seed)
    begun = time.monotonic()
    found = tried(given.kills, given.seed, CREW)
    for line in found.deaths:
        say(f"  {line}")
    return ended("kills", found.summary, found.wrong, since=begun)


def prove(kills: int, seed: int) -> int:
    """Run with each planted fault; one that is not found is a fault of the trial."""
    begun = time.monotonic()
    unfound = []
    for fault, (kind, turn) in PLANTED.items():
        wrong = tried(kills, seed, {**CREW, kind: turn}).wrong
        say(f"  planted: {fault}: {len(wrong)} faults found, such as: {wrong[:1]}")
        unfound += [] if wrong else [f"not found: {fault}"]
    return ended("kills --planted", f"{len(PLANTED)} planted faults", unfound, since=begun)


def tried(kills: int, seed: int, crew: Mapping[str, Turn]) -> Tried:
    with trial("kills", seed, scratch=True, crew=crew) as one:
        rounds = kill(one, kills)
        one.drain()
        killer = one.killer
        wrong = [*killer.trouble, *faults(one.load, lambda copies: extra_copies(copies, killer.killed))]
        by_kind = ", ".join(f"{kind} {_of_kind(killer, kind)}" for kind in CREW)
        summary = f"{killer.kills} kills ({by_kind}) of {killer.lives} lives in {rounds} rounds; {one.told()}"
        deaths = [f"{kind:9} {place:26} {number}" for (kind, place), number in sorted(killer.deaths.items())]
        return Tried(wrong, summary, deaths)


def kill(one: Trial, kills: int) -> int:
    """Go on until so many were killed, and some at every place; give the number of rounds."""
    gc.freeze()
    at_each, rounds = min(AT_EVERY_PLACE, kills // 100), 0
    while (one.killer.kills < kills or one.killer.fewest()[0] < at_each) and not one.killer.trouble:
        rounds += 1
        one.connect()
        one.load.write(LETTERS)
        one.load.ask()
        one.live([one.killer.plan(kind) for kind, number in AT_ONCE.items() for _ in range(number)])
        one.estate.world.later(STEP * one.random.randrange(1, 3))
        if rounds > MOST_ROUNDS + kills:
            one.killer.trouble.append("nobody comes to {1}, where {0} died".format(*one.killer.fewest()))
        if rounds % QUIET_EVERY == 0:
            one.live([Plan(kind) for kind in CREW])
            say("  {} kills in {} rounds, {} at {}".format(one.killer.kills, rounds, *one.killer.fewest()))
    return rounds


def _of_kind(killer: Killer, kind: str) -> int:
    return sum(number for (of, _), number in killer.deaths.items() if of == kind)
