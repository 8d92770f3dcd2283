"""A limit of one per counter: shared by the tests of what hangs on counters."""

from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.permission import CountRule, Limit
from reglament.core.regulation.place import BEGINNING


def count(counter: str, per: str | None) -> CountRule:
    return CountRule(
        id=f"1/{counter}",
        clause="1",
        place=BEGINNING,
        condition=ALWAYS,
        counter=counter,
        limit=Flat(Limit(1)),
        counts=ALWAYS,
        per=per,
        when=None,
        over="wait",
        ground=None,
    )
