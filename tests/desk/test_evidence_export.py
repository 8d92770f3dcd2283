"""An exported case is checked by a process that has nothing of ours; a customer's shows no note of staff."""

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reglament.desk.acts.export_case import NotSealedYet, export_case
from reglament.desk.content.fresh import NewContent
from reglament.desk.content.keep import keep_contents
from reglament.desk.content.safe import Safe
from reglament.desk.ledger import standalone_verify
from reglament.desk.ledger.append import append
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.receipt import receipt_of
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.desk.sealed import LINE, SealedBooks, sealed_books

STAFF = Viewer("ann", lines=(LINE,))
NOTE = "Между нами: клиент прав"


@pytest.fixture
def books(desk: Desk, tmp_path: Path) -> SealedBooks:
    made = sealed_books(desk, tmp_path)
    made.live(streams=4, rounds=3)
    return made


@pytest.fixture
def case(books: SealedBooks) -> UUID:
    """A case with a text, a note of staff and a purged text."""
    head = books.open()
    books.add(head.id, 2, texts=2)
    books.purge(head.id)
    with seen_by(SYSTEM):
        note = NewContent(uuid4(), "note", NOTE, note=True)
        kept = keep_contents(head, [note], safe=Safe(), world=books.world, at=books.world.at)
        books.heads[head.id] = append(books.heads[head.id], [books.row(4, b"{}", kept)])
    books.seal()
    return head.id


def exported(books: SealedBooks, case: UUID, viewer: Viewer) -> str:
    key = read_published(folder=books.home)[-1]
    return export_case(viewer=viewer, stream=case, key=key, safe=Safe(), world=books.world)


def checked(folder: Path, text: str, *arguments: str) -> tuple[int, str]:
    """What the file says that an auditor runs: Python alone, without our environment."""
    path = folder / "export.json"
    path.write_text(text, encoding="utf-8")
    program = Path(standalone_verify.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-S", program, path, "--lang", "en", *arguments],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_staff_exports_the_whole_case(books: SealedBooks, case: UUID, tmp_path: Path) -> None:
    text = exported(books, case, STAFF)
    code, said = checked(tmp_path, text, "--key", read_published(folder=books.home)[0].text)
    assert code == 0, said
    assert "texts and files: 2 fit the events; purged, with a record of it: 1; not shown to you: 0" in said
    assert NOTE in [value for value in map(decoded, json.loads(text)["contents"]) if value]


def test_a_customer_gets_no_note_of_staff_and_his_export_holds(
    books: SealedBooks, case: UUID, tmp_path: Path, as_role: AsRole
) -> None:
    customer = Viewer("somebody", customers=(books.heads[case].customer,))
    for role in ("desk_worker", "desk_web"):
        with as_role(role):
            text = exported(books, case, customer)
        assert NOTE not in [decoded(row) for row in json.loads(text)["contents"]]
        code, said = checked(tmp_path, text)
        assert (code, "not shown to you: 1" in said) == (0, True), said


def test_every_event_of_staff_stands_in_a_customers_export_with_its_facts_and_no_word_of_a_note(
    books: SealedBooks, case: UUID
) -> None:
    customer = Viewer("somebody", customers=(books.heads[case].customer,))
    whole, his = (json.loads(exported(books, case, viewer)) for viewer in (STAFF, customer))
    assert his["events"] == whole["events"]
    facts = b"".join(b64decode(event["facts"]) for event in his["events"])
    payloads = "".join(filter(None, map(decoded, his["contents"])))
    assert NOTE not in facts.decode() + payloads + json.dumps(his, ensure_ascii=False)
    (withheld,) = his["withheld"]
    assert withheld in his["events"][-1]["commitments"]


def test_a_text_that_is_shown_and_named_as_withheld_does_not_hold(
    books: SealedBooks, case: UUID, tmp_path: Path
) -> None:
    document = json.loads(exported(books, case, STAFF))
    document["withheld"] = [next(row["commitment"] for row in document["contents"] if row["payload"])]
    assert checked(tmp_path, json.dumps(document))[0] == 1
    document["withheld"] = ["00" * 32]
    assert checked(tmp_path, json.dumps(document))[0] == 1


def test_strangers_and_unknown_cases_get_the_same_answer(books: SealedBooks, case: UUID) -> None:
    for viewer, asked in ((Viewer("x", customers=(uuid4(),)), case), (STAFF, uuid4()), (Viewer("y"), case)):
        with pytest.raises(CaseUnknown):
            exported(books, asked, viewer)


def test_an_export_ends_with_the_last_sealed_event(books: SealedBooks, case: UUID, tmp_path: Path) -> None:
    books.add(case, 2)
    text = exported(books, case, STAFF)
    assert len(json.loads(text)["events"]) == 4
    assert checked(tmp_path, text)[0] == 0
    fresh = books.open().id
    books.add(fresh)
    with pytest.raises(NotSealedYet):
        exported(books, fresh, STAFF)


def test_a_receipt_is_found_in_every_later_export_and_in_none_of_another_case(
    books: SealedBooks, case: UUID, tmp_path: Path
) -> None:
    head = books.heads[case]
    receipt = receipt_of(number=head.name, seq=head.seq, event=head.hash).text
    books.add(case)
    books.seal()
    assert checked(tmp_path, exported(books, case, STAFF), "--receipt", receipt)[0] == 0
    other = next(stream for stream in books.heads if stream != case)
    assert checked(tmp_path, exported(books, other, STAFF), "--receipt", receipt)[0] == 1


def decoded(row: dict[str, str | None]) -> str | None:
    payload = row["payload"]
    return None if payload is None else b64decode(payload).decode()
