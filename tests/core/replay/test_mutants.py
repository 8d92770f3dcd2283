"""Mutants of an edition: each differs by one small mistake, each has a name of its own, and examples catch them."""

from functools import cache

import pytest

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.mutate.edition import Mutant, mutants
from reglament.core.replay.mutate.hunt import Hunted, hunt
from reglament.core.replay.story import Equivalent, Examples
from tests.core.replay.small import REGULATION, almanac, regulation, story

CLOCK = story(
    "- 2026-11-03 15:00: {receive: {channel: email}}",
    "- 2026-11-03 16:00: {answer: {due: 2026-11-04 10:00, strength: promise, owed by: vendor}}",
    more='clauses: ["1"]',
)


@cache
def made() -> dict[str, Mutant]:
    return {mutant.name: mutant for mutant in mutants(regulation())}


def test_a_mutant_that_could_not_be_published_is_not_made() -> None:
    people = REGULATION.replace(
        "  open cases: {title: {ru: Открытые, en: Open cases}, of: cases}",
        "  open cases: {title: {ru: Люди, en: People}, of: contacts}",
    ).replace("over: wait", "over: refuse, ground: storm")
    limited, faults = read_regulation(people.encode())
    assert limited is not None, faults
    names = [mutant.name for mutant in mutants(limited)]
    assert ("3/limit: over wait" in names, "3/limit: limit plain one more" in names) == (False, True)


def hunted(*equivalent: str) -> dict[str, Hunted]:
    told = tuple(Equivalent(name, "shown", CLOCK.place) for name in equivalent)
    return {one.mutant: one for one in hunt(regulation(), Examples(None, (CLOCK,), told), almanac())}


def test_every_mutant_has_a_name_of_its_own() -> None:
    assert len(made()) == len(list(mutants(regulation())))


def test_hours_that_begin_alike_on_several_days_are_told_apart() -> None:
    uneven = REGULATION.replace('{mon-fri: "09:00-18:00"}', '{mon-thu: "09:00-18:00", fri: "09:00-16:45"}')
    read, faults = read_regulation(uneven.encode())
    assert read is not None, faults
    names = [mutant.name for mutant in mutants(read)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert "calendar office: 09:00 of 09:00-16:45 an hour later" in names
    assert "calendar office: 16:45 an hour earlier" in names


def test_every_mutant_differs_from_the_edition_and_from_every_other() -> None:
    same = [name for name, mutant in made().items() if parts(mutant.make()) == parts(regulation())]
    seen = [parts(mutant.make()) for mutant in made().values()]
    twins = [name for place, name in enumerate(made()) if seen.index(seen[place]) != place]
    assert (same, twins) == ([], [])


def parts(made: Regulation) -> object:
    return made.calendars, made.tiers, made.axes, made.marks, made.terms, made.clauses


@pytest.mark.parametrize(
    "name",
    [
        "1/answer: removed",
        "1/answer: within plain one unit more",
        "1/answer: within plain one unit less",
        "1/answer: warnings without 50 %",
        "2/silence: on always",
        "2/silence: then alert",
        "2/silence: then solved",
        "2/silence: within to closing",
        "2/waiting: stops without answer",
        "2/waiting: stops and silence",
        "2/news: policy either",
        "3/limit: limit plain one more",
        "3/limit: limit plain one less",
        "3/limit: over refuse",
        "3/old: condition not version old",
        "3/old: ground storm",
        "3/old: outcome told",
        "calendar office: 09:00 an hour later",
        "calendar office: saturdays on",
        "calendar office: fri off",
        "calendar always: 24:00 an hour earlier",
        "tier plain: on always",
        "tier plain: was without simple",
        "axis urgency: default high",
        "mark alarm: needs without log",
        "term guests: default yes",
    ],
)
def test_every_kind_of_mistake_is_made(name: str) -> None:
    assert [one for one in made() if one == name] == [name]


def test_hours_past_midnight_are_named_as_a_clock_shows_them() -> None:
    night = REGULATION.replace("09:00-18:00", "22:00-07:00")
    edition, _ = read_regulation(night.encode())
    assert edition is not None
    names = [mutant.name for mutant in mutants(edition) if "earlier" in mutant.name]
    assert names[0] == "calendar office: 07:00 next day an hour earlier"


def test_a_promised_share_is_moved_by_a_point_and_to_another_period() -> None:
    in_sum = REGULATION.replace("warn: {50 %: chief}", "share: 95 %\n        over: quarter")
    edition, _ = read_regulation(in_sum.encode())
    assert edition is not None
    names = [mutant.name for mutant in mutants(edition) if ": share " in mutant.name]
    told = ("dropped", "one more", "one less", "over year")
    assert names == [f"1/answer: share {one}" for one in told]


def test_a_mutant_that_no_story_can_show_is_not_made() -> None:
    assert [name for name in made() if "note" in name or "readings" in name] == []


def test_an_example_catches_what_it_looks_at_and_nothing_else() -> None:
    fates = {name: one.fate for name, one in hunted().items()}
    assert fates["1/answer: within plain one unit more"] == "caught"
    assert fates["1/answer: removed"] == "caught"
    assert fates["calendar office: 09:00 an hour later"] == "caught"
    assert fates["1/answer: owed by customer"] == "caught"
    assert fates["2/silence: removed"] == "survived"


def test_a_survivor_with_a_proof_counts_apart() -> None:
    one = hunted("2/silence: removed")["2/silence: removed"]
    assert (one.fate, one.reason) == ("equivalent", "shown")


def test_a_proof_of_what_is_caught_or_not_made_is_needless() -> None:
    names = ("1/answer: removed", "9/nothing: removed")
    told = tuple(Equivalent(name, "shown", CLOCK.place) for name in names)
    found = [
        (one.mutant, one.fate)
        for one in hunt(regulation(), Examples(None, (CLOCK,), told), almanac())
        if one.mutant in names
    ]
    assert found == [(names[0], "caught"), (names[0], "needless"), (names[1], "needless")]
