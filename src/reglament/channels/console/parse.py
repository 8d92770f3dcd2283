"""A console letter read: headers, a blank line, the body. Whatever is not clear is left out; without a sender it is no letter."""

import re
from collections.abc import Mapping

from reglament.desk.acts.inbound_message import InboundMessage, Unreadable

# What a letter says of itself without saying more: people's letters are mail.
CHANNEL = "email"
NO_SENDER = "console/no-sender"
NOT_A_LETTER = "console/not-a-letter"
OTHER_MAILBOX = "console/other-mailbox"

_TO = re.compile(rb"^to:[ \t]*([^\s<>]+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(r"([A-Za-z-]+):[ \t]*(.*)", re.DOTALL)
_LINE = re.compile("\r?\n")
_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>\s]+)>")
_PLAIN_ADDRESS = re.compile(r"[^<>\s]+")
# Letters and digits of a case number, as it stands in the subject of a letter of ours.
_NUMBER = re.compile(r"\[([A-Za-z]+-\d+)\]")
_PAIR = re.compile(r"([^=]+)=(.*)", re.DOTALL)
DECLARES = {"axis": "axes", "field": "fields"}


def envelope_address(head: bytes) -> str | None:
    """Give the mailbox a letter is meant for, from its first bytes, before anybody reads it; None where it does not say."""
    found = _TO.search(head)
    return found[1].decode("utf-8", errors="replace").casefold() if found else None


def parse(raw: bytes, address: str) -> InboundMessage:
    """Read the letter. Raises Unreadable for one without a sender, and for one meant for another mailbox than `address`."""
    head, *rest = _END_OF_HEADERS.split(raw, maxsplit=1)
    headers, declared = _headers(head.decode("utf-8", errors="replace"))
    name, sender = _sender(headers.get("from", ""))
    to = headers.get("to", "").strip().casefold()
    if to and to != address.casefold():
        raise Unreadable(OTHER_MAILBOX)
    subject = headers.get("subject", "")
    number = _NUMBER.search(subject[:1000])
    return InboundMessage(
        address=sender,
        name=name,
        subject=subject,
        body=b"".join(rest).decode("utf-8", errors="replace"),
        answers=headers.get("in-reply-to", "").strip("<> \t") or None,
        number=headers.get("case", "").strip() or (number[1] if number else None),
        key=headers.get("key", "").strip() or None,
        automatic=headers.get("auto-submitted", "no").strip().casefold() != "no",
        product=headers.get("product", "").strip() or None,
        axes=declared["axes"],
        fields=declared["fields"],
        channel=headers.get("channel", "").strip() or CHANNEL,
    )


def _headers(text: str) -> tuple[Mapping[str, str], Mapping[str, dict[str, str]]]:
    """Headers by their names in lower case, and what `Axis:` and `Field:` headers declare."""
    headers: dict[str, str] = {}
    declared: dict[str, dict[str, str]] = {"axes": {}, "fields": {}}
    for line in _LINE.split(text):
        found = _HEADER.fullmatch(line)
        if found is None:
            raise Unreadable(NOT_A_LETTER)
        name, value = found[1].casefold(), found[2]
        pair = _PAIR.fullmatch(value)
        if name in DECLARES and pair:
            declared[DECLARES[name]][pair[1].strip()] = pair[2].strip()
        else:
            headers.setdefault(name, value)
    return headers, declared


def _sender(written: str) -> tuple[str, str]:
    found = _ADDRESS.fullmatch(written.strip())
    if found:
        return found["name"].strip(' "'), found["address"].casefold()
    if not _PLAIN_ADDRESS.fullmatch(written.strip()):
        raise Unreadable(NO_SENDER)
    return "", written.strip().casefold()
