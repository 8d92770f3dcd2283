"""The console by itself: which files are letters, how they are read, how they are written. No books."""

from pathlib import Path
from uuid import UUID

import pytest

from reglament.channels.console.channel import Console
from reglament.channels.console.fetch import MOST_OCTETS
from reglament.channels.console.parse import envelope_address, parse
from reglament.desk.acts.inbound_message import Unreadable
from reglament.desk.outbox.outgoing import Outgoing

TO = "support@desk.example.com"
ID = UUID(int=7)


@pytest.fixture
def console(tmp_path: Path) -> Console:
    made = Console(tmp_path / "with a space" / "console")
    made.inbox.mkdir(parents=True)
    return made


def read(*headers: str, body: str = "") -> object:
    return parse("\n".join((*headers, "", body)).encode(), TO)


def outgoing(subject: str = "Hello", recipient: str = "a@b.test") -> Outgoing:
    return Outgoing(
        ID,
        ID,
        ID,
        "console",
        TO,
        recipient,
        f"{ID}@x",
        "P-1",
        subject,
        "Text",
        automatic=True,
        attempt=1,
        fence=1,
    )


def test_a_file_still_being_written_is_left_alone(console: Console) -> None:
    for name in (".hidden", "letter.part", "letter.tmp", "letter~"):
        (console.inbox / name).write_bytes(b"From: a@b.test\n\n")
    assert list(console.fetch()) == []


def test_folders_are_no_letters_and_no_inbox_is_an_empty_one(console: Console, tmp_path: Path) -> None:
    (console.inbox / "taken").mkdir()
    assert list(console.fetch()) == []
    assert list(Console(tmp_path / "nowhere").fetch()) == []


def test_a_file_larger_than_any_letter_stays(console: Console) -> None:
    with (console.inbox / "huge").open("wb") as file:
        file.truncate(MOST_OCTETS + 1)
    assert list(console.fetch()) == []
    assert (console.inbox / "huge").exists()


def test_a_file_written_to_after_it_was_read_comes_again(console: Console) -> None:
    path = console.inbox / "letter"
    path.write_bytes(b"From: a@b.test\n\nhalf")
    (half,) = console.fetch()
    path.write_bytes(b"From: a@b.test\n\nhalf and the rest")
    console.acknowledge(half)
    (whole,) = console.fetch()
    assert whole.source_key != half.source_key
    console.acknowledge(whole)
    assert list(console.fetch()) == []


def test_a_name_that_is_no_text_is_a_letter_like_any_other(console: Console) -> None:
    (console.inbox / "caf\udce9 \udcff").write_bytes(b"From: a@b.test\n\n")
    (arrived,) = console.fetch()
    assert arrived.source_key.isascii()
    console.acknowledge(arrived)
    assert list(console.fetch()) == []


def test_the_envelope_names_the_mailbox_before_anybody_reads_the_letter() -> None:
    assert envelope_address(b"From: a@b.test\r\nTO: Support@Desk.example.com\r\n\r\n") == TO
    assert envelope_address(b"\xff\x00 nothing of the kind") is None


def test_every_header_is_read() -> None:
    message = read(
        'From: "Anna" <ANNA@acorn.example.com>',
        f"To: {TO}",
        "Subject: One",
        "Key: AAAAA",
        "Case: P-7",
        "In-Reply-To: <1@x>",
        "Auto-Submitted: auto-replied",
        "Channel: portal",
        "Product: board",
        "Axis: weight=heavy",
        "Field: lamp=7",
        "Field: steps=a=b",
        body="Text",
    )
    assert message == parse(
        b"from: Anna <anna@acorn.example.com>\nsubject: One\nkey: AAAAA\ncase: P-7\nin-reply-to: 1@x\n"
        b"auto-submitted: auto-generated\nchannel: portal\nproduct: board\naxis: weight = heavy\nfield: lamp= 7\n"
        b"field: steps=a=b\n\nText",
        TO,
    )


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: [P-12] hello", "P-12"),
        ("[urgent] hello", None),
        ("P-12", None),
        ("[" * 100_000 + "[P-12]", None),
    ],
)
def test_a_case_is_named_in_the_subject_as_we_name_it(subject: str, number: str | None) -> None:
    message = parse(f"From: a@b.test\nSubject: {subject}\n\n".encode(), TO)
    assert message.number == number


@pytest.mark.parametrize("sender", ["", "a b", "<>", "a@b.test, c@d.test", "a@b.test)c@d.test <x y>"])
def test_who_cannot_be_told_from_the_letter_sent_none(sender: str) -> None:
    with pytest.raises(Unreadable):
        read(f"From: {sender}")


def test_a_header_takes_one_line_whatever_it_holds(console: Console) -> None:
    console.send(outgoing("Hello\r\nBcc: all@x.test\u2028X: y", "a@b.test\nCc: c@d.test"))
    (path,) = console.outbox.iterdir()
    head = path.read_bytes().decode().partition("\n\n")[0].splitlines()
    assert [line.partition(":")[0] for line in head] == [
        "From",
        "To",
        "Subject",
        "Message-ID",
        "Case",
        "Auto-Submitted",
    ]


def test_a_letter_sent_twice_is_one_file_and_no_draft_stays(console: Console) -> None:
    assert console.has_sent(outgoing().stable_id) is None
    console.send(outgoing())
    console.send(outgoing())
    assert [path.name for path in console.outbox.iterdir()] == [f"{ID}@x.txt"]
    assert console.has_sent(outgoing().stable_id) == "delivered"
