"""The verifier that stands alone: its Ed25519, what it prints in both languages, and that it needs nothing but Python."""

import ast
import json
import subprocess
import sys
from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from reglament.desk.ledger import standalone_verify
from reglament.desk.ledger.chain import log_leaf
from reglament.desk.ledger.checkpoint import sign_checkpoint
from reglament.desk.ledger.standalone_verify import ORDER, P, main, point_of, report, signed_by
from tests.evidence.history import SIGNER, STRANGER, hashed, history

FILE = Path(standalone_verify.__file__)
SEEDS = st.binary(min_size=32, max_size=32)
WHOLE = history(3)
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

# RFC 8032, section 7.1, tests 1 to 3: public key, message, signature.
PUBLISHED = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def by_library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize(("public", "message", "signature"), PUBLISHED)
def test_published_signatures_hold(public: str, message: str, signature: str) -> None:
    assert signed_by(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@given(seed=SEEDS, message=st.binary(max_size=99))
def test_a_signature_made_by_the_library_holds(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    assert signed_by(private.public_key().public_bytes_raw(), message, private.sign(message))


@given(seed=SEEDS, data=st.data())
def test_of_a_spoiled_signature_ours_and_the_library_think_alike(seed: bytes, data: st.DataObject) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    parts = [public, b"message", private.sign(b"message")]
    which, bit = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 7))
    place = data.draw(st.integers(0, len(parts[which]) - 1))
    spoiled = bytearray(parts[which])
    spoiled[place] ^= 1 << bit
    parts[which] = bytes(spoiled)
    assert signed_by(parts[0], parts[1], parts[2]) is by_library(parts[0], parts[1], parts[2]) is False


@given(public=SEEDS, signature=st.binary(min_size=64, max_size=64))
@settings(max_examples=30)
def test_of_any_bytes_ours_and_the_library_think_alike(public: bytes, signature: bytes) -> None:
    assert signed_by(public, b"message", signature) == by_library(public, b"message", signature)


def test_a_second_signature_cannot_be_made_of_the_first() -> None:
    """The scalar moved by the order of the group: the equation still holds, the encoding is forbidden (RFC 8032, 5.1.7)."""
    signature = SIGNER.private.sign(b"message")
    moved = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    assert not signed_by(SIGNER.key.public, b"message", signature[:32] + moved)


@pytest.mark.parametrize(("public", "signature"), [(31, 64), (32, 63), (33, 65)])
def test_a_key_or_signature_of_another_length_is_none(public: int, signature: int) -> None:
    assert not signed_by(bytes(public), b"", bytes(signature))


def test_it_imports_the_standard_library_alone() -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names


def test_it_runs_by_itself_without_our_packages(tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(WHOLE.exported, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", FILE, export], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("Итог: нарушений не найдено.\n")


def lines(text: str, place: Path, *given: str, lang: str = "ru") -> tuple[int, list[str]]:
    place.write_text(text, encoding="utf-8")
    key = given[0] if given else None
    return report(str(place), key, list(given[1:]), 1 + (lang == "en"))


def test_a_whole_export_is_told_in_russian(tmp_path: Path) -> None:
    key, size = SIGNER.key.text, len(WHOLE.leaves)
    assert lines(WHOLE.exported, tmp_path / "export.json") == (
        0,
        [
            f"Выгрузка обращения {WHOLE.stream}",
            "[ верно ] события: 6; номера идут подряд с 1, каждое соответствует своему отпечатку и предыдущему событию",
            "[ верно ] тексты и файлы: 4 соответствуют событиям; удалено с записью об удалении: 1; вам не показано: 0",
            f"[ верно ] контрольная точка журнала desk.example.com/log (записей: {size}) подписана ключом {key}",
            f"[ верно ] последнее событие стоит в журнале на месте {WHOLE.leaf_index}, считая с 0, из {size}",
            "Ключ взят из самой выгрузки. Сверьте его с опубликованным поставщиком или укажите известный вам: --key",
            "Итог: нарушений не найдено.",
        ],
    )


def test_a_broken_export_is_told_in_english(tmp_path: Path) -> None:
    document = json.loads(WHOLE.exported)
    document["events"][2]["known_at"] -= 60
    document["contents"][0]["payload"] = "QWNjZXB0ZWQ="
    code, told = lines(json.dumps(document), tmp_path / "export.json", SIGNER.key.text, "00" * 32, lang="en")
    name = document["contents"][0]["commitment"]
    assert code == 1
    assert told[1:3] == [
        "[BROKEN] the event at place 3 does not fit its hash: it, or the order of events, was changed after it was written",
        f"[BROKEN] text or file {name} was changed",
    ]
    lost = (
        f"[BROKEN] the event of your receipt {'00' * 32} is not in the export: it has another history, or ends before it "
        "(event 6; a fresh one waits a minute), or the receipt was copied wrongly"
    )
    assert told[-2:] == [lost, "Result: broken: 3."]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        '{"format": "x"}',
        '{"format": 1, "format": 1}',
        "[" * 200_000,
        "1" * 10_000,
        '"\\ud800"',
    ],
)
def test_what_is_no_export_cannot_be_checked(text: str, lang: str, tmp_path: Path) -> None:
    code, told = lines(text, tmp_path / "export.json", lang=lang)
    assert code == 2
    assert told[0].startswith("Проверить нельзя: " if lang == "ru" else "Cannot be checked: ")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "reglament.evidence.v2"),
        ("kind", ["case"]),
        ("customer", "00000000-0000-0000-0000-00000000000G"),
        ("stream", None),
        ("events", []),
        ("events", {}),
        ("events", [3]),
        ("contents", [{"commitment": "00"}]),
        ("inclusion", {"leaf_index": True, "proof": []}),
        ("inclusion", {"leaf_index": 0, "proof": ["00"]}),
        ("checkpoint", 3),
        ("checkpoint", "\ud800"),
        ("public_key", "a+b+c"),
    ],
)
def test_a_field_of_another_shape_cannot_be_checked(name: str, value: object, tmp_path: Path) -> None:
    document = json.loads(WHOLE.exported)
    document[name] = value
    code, told = lines(json.dumps(document), tmp_path / "export.json", lang="en")
    assert (code, told[0].startswith("Cannot be checked: the field «")) == (2, True)


