"""Receipts: what a letter leaves with its reader of a case's history, short enough to be read out over the phone."""

from base64 import b32encode
from dataclasses import dataclass
from re import compile as pattern

# 160 bits: two histories with one receipt would take 2^80 tries, and 32 signs can still be typed.
OCTETS, GROUP = 20, 4
_WRITTEN = pattern(r"([^\s/:]+)\s*/\s*([0-9]{1,9})\s*/\s*((?:[A-Za-z0-9]{4}[\s-]*){8})(?![A-Za-z0-9])")
# Signs that are not in the alphabet, for those in it that they are taken for.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """The case by its number, an event of it by its place, and the beginning of that event's hash in signs of Base32."""

    number: str
    seq: int
    code: str

    @property
    def text(self) -> str:
        """As letters show it: `L-1/5/ABCD-…`, eight groups of four."""
        groups = (self.code[start : start + GROUP] for start in range(0, len(self.code), GROUP))
        return f"{self.number}/{self.seq}/{'-'.join(groups)}"

    def fits(self, event: bytes) -> bool:
        """Whether it is of the event with this hash."""
        return self.code == code_of(event)


def receipt_of(*, number: str, seq: int, event: bytes) -> Receipt:
    """Make the receipt for an event by its hash, which holds all events before it."""
    return Receipt(number, seq, code_of(event))


def code_of(event: bytes) -> str:
    """The beginning of a hash in signs that survive print and phone."""
    return b32encode(event[:OCTETS]).decode()


def read_receipt(written: str) -> Receipt | None:
    """Read a receipt however it was copied: a whole line of a letter, small letters, spaces for dashes. None: there is none in it."""
    found = _WRITTEN.search(written)
    if found is None:
        return None
    signs = "".join(sign for sign in found[3] if sign.isalnum()).upper().translate(_MISREAD)
    return Receipt(found[1].upper(), int(found[2]), signs)
