"""A made history: the same seed, the same history; it can be read, and it could have happened."""

import json
from itertools import pairwise
from random import Random

import pytest

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.make import heading, make
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.history.read import Reader
from reglament.core.replay.whatif.judge import Judge
from reglament.core.replay.whatif.law import Law, asked_fields
from tests.core.replay.small import almanac, regulation

CASES = 150


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    return made(regulation(), 7)


def made(of: Regulation, seed: int) -> list[dict[str, object]]:
    found = make(of, almanac(), Random(seed), CASES)  # noqa: S311 - a history is no secret
    return [
        {
            "contract": one.contract,
            "case": one.case,
            "terms": json.loads(one.terms),
            "events": json.loads(one.events),
        }
        for one in found
    ]


def test_the_same_seed_makes_the_same_history(lines: list[dict[str, object]]) -> None:
    assert made(regulation(), 7) == lines
    assert made(regulation(), 8) != lines


def test_every_line_is_read_and_nearly_every_case_fits_the_regulation_it_was_made_under(
    lines: list[dict[str, object]],
) -> None:
    of, until = regulation(), heading(regulation(), CASES, 7)["until"]
    reader = Reader((of,), asked=asked_fields(of), until=until)
    found = [reader.read(number, one) for number, one in enumerate(lines, 1)]
    cases = [one for one in found if isinstance(one, PastCase)]
    assert len(cases) == len(lines) == CASES
    unfit = Judge(Law(of, almanac()), until).judge(cases).unfit
    assert sum(one is not None for one in unfit) < CASES / 3


def test_cases_of_a_contract_stand_together_in_order_of_arrival(lines: list[dict[str, object]]) -> None:
    contracts = [one["contract"] for one in lines]
    assert len(set(contracts)) == 1 + sum(one != other for one, other in pairwise(contracts))
    arrivals = [(one["contract"], one["events"][0]["at"]) for one in lines]  # type: ignore[index]
    assert all(earlier[1] <= later[1] for earlier, later in pairwise(arrivals) if earlier[0] == later[0])
