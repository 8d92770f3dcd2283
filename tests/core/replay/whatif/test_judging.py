"""Past cases under an edition: verdicts, closings by silence, limits, and what no longer fits."""

import pytest

from tests.core.replay.whatif.past import at, deed, dues, edition, judged, line, received, stood

SENT = {"mark": "answered", "message": "m1"}
ASKED = {"mark": "questioned", "message": "m1"}
EXPIRED = "      over: {refuse: receive, if: {contract: [expired, not yet]}, ground: old version}"
TALK = (received("2026-11-03 10:00"), deed("2026-11-03 11:00", "marked", **SENT))
DATED = tuple(
    {**line(f"C{number}", *TALK, contract=f"K{number}"), "terms": {"tier": "plain", **dates}}
    for number, dates in enumerate(
        ({"until": "2026-12-01"}, {"from": "2026-11-01"}, {"until": "2026-11-02"}, {"from": "2026-11-03"})
    )
)


def test_an_answer_in_time_is_met_and_a_second_late_is_breached() -> None:
    found = judged(
        edition(),
        line("A", received("2026-11-03 10:00"), deed("2026-11-03 14:00", "marked", **SENT)),
        line("B", received("2026-11-03 10:00"), deed("2026-11-03 14:00:01", "marked", **SENT), contract="K2"),
    )
    assert stood(found, "answer") == {0: "met", 1: "breached"}
    assert dues(found, "answer") == {0: at("2026-11-03 14:00"), 1: at("2026-11-03 14:00")}


def test_a_pause_moves_the_due_moment() -> None:
    found = judged(
        edition(),
        line(
            "A",
            received("2026-11-03 10:00"),
            deed("2026-11-03 11:00", "paused", reason="waiting", rule="2/waiting"),
            deed("2026-11-03 13:00", "resumed", reason="waiting", ground="solved"),
            deed("2026-11-03 16:00", "marked", **SENT),
        ),
    )
    assert dues(found, "answer") == {0: at("2026-11-03 16:00")}
    assert stood(found, "answer") == {0: "met"}


def test_silence_closes_and_what_staff_did_afterwards_does_not_fit() -> None:
    asked = (received("2026-11-03 10:00"), deed("2026-11-03 11:00", "marked", **ASKED))
    delivered = deed("2026-11-03 11:01", "delivered", "channel", message="m1")
    found = judged(
        edition(),
        line("A", *asked, delivered),
        line("B", *asked, delivered, deed("2026-11-20 12:00", "assigned", to="she"), contract="K2"),
    )
    assert stood(found, "silence") == {0: "breached"}
    assert found.unfit == [None, "act/not-in-this-state"]


def test_the_second_case_of_a_contract_waits_until_the_first_is_closed() -> None:
    lines = (
        line("A", received("2026-11-03 10:00"), deed("2026-11-05 10:00", "closed", ground="solved")),
        line("B", received("2026-11-03 11:00"), deed("2026-11-05 13:00", "marked", **SENT)),
    )
    waits = edition(
        "starts: received\n        met by: {sent: answered}",
        "starts: entered\n        met by: {sent: answered}",
    )
    found = judged(waits, *lines)
    assert dues(found, "answer")[1] == at("2026-11-05 14:00")
    assert stood(found, "answer")[1] == "met"
    assert (found.alone, found.together) == (0, 0)
    roomy = edition("plain: 1, fast: 2", "plain: 2, fast: 2")
    assert dues(judged(roomy, *lines), "answer")[1] == at("2026-11-03 15:00")


def test_cases_replayed_step_by_step_come_to_the_same() -> None:
    lines = (
        line("A", received("2026-11-03 10:00"), deed("2026-11-05 10:00", "closed", ground="solved")),
        line("B", received("2026-11-03 11:00"), deed("2026-11-05 13:00", "marked", **SENT)),
    )
    quick, exact = judged(edition(), *lines), judged(edition(), *lines, exact=True)
    assert stood(quick, "answer") == stood(exact, "answer")
    assert dues(quick, "answer") == dues(exact, "answer")
    assert (exact.alone, exact.together) == (0, 2)


def test_a_letter_that_the_law_turns_away_is_no_misfit() -> None:
    found = judged(edition(), line("A", received("2026-11-03 10:00", fields={"version": "old"})))
    assert found.unfit == [None]
    assert stood(found, "answer") == {0: "unjudged"}


def test_contracts_that_differ_in_their_dates_fare_alike_while_both_are_valid() -> None:
    quick, exact = (
        judged(edition("ground: old version}", "ground: old version}\n" + EXPIRED), *DATED, exact=exact)
        for exact in (False, True)
    )
    assert stood(quick, "answer") == stood(exact, "answer") == {0: "met", 1: "met", 2: "unjudged", 3: "met"}
    assert quick.unfit == exact.unfit


def test_a_tier_the_edition_does_not_know_is_apart() -> None:
    found = judged(edition(), line("A", received("2026-11-03 10:00"), tier="golden"))
    assert found.unfit == ["contract/tier"]


def test_a_corrected_case_is_replayed_alone() -> None:
    correction = deed(
        "2026-11-03 17:00",
        "corrected",
        seq=2,
        happened_at=at("2026-11-03 13:59"),
        ground="clock",
        second="he",
    )
    events = (received("2026-11-03 10:00"), deed("2026-11-03 15:00", "marked", **SENT))
    found = judged(edition(), line("A", *events, {**correction, "second": "he"}))
    assert found.alone == 1
    assert found.unfit == [None]
    assert stood(found, "answer") == {0: "met"}


@pytest.mark.parametrize("exact", [False, True])
def test_news_on_a_case_closed_for_good_would_open_a_new_one(exact: bool) -> None:  # noqa: FBT001
    found = judged(
        edition(),
        line(
            "A",
            received("2026-11-03 10:00"),
            deed("2026-11-03 11:00", "closed", ground="solved"),
            deed("2026-11-03 12:00", "replied", "customer", message="m2"),
        ),
        exact=exact,
    )
    assert found.unfit == ["case/new"]
