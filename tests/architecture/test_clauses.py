"""Python holds no clause number: what a clause says stands in the regulation file and nowhere else."""

import re
from collections.abc import Collection, Iterator, Sequence

import pytest

from tests.architecture.declared import clause_numbers, regulations
from tests.architecture.tree import Module, listed, modules, strings

# «1.2.5», «5.T1.P1», «AB-1.2»: numbers of at least three parts, table rows, and ids of a clause map.
NUMBER = re.compile(
    r"(?<![\w.])(?:\d+(?:\.\d+){2,}|\d+(?:\.\d+)*\.[A-Z]+\d*(?:\.\w+)*|[A-Z]{2}-\w+(?:\.\w+)+)(?![\w.])"
)
# «1.2» may be a decimal anywhere, and is a clause where a whole string is one or where it is called one.
CALLED = re.compile(r"(?:^|п\.\s*|пп\.\s*|clause\s+|пункт\w*\s+)[1-9]\d?\.\d{1,2}$", re.IGNORECASE)

# A section of a standard and the loopback address look alike and are none.
OTHERS = re.compile(r"RFC \d+, [\d.]+\d|127\.0\.0\.1")
# Values of a server's settings: this room knows no regulation.
SETTINGS = "src/reglament/config/"


def numbered(found: Sequence[Module], declared: Collection[str]) -> Iterator[str]:
    known = {number for number in declared if len(number) > 2 and re.search(r"\d", number)}
    for module in found:
        for line, text in enumerate(module.text.splitlines(), start=1):
            yield from (f"{module.name}:{line}: {number}" for number in NUMBER.findall(OTHERS.sub("", text)))
        if module.name.startswith(SETTINGS):
            continue
        for line, text in strings(module):
            if not NUMBER.search(text) and (CALLED.search(text) or text.split("/")[0] in known):
                yield f"{module.name}:{line}: {text}"


def test_no_clause_number_stands_in_the_source() -> None:
    assert listed(numbered(modules("src"), clause_numbers(regulations()))) == ""


@pytest.mark.parametrize(
    "breach",
    [
        "rule = '5.T1.P1'",
        "rule = 'see 1.2.5 for more'",
        "at = 1  # as clause 1.2.5.1 demands",
        "covers = 'MQ-1.2.sch'",
        "rule = '1.2'",
        "text = 'по п. 4.2'",
        "rule = 'B12/react'",
    ],
)
def test_a_clause_number_is_seen(breach: str) -> None:
    assert len(list(numbered([Module("breach.py", breach)], {"B12"}))) == 1


@pytest.mark.parametrize(
    "fair",
    [
        "share = '0.25'",
        "half = 1.5",
        "text = 'in 1.5 s'",
        "zone = 'UTC-3'",
        "form = '{:.2f}'",
        "kind = '1'",
        "key = 'contacts'",
        "proof = 'RFC 6962, 2.1.1'",
        "host = '127.0.0.1'",
    ],
)
def test_other_numbers_are_left_alone(fair: str) -> None:
    assert list(numbered([Module("fair.py", fair)], {"1", "2", "contacts"})) == []