def test_a_missing_file_cannot_be_checked(tmp_path: Path) -> None:
    assert report(str(tmp_path / "none.json"), None, [], 1)[0] == 2


def test_signs_that_move_the_cursor_are_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "export.json"
    place.write_text(WHOLE.exported, encoding="utf-8")
    assert main([str(place), "--lang", "en", "--receipt", "\x1b[2J"]) == 1
    assert "your receipt ?[2J is not" in capsys.readouterr().out


def test_a_gap_that_the_vendor_himself_signed_is_told(tmp_path: Path) -> None:
    """Hashes, log and signature are all right; only the numbers betray that an event was left out."""
    links = WHOLE.links[:2] + WHOLE.links[3:]
    hashes = hashed(WHOLE.customer, links)
    leaf = log_leaf(customer=WHOLE.customer, stream=WHOLE.stream, seq=6, hash=hashes[-1])
    signed = replace(WHOLE, links=links, hashes=hashes, leaves=(leaf,), leaf_index=0)
    code, told = lines(signed.exported, tmp_path / "export.json", SIGNER.key.text, lang="en")
    assert code == 1
    assert [line for line in told if line.startswith("[BROKEN]")] == [
        f"[BROKEN] place {place} has the event numbered {place + 1}: events are missing, repeated or in another order"
        for place in (3, 4, 5)
    ]


def test_a_byte_that_moved_from_the_salt_into_the_text_is_told(tmp_path: Path) -> None:
    document = json.loads(WHOLE.exported)
    first = document["contents"][0]
    salt, payload = b64decode(first["salt"]), b64decode(first["payload"])
    first["salt"], first["payload"] = (b64encode(part).decode() for part in (salt[:-1], salt[-1:] + payload))
    code, told = lines(json.dumps(document), tmp_path / "export.json", SIGNER.key.text, lang="en")
    assert (code, told[2]) == (1, f"[BROKEN] text or file {first['commitment']} was changed")


@pytest.mark.parametrize(
    "encoded", [P + 1, 1 | 1 << 255, 2], ids=["y not reduced", "minus zero", "off the curve"]
)
def test_a_point_has_one_encoding_or_is_none(encoded: int) -> None:
    assert point_of(encoded.to_bytes(32, "little")) is None
    assert point_of((1).to_bytes(32, "little")) == (0, 1, 1, 0)


def exit_code(place: Path, **fields: str) -> int:
    return lines(json.dumps(json.loads(WHOLE.exported) | fields), place, SIGNER.key.text)[0]


def test_a_note_without_its_last_newline_is_not_signed(tmp_path: Path) -> None:
    note = json.loads(WHOLE.exported)["checkpoint"]
    assert exit_code(tmp_path / "export.json", checkpoint=note) == 0
    assert exit_code(tmp_path / "export.json", checkpoint=note[:-1]) == 1


def test_a_change_of_key_is_verified_by_the_known_one_though_both_bear_one_name(tmp_path: Path) -> None:
    note = sign_checkpoint(checkpoint=WHOLE.checkpoint, signers=[STRANGER, SIGNER])
    assert exit_code(tmp_path / "export.json", checkpoint=note) == 0
    alone = sign_checkpoint(checkpoint=WHOLE.checkpoint, signers=[STRANGER])
    assert exit_code(tmp_path / "export.json", checkpoint=alone) == 1


def test_a_key_whose_number_is_not_its_own_cannot_be_checked_with(tmp_path: Path) -> None:
    name, number, key = SIGNER.key.text.split("+", 2)
    other = f"{name}+{'0' * len(number)}+{key}"
    assert exit_code(tmp_path / "export.json", public_key=other) == 2


def test_another_spelling_of_the_same_bytes_cannot_be_checked(tmp_path: Path) -> None:
    document = json.loads(WHOLE.exported)
    salt = document["contents"][0]["salt"]
    spelled = salt[:-3] + SIGNS[SIGNS.index(salt[-3]) ^ 1] + "=="
    document["contents"][0]["salt"] = spelled
    assert b64decode(spelled) == b64decode(salt)
    assert lines(json.dumps(document), tmp_path / "export.json")[0] == 2


def test_a_name_given_twice_cannot_be_checked(tmp_path: Path) -> None:
    twice = WHOLE.exported.replace('"kind": "case"', '"kind": "contract", "kind": "case"')
    assert lines(twice, tmp_path / "export.json")[0] == 2


def test_a_proof_cut_short_does_not_vouch(tmp_path: Path) -> None:
    document = json.loads(WHOLE.exported)
    document["inclusion"]["proof"] = []
    code, told = lines(json.dumps(document), tmp_path / "export.json", SIGNER.key.text, lang="en")
    assert (code, told[4].startswith("[BROKEN] the signed checkpoint does not vouch")) == (1, True)
