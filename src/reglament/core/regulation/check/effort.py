"""How much comparing a check may do: a megabyte of rules must be answered as quickly as a page of them."""

MOST_EFFORT = 400_000


class Spent(Exception):  # noqa: N818 - named for what happened
    """The check has compared as much as it may."""


class Effort:
    """Counts down the elementary comparisons of one check."""

    def __init__(self, most: int = MOST_EFFORT) -> None:
        self._left = most

    def spend(self, amount: int) -> None:
        """Take so much; raises Spent when nothing is left."""
        self._left -= amount
        if self._left < 0:
            raise Spent
