"""Checkpoints of the log in the text form of C2SP: origin, size and root as a signed note; written, read, signed, verified, compared.

Sources: c2sp.org/signed-note and c2sp.org/tlog-checkpoint. What is wrong comes back as a `CheckpointFlaw`, never as an exception.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from re import compile as pattern

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from reglament.desk.ledger.merkle import verify_consistency

ED25519 = b"\1"
DASH = "\N{EM DASH} "
MOST_CHARACTERS = 65_536
_CONTROL = pattern(r"[\x00-\x09\x0b-\x1f]")
_NAME = pattern(r"[^\s+]+")
_SIZE = pattern(r"0|[1-9][0-9]{0,18}")


class CheckpointFlaw(StrEnum):
    """Why a checkpoint, a note, a key, or a pair of checkpoints is refused."""

    KEY = "checkpoint/key"
    TOO_LONG = "checkpoint/too-long"
    CONTROL = "checkpoint/control-character"
    NO_SIGNATURE = "checkpoint/no-signature"
    SIGNATURE_LINE = "checkpoint/signature-line"
    UNKNOWN_KEY = "checkpoint/unknown-key"
    BAD_SIGNATURE = "checkpoint/bad-signature"
    LINES = "checkpoint/lines"
    ORIGIN = "checkpoint/origin"
    SIZE = "checkpoint/size"
    ROOT = "checkpoint/root"
    OTHER_ORIGIN = "checkpoint/other-origin"
    SHRUNK = "checkpoint/shrunk"
    FORKED = "checkpoint/forked"
    INCONSISTENT = "checkpoint/inconsistent"


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Whose signature is believed: a name without spaces or plus, and the 32 bytes of an Ed25519 public key."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is published: name, id, and type with key, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A name with the private key that signs under it."""

    name: str
    private: Ed25519PrivateKey

    @property
    def key(self) -> NoteKey:
        return NoteKey(self.name, self.private.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its origin, how many leaves it has, and the root over them."""

    origin: str
    size: int
    root: bytes


def _decoded(text: str) -> bytes | None:
    """Bytes of a standard Base64 text; nothing for any other spelling of the same bytes."""
    try:
        value = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return None
    return value if b64encode(value).decode() == text else None


def read_key(text: str) -> NoteKey | CheckpointFlaw:
    """Read a published key, `NoteKey.text`; the id in it must be the one its name and key give."""
    name, _, rest = text.partition("+")
    raw = _decoded(rest.partition("+")[2])
    if not _NAME.fullmatch(name) or raw is None or len(raw) != 33 or raw[:1] != ED25519:
        return CheckpointFlaw.KEY
    key = NoteKey(name, raw[1:])
    return key if key.text == text else CheckpointFlaw.KEY


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """Give the three lines that are signed."""
    return f"{checkpoint.origin}\n{checkpoint.size}\n{b64encode(checkpoint.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint | CheckpointFlaw:
    """Read the signed lines. Extension lines are refused: ours has none, and nobody could audit them."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        return CheckpointFlaw.LINES
    origin, size, encoded, _ = lines
    if not _NAME.fullmatch(origin):
        return CheckpointFlaw.ORIGIN
    if not _SIZE.fullmatch(size):
        return CheckpointFlaw.SIZE
    root = _decoded(encoded)
    if root is None or len(root) != 32:
        return CheckpointFlaw.ROOT
    return Checkpoint(origin, int(size), root)


def sign_note(*, text: str, signers: Sequence[Signer]) -> str:
    """Give the text with a signature line for each signer. Two signers make a change of key: the old one vouches for the new."""
    lines = [
        f"{DASH}{signer.name} {b64encode(signer.key.id + signer.private.sign(text.encode())).decode()}\n"
        for signer in signers
    ]
    return f"{text}\n{''.join(lines)}"


def sign_checkpoint(*, checkpoint: Checkpoint, signers: Sequence[Signer]) -> str:
    """Give the signed note. Raises `ValueError` for a checkpoint or a name that nobody could read back."""
    text = write_checkpoint(checkpoint)
    if read_checkpoint(text) != checkpoint or not all(_NAME.fullmatch(signer.name) for signer in signers):
        raise ValueError(
            f"a checkpoint of «{checkpoint.origin}» cannot be written: origin and names of keys must have neither "
            "spaces nor plus signs, the size must not be negative, the root must have 32 bytes"
        )
    return sign_note(text=text, signers=signers)


def _signed(line: str) -> tuple[str, bytes] | None:
    """Name, and key id with signature, of one signature line."""
    name, space, encoded = line.removeprefix(DASH).partition(" ")
    raw = _decoded(encoded)
    if not line.startswith(DASH) or not space or not _NAME.fullmatch(name) or raw is None or len(raw) < 5:
        return None
    return name, raw


def _holds(*, key: NoteKey, text: str, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def open_note(*, note: str, keys: Collection[NoteKey]) -> str | CheckpointFlaw:
    """Give the text of a note that a known key has signed. Lines of unknown keys are passed over; a wrong one of a known key refuses all."""
    if len(note) > MOST_CHARACTERS:
        return CheckpointFlaw.TOO_LONG
    if _CONTROL.search(note) or any("\ud800" <= sign <= "\udfff" for sign in note):
        return CheckpointFlaw.CONTROL
    body, blank, tail = note.rpartition("\n\n")
    text = body + "\n"
    if not blank or not tail.endswith("\n"):
        return CheckpointFlaw.NO_SIGNATURE
    known = {(key.name, key.id): key for key in keys}
    verified = False
    for line in tail[:-1].split("\n"):
        signed = _signed(line)
        if signed is None:
            return CheckpointFlaw.SIGNATURE_LINE
        name, raw = signed
        key = known.get((name, raw[:4]))
        if key is not None:
            if not _holds(key=key, text=text, signature=raw[4:]):
                return CheckpointFlaw.BAD_SIGNATURE
            verified = True
    return text if verified else CheckpointFlaw.UNKNOWN_KEY


def verify_checkpoint(*, note: str, keys: Collection[NoteKey], origin: str) -> Checkpoint | CheckpointFlaw:
    """Give the checkpoint of a note that a known key has signed, if it speaks of the log asked about."""
    text = open_note(note=note, keys=keys)
    if isinstance(text, CheckpointFlaw):
        return text
    checkpoint = read_checkpoint(text)
    if isinstance(checkpoint, Checkpoint) and checkpoint.origin != origin:
        return CheckpointFlaw.OTHER_ORIGIN
    return checkpoint


def check_growth(*, older: Checkpoint, newer: Checkpoint, proof: Sequence[bytes]) -> CheckpointFlaw | None:
    """Say why the newer checkpoint is not the older one with leaves added; nothing if it is."""
    if older.origin != newer.origin:
        return CheckpointFlaw.OTHER_ORIGIN
    if newer.size < older.size:
        return CheckpointFlaw.SHRUNK
    if newer.size == older.size and newer.root != older.root:
        return CheckpointFlaw.FORKED
    grown = verify_consistency(
        old_size=older.size, old_root=older.root, new_size=newer.size, new_root=newer.root, proof=proof
    )
    return None if grown else CheckpointFlaw.INCONSISTENT
