"""How many cases of a contract were there at once."""

import numpy as np

from reglament.core.replay.whatif.coupling import Stay, are_coupled, most_at_once


def test_the_most_at_one_moment_is_counted_for_each_contract() -> None:
    contracts, begins, ends = (np.array(of) for of in ([0, 0, 0, 1], [0, 5, 20, 0], [10, 15, 30, 99]))
    assert most_at_once(contracts, begins, ends, 3).tolist() == [2, 1, 0]


def test_who_comes_in_the_second_another_goes_meets_him() -> None:
    contracts, begins, ends = (np.array(of) for of in ([0, 0], [0, 10], [10, 20]))
    assert most_at_once(contracts, begins, ends, 1).tolist() == [2]


def test_a_contract_without_a_limit_is_never_coupled() -> None:
    stays = Stay(*(np.array(of) for of in ([3, 2, 1, 0], [0, 0, 0, 0], [9, 9, 9, 9], [0, 0, 0, 0])))
    contracts = np.array([1, 1, 0, 0])
    assert are_coupled(stays, contracts, [1, None], uses=False).tolist() == [True, False]
    assert are_coupled(stays, contracts, [2, None], uses=False).tolist() == [False, False]
