"""A renewal signed ahead and the amendments after it: what goes on into the renewed period, and what does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract.act import Amend, Grant
from reglament.core.contract.amend import decide_contract
from reglament.core.contract.answer import ContractAccepted, ContractRefused
from reglament.core.contract.codec import decode, encode, version_of, word_of
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import Amended, ContractEntry, Granted
from reglament.core.contract.fold import contract_of_case, fold_contract
from reglament.core.contract.renewal import carried
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.condition import AllOf, Is
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import DAY, EDITION, at, regulation, terms
from tests.core.contract.cast import OURS, ours

FIRST_DAY = date(2027, 1, 1)
FIRST_MOMENT = at("2026-12-31 21:00")
AFTER = at("2027-02-01 00:00")
BEGIN = at("2026-06-01 12:00")
RENEWAL = ours(from_on=FIRST_DAY, until_on=date(2027, 12, 31))
HELD = Certificate("K1", date(2026, 1, 1), date(2027, 6, 30), 3_600)
ALWAYS_OPEN = {"office": EDITION.calendars["always"].calendar}

GOES_ON: dict[str, object] = {
    "number": "17-bis",
    "tier": "rich",
    "zone": "Europe/Moscow",
    "person": True,
    "revoked_at": BEGIN,
    "terms": {"sharing": ("no",)},
    "figures": {"fix": Flat(None)},
    "calendars": ALWAYS_OPEN,
    "certificates": (HELD,),
}
OF_ITS_PERIOD: dict[str, object] = {
    "from_on": date(2026, 2, 1),
    "until_on": date(2026, 11, 30),
    "granted": {"hours": 3_600},
}


def changed(renewal: Contract, key: str, value: object, former: Contract = OURS) -> Contract:
    amended = replace(former, **{key: value})  # type: ignore[arg-type] # any field of it
    return carried(renewal, former=former, amended=amended)


@pytest.mark.parametrize("key", GOES_ON)
def test_what_an_amendment_changes_goes_on_where_the_renewal_says_the_same(key: str) -> None:
    assert changed(RENEWAL, key, GOES_ON[key]) == replace(RENEWAL, **{key: GOES_ON[key]})  # type: ignore[arg-type]


@pytest.mark.parametrize("key", OF_ITS_PERIOD)
def test_dates_and_hours_stay_with_their_period(key: str) -> None:
    assert changed(RENEWAL, key, OF_ITS_PERIOD[key]) == RENEWAL
    unsaid = replace(RENEWAL, from_on=OURS.from_on, until_on=OURS.until_on)
    assert changed(unsaid, key, OF_ITS_PERIOD[key]) == unsaid


def test_every_part_of_a_contract_goes_on_or_is_of_its_period() -> None:
    assert {*GOES_ON, *OF_ITS_PERIOD} == set(Contract.__dataclass_fields__)


def test_what_the_renewal_put_otherwise_stays_as_renewed() -> None:
    richer = replace(RENEWAL, tier="wealthy", terms={"sharing": ("no",), "seats": ("5",)})
    assert changed(richer, "tier", "rich").tier == "wealthy"
    assert changed(richer, "terms", {"sharing": ("yes",), "kinds": ("visit",)}).terms == {
        "sharing": ("no",),
        "seats": ("5",),
        "kinds": ("visit",),
    }


def test_what_an_amendment_takes_away_is_taken_from_the_renewal_too() -> None:
    former = ours(terms={"sharing": ("no",)}, certificates=(HELD,))
    renewal = replace(RENEWAL, terms=former.terms, certificates=former.certificates)
    assert changed(renewal, "terms", {}, former).terms == {}
    assert changed(renewal, "certificates", (), former).certificates == ()
    revoked = replace(HELD, revoked_at=BEGIN)
    assert changed(renewal, "certificates", (revoked,), former).certificates == (revoked,)


def entries_after(*acts: Grant | Amend, edition: Regulation = EDITION) -> tuple[ContractEntry, ...]:
    """The stream of acts a day apart, each through its decision, kept and read back as books do."""
    entries: tuple[ContractEntry, ...] = ()
    for day, act in enumerate(acts):
        now = BEGIN + day * DAY
        standing = fold_contract(entries, edition, at=now, known_at=now)
        answer = decide_contract(act, terms=terms(standing.contract, edition), standing=standing, at=now)
        assert isinstance(answer, ContractAccepted), answer
        for event in answer.events:
            kept = decode(word_of(event), version_of(event), encode(event))
            entries += (ContractEntry(len(entries) + 1, now, now, "staff", kept),)
    return entries


def text_at(entries: Sequence[ContractEntry], moment: int, known_at: int = AFTER) -> Contract | None:
    return fold_contract(entries, EDITION, at=moment, known_at=known_at).contract


def test_an_amendment_after_the_renewal_governs_before_and_after_its_first_day() -> None:
    entries = entries_after(Grant(OURS), Grant(RENEWAL), Amend(ours(tier="rich")))
    assert text_at(entries, FIRST_MOMENT - 1) == ours(tier="rich")
    assert text_at(entries, FIRST_MOMENT) == replace(RENEWAL, tier="rich")
    of_case = contract_of_case(entries, received_at=FIRST_MOMENT, at=AFTER, known_at=AFTER)
    assert of_case == replace(RENEWAL, tier="rich")


def test_a_renewal_after_the_amendment_says_what_governs_then() -> None:
    entries = entries_after(Grant(OURS), Amend(ours(tier="rich")), Grant(RENEWAL))
    assert text_at(entries, FIRST_MOMENT) == RENEWAL


def test_two_renewals_ahead_are_both_amended_and_one_signed_anew_stands_as_signed() -> None:
    third = ours(from_on=date(2028, 1, 1), until_on=date(2028, 12, 31))
    acts = Grant(OURS), Grant(third), Grant(RENEWAL), Amend(ours(tier="rich"))
    standing = fold_contract(entries_after(*acts), EDITION, at=AFTER - 60 * DAY, known_at=AFTER)
    assert [text.tier for _, text in standing.ahead] == ["rich", "rich"]
    assert standing.renews_at == FIRST_MOMENT
    anew = entries_after(*acts, Grant(RENEWAL))
    assert text_at(anew, FIRST_MOMENT) == RENEWAL


def test_an_amendment_that_leaves_the_renewal_as_it_is_adds_nothing_to_it() -> None:
    entries = entries_after(
        Grant(OURS), Grant(replace(RENEWAL, tier="wealthy")), Amend(ours(tier="rich", granted={"hours": 60}))
    )
    assert [type(entry.event) for entry in entries] == [Granted, Granted, Amended]


def test_an_amendment_may_not_lead_the_renewal_to_what_the_law_refuses() -> None:
    both = AllOf((Is("tier", ("rich",)), Is("contract", ("not yet",))))
    refusing = RefuseRule(
        id="8/amend", clause="8", place=BEGINNING, condition=both, what="amend", ground="flood", by="system"
    )
    edition = regulation(refusing)
    entries = entries_after(Grant(OURS), Grant(RENEWAL), edition=edition)
    standing = fold_contract(entries, edition, at=BEGIN + DAY, known_at=AFTER)
    found = decide_contract(
        Amend(ours(tier="rich")), terms=terms(OURS, edition), standing=standing, at=BEGIN + DAY
    )
    assert isinstance(found, ContractRefused)
    alone: Standing = replace(standing, ahead=())
    accepted = decide_contract(
        Amend(ours(tier="rich")), terms=terms(OURS, edition), standing=alone, at=BEGIN + DAY
    )
    assert isinstance(accepted, ContractAccepted)


@dataclass(frozen=True)
class Signed:
    """An act on the contract: a renewal ahead, or an amendment, that says this of one thing."""

    ahead: bool
    word: str


SIGNED = st.lists(st.builds(Signed, st.booleans(), st.sampled_from(("plain", "rich", "wealthy"))), max_size=8)


def acts_of(signed: list[Signed]) -> list[Grant | Amend]:
    return [
        Grant(replace(RENEWAL, tier=one.word)) if one.ahead else Amend(ours(tier=one.word)) for one in signed
    ]


@given(signed=SIGNED)
def test_in_whatever_order_they_are_told_each_word_holds_until_another_takes_its_place(
    signed: list[Signed],
) -> None:
    entries = entries_after(Grant(OURS), *acts_of(signed))
    in_force, to_come = "plain", None
    for one in signed:
        if one.ahead:
            to_come = one.word
        else:
            to_come = one.word if to_come == in_force else to_come
            in_force = one.word
    before, since = text_at(entries, FIRST_MOMENT - 1), text_at(entries, FIRST_MOMENT)
    assert before is not None
    assert since is not None
    assert (before.tier, since.tier) == (in_force, to_come or in_force)


@given(signed=SIGNED, days=st.integers(0, 9))
def test_what_was_known_then_is_answered_as_it_was_then(signed: list[Signed], days: int) -> None:
    acts = acts_of(signed)
    known_at = BEGIN + days * DAY
    until_then = entries_after(Grant(OURS), *acts[:days])
    assert text_at(entries_after(Grant(OURS), *acts), AFTER, known_at) == text_at(until_then, AFTER)
