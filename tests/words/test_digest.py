"""What staff reads in one letter: what is late, what is soon due, and what calls for another reason, each under its own heading."""

from reglament.words.digest import MOST, Called, Digest, digest
from reglament.words.letter import Letter
from tests.words.cast import aurora, zone


def told(*kinds: str) -> Letter:
    called = [
        Called(f"A-{n}", "", "", kind, "", (), None, aurora(), zone()) for n, kind in enumerate(kinds, 1)
    ]
    return digest(Digest(called, (), 1_795_410_000, zone()), "ru")


def test_what_calls_for_another_reason_is_not_called_late() -> None:
    said = told("access ends", "warn", "alert", "tell")
    assert said.subject == "Поддержка — просрочено: 2, подходит срок: 1, требует внимания: 1"
    late, soon, other, _ = said.body.split("\n\n")
    assert ("A-3" in late, "A-4" in late, late.startswith("Срок прошёл:")) == (True, True, True)
    assert ("A-2" in soon, soon.startswith("Срок подходит:")) == (True, True)
    assert ("A-1" in other, other.startswith("Требует внимания:")) == (True, True)


def test_a_letter_names_no_more_than_its_most_of_all_kinds_together() -> None:
    body = told(*["alert"] * (MOST - 2), "warn", "access ends", "access ends").body
    assert (f"A-{MOST}." in body, f"A-{MOST + 1}." in body) == (True, False)
    assert "И ещё 1 обращение" in body
