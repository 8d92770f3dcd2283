"""Events of a contract in the books: what is written is read back for ever, and no key is among it."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract import codec
from reglament.core.contract.codec import WORDS, decode, encode, version_of, word_of
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import CaseCounted, ContractEvent, Granted, HoursCharged, PeriodDeclared
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.key import digest_of_key
from reglament.core.contract.status import status
from reglament.core.contract.stored import write
from tests.core.case.cast import at, regulation, terms
from tests.core.contract.cast import OURS, ours, stream
from tests.core.contract.events import events, some
from tests.core.specimens import Specimen, check_as_it_was, check_each_is_there, named, specimens_beside

SPECIMENS = specimens_beside(__file__)


@pytest.mark.parametrize("stored", SPECIMENS, ids=named(SPECIMENS))
def test_an_event_written_long_ago_is_read_and_written_today_as_it_was(stored: Specimen) -> None:
    check_as_it_was(stored, codec)


def test_every_version_of_every_word_has_its_specimen_and_its_upcaster() -> None:
    check_each_is_there(SPECIMENS, codec)


@pytest.mark.parametrize("kind", WORDS.values(), ids=list(WORDS))
@given(data=st.data())
def test_an_event_comes_back_from_its_bytes_as_it_went(
    kind: type[ContractEvent], data: st.DataObject
) -> None:
    event = data.draw(some(kind))
    facts = json.loads(json.dumps(encode(event), sort_keys=True))
    assert decode(word_of(event), version_of(event), facts) == event


@given(happened=st.lists(events(), max_size=6))
def test_a_contract_folded_from_the_books_is_the_one_folded_from_its_events(
    happened: list[ContractEvent],
) -> None:
    read = [decode(word_of(event), version_of(event), encode(event)) for event in happened]
    told, kept = (
        fold_contract(stream(*many), regulation(), at=at("2027-01-01"), known_at=at("2027-01-01"))
        for many in (happened, read)
    )
    assert kept == told


def in_order(value: object) -> bool:
    if isinstance(value, dict):
        return list(value) == sorted(value) and all(map(in_order, value.values()))
    return all(map(in_order, value)) if isinstance(value, list) else True


@given(event=events())
def test_equal_events_are_written_with_equal_bytes_whatever_the_order_of_their_keys(
    event: ContractEvent,
) -> None:
    assert in_order(encode(event))


def test_what_books_have_no_form_for_is_not_written() -> None:
    with pytest.raises(TypeError, match="books keep no float"):
        write(1.5)


def test_what_has_its_default_is_not_written() -> None:
    assert encode(Granted(Contract("17", None, "Europe/Moscow"))) == {
        "contract": {"number": "17", "tier": None, "zone": "Europe/Moscow"}
    }
    assert encode(CaseCounted("A", {"open": True})) == {"case": "A", "counters": {"open": True}}
    assert encode(HoursCharged("A", "hours", 60)) == {"case": "A", "counter": "hours", "seconds": 60}
    assert encode(PeriodDeclared("flood", "force", 1, None)) == {
        "from_at": 1,
        "ground": "force",
        "period": "flood",
        "until_at": None,
    }


@pytest.mark.parametrize("written", ["ABCDE-12345", "abcde 12345"])
def test_the_books_hold_no_key_and_yet_know_it_when_it_is_typed(written: str) -> None:
    keyed = Certificate("ABCDE-12345", date(2026, 3, 1), date(2026, 3, 31))
    facts = json.dumps(encode(Granted(ours(certificates=(keyed,)))))
    assert not re.search("abcde.?12345", facts, re.IGNORECASE)
    read = decode("granted", 1, json.loads(facts))
    assert isinstance(read, Granted)
    home = terms(OURS).home
    assert status(read.contract, key=written, at=at("2026-03-15 12:00"), zone=home) == "valid"
    assert status(read.contract, key=keyed.key, at=at("2026-03-15 12:00"), zone=home) == "unknown"


CERTIFICATE = {"from_on": None, "key": digest_of_key("K"), "until_on": None}
CALENDAR = {"week": [{"closes": 64_800, "opens": 32_400, "weekday": 0}], "zone": "Europe/Moscow"}


def contract(**parts: object) -> dict[str, object]:
    return {"contract": {"number": "17", "tier": "plain", "zone": "Europe/Moscow", **parts}}


def calendar(**parts: object) -> dict[str, object]:
    return contract(calendars={"office": {**CALENDAR, **parts}})


BROKEN: list[tuple[str, int, dict[str, object], str]] = [
    ("eclipsed", 1, {}, "no event `eclipsed` of version 1 was ever written"),
    ("granted", 2, {}, "no event `granted` of version 2 was ever written"),
    ("granted", 0, {}, "no event `granted` of version 0 was ever written"),
    ("granted", 1, {}, "`granted` of version 1: key `contract` is missing"),
    ("amended", 1, contract(), "`amended` of version 1: key `from_the_change` is missing"),
    (
        "amended",
        1,
        {**contract(), "from_the_change": 1},
        "`amended` of version 1: key `from_the_change`: true or false is expected",
    ),
    ("team added", 1, {"team": 1}, "`team added` of version 1: key `team`: a text is expected"),
    (
        "contact added",
        1,
        {"contact": "c:1", "role": "contact", "mood": "good"},
        "`contact added` of version 1: unknown key `mood`",
    ),
    (
        "case counted",
        1,
        {"case": "A", "counters": {"open": "yes"}},
        "`case counted` of version 1: key `counters`: key `open`: true or false is expected",
    ),
    (
        "case counted",
        1,
        {"case": "A", "counters": ["open"]},
        "`case counted` of version 1: key `counters`: a mapping of true or false is expected",
    ),
]

# What is wrong in a contract, and what is said of it after "`granted` of version 1: key `contract`: ".
BROKEN_CONTRACTS: list[tuple[dict[str, object], str]] = [
    ({"contract": {"number": "17", "tier": None}}, "key `zone` is missing"),
    (contract(colour="red"), "unknown key `colour`"),
    (contract(tier=1), "key `tier`: a text is expected"),
    (contract(from_on="5.11.2026"), "key `from_on`: a date such as 2026-11-05 is expected"),
    (contract(from_on="20261105"), "key `from_on`: a date such as 2026-11-05 is expected"),
    (contract(revoked_at=True), "key `revoked_at`: a whole number is expected"),
    (contract(person="yes"), "key `person`: true or false is expected"),
    (contract(terms={"seats": "1"}), "key `terms`: key `seats`: a list of texts is expected"),
    (contract(terms={"seats": ["1", 2]}), "key `terms`: key `seats`: item 2: a text is expected"),
    (contract(granted={"hours": 1.5}), "key `granted`: key `hours`: a whole number is expected"),
    (
        contract(figures={"fix": "1 day"}),
        "key `figures`: key `fix`: a mapping of value, or of by and rows, is expected",
    ),
    (contract(figures={"fix": {}}), "key `figures`: key `fix`: key `value` is missing"),
    (
        contract(figures={"fix": {"value": "-1 working days"}}),
        "key `figures`: key `fix`: key `value`: no amount: a term can't be negative: write 0 or more",
    ),
    (
        contract(figures={"fix": {"by": ["tier"], "rows": [{"keys": ["plain"]}]}}),
        "key `figures`: key `fix`: key `rows`: item 1: key `value` is missing",
    ),
    (contract(calendars=[]), "key `calendars`: a mapping of calendars is expected"),
    (
        calendar(week=[{"closes": 1, "opens": 0}]),
        "key `calendars`: key `office`: key `week`: item 1: key `weekday` is missing",
    ),
    (
        calendar(exceptions=[{"on": "2026-11-05", "spans": [[1]]}]),
        "key `calendars`: key `office`: key `exceptions`: item 1: key `spans`: item 1: two numbers, opens and closes, are expected",
    ),
    (
        contract(certificates=["K"]),
        "key `certificates`: item 1: a mapping of from_on, granted, key, revoked_at, until_on is expected",
    ),
    (
        contract(certificates=[CERTIFICATE, {**CERTIFICATE, "key": "ABCDE-12345"}]),
        "key `certificates`: item 2: key `key`: the digest of a key is expected, not the key",
    ),
]


@pytest.mark.parametrize(
    ("word", "version", "facts", "said"),
    [
        *BROKEN,
        *(
            ("granted", 1, facts, f"`granted` of version 1: key `contract`: {said}")
            for facts, said in BROKEN_CONTRACTS
        ),
    ],
)
def test_what_cannot_be_read_says_which_key_of_what_is_wrong(
    word: str, version: int, facts: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(said) + "$"):
        decode(word, version, facts)
