"""The watch does not look at what was carried out on a case already."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import pytest

from reglament.desk.ledger.stream import Head
from reglament.desk.record import opened
from reglament.desk.record.books import CaseBook
from reglament.desk.record.desk import Desk

CASES = opened._cases  # noqa: SLF001 - what is replaced


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(opened, "_cases", as_if_nothing_was)


def as_if_nothing_was(
    desk: Desk, heads: Mapping[UUID, Head], placed: Mapping[UUID, opened.Placed]
) -> Iterator[CaseBook]:
    for case in CASES(desk, heads, placed):
        case.done.clear()
        yield case
