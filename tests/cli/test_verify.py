"""`reglament verify`: an exported case from its file, and what an audit of the books found, in sentences."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from reglament.cli.audited import MOST, lines, said
from reglament.desk.ledger.audit import Audit
from reglament.desk.ledger.chain import ChainReason
from reglament.desk.ledger.checkpoint import CheckpointFlaw
from reglament.desk.ledger.flaw import BookReason, Flaw, Reason
from reglament.desk.ledger.purge_record import ContentReason
from reglament.desk.ledger.receipt import receipt_of
from reglament.words.catalogue import LANGUAGES, Language
from tests.cli.run import reglament
from tests.core.replay.small import almanac
from tests.evidence.history import SIGNER, history

STREAM = UUID(int=7)
# Of two checkpoints beside each other, and of a key given by hand.
OF_OTHERS = {"checkpoint/key", "checkpoint/shrunk", "checkpoint/forked", "checkpoint/inconsistent"}
REASONS: tuple[Reason, ...] = (
    *BookReason,
    *ChainReason,
    *ContentReason,
    *(flaw for flaw in CheckpointFlaw if flaw not in OF_OTHERS),
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.json"
    path.write_text(history(1).exported, encoding="utf-8")
    return path


def test_an_export_is_verified_with_the_key_that_is_known(export: Path) -> None:
    done = reglament("verify", export, "--key", SIGNER.key.text)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Result: nothing is broken.")
    russian = reglament("verify", export, "--language", "ru")
    assert (russian.exit_code, russian.output.splitlines()[-1]) == (0, "Итог: нарушений не найдено.")


def test_a_changed_export_does_not_hold_and_what_is_none_cannot_be_checked(export: Path) -> None:
    document = json.loads(export.read_text(encoding="utf-8"))
    document["events"][0]["party"] = "nobody"
    export.write_text(json.dumps(document), encoding="utf-8")
    assert reglament("verify", export).exit_code == 1
    export.write_text("{}", encoding="utf-8")
    assert reglament("verify", export).exit_code == 2
    assert reglament("verify", export.with_name("none.json")).exit_code == 2


def test_a_receipt_is_of_an_export(export: Path) -> None:
    last = history(1)
    receipt = receipt_of(number="A-7", seq=len(last.hashes), event=last.hashes[-1]).text
    for copied in (receipt, f"Receipt: {receipt.lower()}", receipt.replace("-", " ").replace("A 7", "A-7")):
        assert reglament("verify", export, "--receipt", copied).exit_code == 0, copied
    earlier = receipt_of(number="A-7", seq=1, event=last.hashes[-1]).text
    for wrong in (earlier, "00" * 32, "A-7/99/" + receipt.rpartition("/")[2]):
        told = reglament("verify", export, "--receipt", wrong)
        assert (told.exit_code, "event 6" in told.output) == (1, True), told.output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_whatever_does_not_hold_has_a_place_and_a_sentence(reason: Reason, language: Language) -> None:
    places = (
        Flaw(reason, STREAM, "A-7", 3),
        Flaw(reason, STREAM),
        Flaw(reason, STREAM, "A-7", commitment=bytes(32)),
        Flaw(reason, place=256),
        Flaw(reason),
    )
    assert len({said(flaw, language) for flaw in places}) == len(places)
    assert "A-7" in said(places[0], language)


def test_an_audit_tells_what_was_read_and_what_waits_and_says_the_outcome_last() -> None:
    found = Audit(
        events=9, streams=2, sealed=7, leaves=7, checkpoints=1, waiting=2, waiting_since=0, unopened=1
    )
    told = list(lines(found, almanac(), "en"))
    assert told == [
        "read: events 9, cases and contracts 2, texts and files 0, entries of the log 7, checkpoints 1",
        "not opened: texts and files 1; they are there, what they say was not checked",
        "not yet in the log: events 2, the oldest known Thu 1 Jan 1970 00:00 UTC; their chain alone guards them",
        "There is no witness: nobody outside the database could be asked.",
        "Result: nothing is broken.",
    ]


def test_of_many_flaws_the_first_are_told_and_the_rest_counted() -> None:
    found = Audit(witnessed=True)
    found.found(Flaw(ChainReason.HASH, STREAM, "A-7", seq) for seq in range(2000))
    told = list(lines(found, almanac(), "en"))
    assert len(told) == MOST + 3
    assert told[-2:] == ["and 1950 more", "Result: broken: 2000."]
    assert (len(found.flaws), found.holds) == (1000, False)
