"""Проверяет выгрузку доказательств без нашей программы. Checks an export of evidence without our program: Python alone.
python standalone_verify.py FILE [--key KEY] [--receipt RECEIPT] [--lang en]; leaves 0: holds, 1: does not hold, 2: cannot be checked.
Everything stands here a second time on purpose: an auditor reads this one file and trusts nothing else. Written for Python 3.9, tried with 3.11.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from base64 import b32encode, b64decode, b64encode
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

WORDS = """
case | Выгрузка обращения {stream} | Export of case {stream}
contract | Выгрузка договора {stream} | Export of contract {stream}
True | [ верно ] | [holds ]
False | [НЕВЕРНО] | [BROKEN]
chain | события: {count}; номера идут подряд с 1, каждое соответствует своему отпечатку и предыдущему событию | events: {count}; numbered from 1 without a gap, each fits its hash and the event before it
sequence | на месте {place} стоит событие с номером {seq}: события пропущены, повторены или переставлены | place {place} has the event numbered {seq}: events are missing, repeated or in another order
hash | событие на месте {place} не соответствует своему отпечатку: его или порядок событий изменили после записи | the event at place {place} does not fit its hash: it, or the order of events, was changed after it was written
contents | тексты и файлы: {there} соответствуют событиям; удалено с записью об удалении: {gone}; вам не показано: {back} | texts and files: {there} fit the events; purged, with a record of it: {gone}; not shown to you: {back}
listing | перечень текстов и файлов не тот, на который ссылаются события: первое расхождение на месте {place} | the list of texts and files is not the one the events refer to: first difference at place {place}
changed | текст или файл {name} изменён | text or file {name} was changed
gone | текста или файла {name} нет, а записи об удалении среди событий нет | text or file {name} is gone, and no event records that it was purged
still | текст или файл {name} записан как удалённый, но в выгрузке он есть | text or file {name} is recorded as purged, and yet it is in the export
signed | контрольная точка журнала {origin} (записей: {size}) подписана ключом {key} | the checkpoint of log {origin} ({size} entries) is signed with key {key}
unsigned | контрольная точка не подписана ключом {key}, или её изменили после подписания | the checkpoint is not signed with key {key}, or was changed after it was signed
other key | в выгрузке назван не тот ключ, что указали вы: {key} | the export names another key than you did: {key}
included | последнее событие стоит в журнале на месте {index}, считая с 0, из {size} | the last event is entry {index}, counted from 0, of {size} in the log
excluded | подписанная контрольная точка не подтверждает последнее событие: это не та история, которую подписали | the signed checkpoint does not vouch for the last event: this is not the history that was signed
receipt | событие из вашей квитанции {name} в выгрузке есть | the event of your receipt {name} is in the export
no receipt | события из вашей квитанции {name} в выгрузке нет: в ней другая история, или она кончается раньше (событие {last}; свежее ждут минуту), или квитанция списана с ошибкой | the event of your receipt {name} is not in the export: it has another history, or ends before it (event {last}; a fresh one waits a minute), or the receipt was copied wrongly
own key | Ключ взят из самой выгрузки. Сверьте его с опубликованным поставщиком или укажите известный вам: --key | The key comes from the export itself. Compare it with the one the vendor published, or give yours: --key
result good | Итог: нарушений не найдено. | Result: nothing is broken.
result bad | Итог: найдено нарушений: {count}. | Result: broken: {count}.
unreadable | Проверить нельзя: {what}. Попросите выгрузку заново: подлинность этого файла ничем не подтверждена. | Cannot be checked: {what}. Ask for the export again: nothing vouches for this file.
no json | файл не читается, или это не текст JSON | the file cannot be read, or is no JSON text
no shape | не так записано поле «{where}» | the field «{where}» is not written as it must be
"""

SURROGATE = re.compile("[\ud800-\udfff]")
BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EXPORT = "format customer stream kind events contents withheld inclusion checkpoint public_key"
RECEIPT = re.compile(r"/\s*0*(\d{1,9})\s*/((?:[\s-]*[A-Za-z0-9]{4}){8})")
EVENT = "seq happened_at known_at party role actor type version facts commitments act hash"
Finding = tuple[bool, str, dict[str, Any]]
Point = tuple[int, int, int, int]


class UnreadableError(ValueError):
    """The file is not an export: the code of a sentence, and the field."""


def read(kind: str, value: Any, where: str) -> Any:
    """A value in the one spelling it may have, so that no byte of it can change unseen."""
    is_number = type(value) is int and -(2**63) <= value < 2**63
    if (kind == "number" and is_number) or (kind == "list" and isinstance(value, list)):
        return value
    if isinstance(value, str) and not SURROGATE.search(value):
        if kind == "text":
            return value
        if kind == "hash" and re.fullmatch("[0-9a-f]{64}", value):
            return bytes.fromhex(value)
        if kind == "uuid" and UUID.fullmatch(value):
            return bytes.fromhex(value.replace("-", ""))
        if kind == "bytes" and BASE64.fullmatch(value) and b64encode(b64decode(value)).decode() == value:
            return b64decode(value)
    raise UnreadableError("no shape", where)


def take(holder: dict[str, Any], kind: str, *names: str) -> list[Any]:
    return [read(kind, holder[name], name) for name in names]


def hashes(holder: dict[str, Any], name: str) -> list[bytes]:
    return [read("hash", value, name) for value in read("list", holder[name], name)]


def shape(value: Any, names: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names.split()):
        raise UnreadableError("no shape", where)
    return value


def field(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def event_hash(prev: bytes, customer: bytes, stream: bytes, event: dict[str, Any]) -> bytes:
    fields = [b"reglament.event.v1", prev, customer, stream, *take(event, "uuid", "act")]
    numbers = take(event, "number", "seq", "happened_at", "known_at", "version")
    fields += [value.to_bytes(8, "big", signed=True) for value in numbers]
    fields += [value.encode() for value in take(event, "text", "party", "type")]
    for name in ("role", "actor"):
        fields.append(b"\0" if event[name] is None else b"\1" + read("text", event[name], name).encode())
    fields += take(event, "bytes", "facts")
    commitments = hashes(event, "commitments")
    listed = len(commitments).to_bytes(4, "big") + b"".join(map(field, commitments))
    return sha256(b"".join(map(field, fields)) + listed).digest()


def root_over(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root that the proof gives to the leaf (RFC 6962); no root at all where place, size and proof do not fit."""
    if size <= 1 or not proof:
        return leaf if (index, size, proof) == (0, 1, []) else b""
    *rest, top = proof
    middle = 1 << (size - 1).bit_length() - 1
    if index < middle:
        return sha256(b"\1" + root_over(leaf, index, middle, rest) + top).digest()
    return sha256(b"\1" + top + root_over(leaf, index - middle, size - middle, rest)).digest()


# Ed25519 (RFC 8032, 5.1): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * D, 2 * one[2] * two[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total


def point_of(raw: bytes) -> Point | None:
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce, scalar = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    base = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if key is None or nonce is None or base is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(scalar, base), add(nonce, times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


def checkpoint(note: str, key: str) -> tuple[str, int, bytes] | None:
    """Origin, size and root of a note (C2SP), if the key signed it and every line that names the key is its signature."""
    name, _, rest = key.partition("+")
    public = read("bytes", rest.partition("+")[2], "public_key")
    mark = sha256(name.encode() + b"\n" + public).digest()[:4]
    if public[:1] != b"\1" or key != f"{name}+{mark.hex()}+{b64encode(public).decode()}":
        raise UnreadableError("no shape", "public_key")
    body, _, tail = note.rpartition("\n\n")
    head = re.fullmatch(r"([^\s+]+)\n(0|[1-9][0-9]{0,17})\n(\S{44})", body)
    lines = [line.partition(f"\N{EM DASH} {name} ") for line in tail.split("\n")]
    named = [read("bytes", line[2], "checkpoint") for line in lines if line[1] and not line[0]]
    ours = [raw[4:] for raw in named if raw[:4] == mark]
    if head is None or not ours or not tail.endswith("\n"):
        return None
    if not all(signed_by(public[1:], f"{body}\n".encode(), signature) for signature in ours):
        return None
    return head[1], int(head[2]), read("bytes", head[3], "checkpoint")


def check_events(document: dict[str, Any]) -> list[Finding]:
    customer, stream = take(document, "uuid", "customer", "stream")
    found, prev = list[Finding](), bytes(32)
    for place, value in enumerate(document["events"], 1):
        event = shape(value, EVENT, f"events/{place}")
        right = event_hash(prev, customer, stream, event)
        if event["seq"] != place:
            found.append((False, "sequence", {"place": place, "seq": event["seq"]}))
        prev = read("hash", event["hash"], "hash")
        if right != prev:
            found.append((False, "hash", {"place": place}))
    return found or [(True, "chain", {"count": len(document["events"])})]


def purged(events: list[dict[str, Any]]) -> set[str]:
    named: set[str] = set()
    for event in events:
        try:
            named |= set(json.loads(b64decode(event["facts"]))["purged"])
        except (ValueError, TypeError, LookupError, RecursionError):
            continue  # facts of another kind
    return named


def check_contents(document: dict[str, Any]) -> list[Finding]:
    rows = read("list", document["contents"], "contents")
    listed = [shape(value, "commitment salt payload", "contents")["commitment"] for value in rows]
    expected = list(dict.fromkeys(value for event in document["events"] for value in event["commitments"]))
    alike = next((at for at, name in enumerate(listed) if expected[at : at + 1] != [name]), len(listed))
    gone, back = purged(document["events"]), [name.hex() for name in hashes(document, "withheld")]
    whole = listed == expected and back == sorted({*back} & {*expected})
    found: list[Finding] = [] if whole else [(False, "listing", {"place": alike + 1})]
    for value in rows:
        name, there = read("hash", value["commitment"], "commitment").hex(), value["payload"] is not None
        if there or value["salt"] is not None:
            salt, payload = take(value, "bytes", "salt", "payload")
            if len(salt) != 16 or sha256(b"reglament.content.v1" + salt + payload).hexdigest() != name:
                found.append((False, "changed", {"name": name}))
        if there == (name in gone or name in back):
            found.append((False, "still" if there else "gone", {"name": name}))
    count, hidden = sum(value["payload"] is not None for value in rows), len({*back} - gone)
    return found or [(True, "contents", {"there": count, "gone": len(rows) - count - hidden, "back": hidden})]


def check_log(document: dict[str, Any], key: str) -> list[Finding]:
    (note,) = take(document, "text", "checkpoint")
    signed = checkpoint(note, key)
    if signed is None:
        return [(False, "unsigned", {"key": key})]
    origin, size, root = signed
    place = shape(document["inclusion"], "leaf_index proof", "inclusion")
    index, proof = read("number", place["leaf_index"], "leaf_index"), hashes(place, "proof")
    last = document["events"][-1]
    fields = [b"reglament.leaf.v1", *take(document, "uuid", "customer", "stream")]
    fields += [last["seq"].to_bytes(8, "big", signed=True), *take(last, "hash", "hash")]
    leaf = sha256(b"\0" + b"".join(map(field, fields))).digest()
    right = root_over(leaf, index, size, proof) == root
    vouched = (True, "signed", {"origin": origin, "size": size, "key": key})
    return [vouched, (right, "included" if right else "excluded", {"index": index, "size": size})]


def findings(document: Any, key: str | None, receipts: list[str]) -> list[Finding]:
    """All that holds, and all that does not."""
    shape(document, EXPORT, "format")
    is_ours = document["format"] == "reglament.evidence.v1" and document["kind"] in ("case", "contract")
    if not is_ours or not read("list", document["events"], "events"):
        raise UnreadableError("no shape", "format, kind, events")
    (own,) = take(document, "text", "public_key")
    found: list[Finding] = [] if key in {None, own} else [(False, "other key", {"key": own})]
    found += check_events(document) + check_contents(document) + check_log(document, own)
    there = {(one["seq"], b32encode(bytes.fromhex(one["hash"])[:20]).decode()) for one in document["events"]}
    for name in receipts:  # NUMBER/EVENT/SIGNS, as letters show it; the number is a label and under no hash
        told = RECEIPT.search(name)
        signs = re.sub(r"[\s-]", "", told[2]).upper().translate({48: "O", 49: "I", 56: "B"}) if told else ""
        right = told is not None and (int(told[1]), signs) in there
        found.append((right, "receipt" if right else "no receipt", {"name": name, "last": len(there)}))
    return found


def unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def report(path: str, key: str | None, receipts: list[str], column: int) -> tuple[int, list[str]]:
    """The exit code and the lines to print."""
    words = {line.split(" | ")[0]: line.split(" | ")[column] for line in WORDS.strip().split("\n")}
    try:
        document = json.loads(Path(path).read_bytes(), object_pairs_hook=unrepeated)
        found = findings(document, key, receipts)
    except (OSError, ValueError, RecursionError) as refused:
        code, where = refused.args if isinstance(refused, UnreadableError) else ("no json", "")
        return 2, [words["unreadable"].format(what=words[code].format(where=where))]
    broken = sum(not finding[0] for finding in found)
    lines = [words[document["kind"]].format(stream=document["stream"])]
    lines += [f"{words[str(ok)]} {words[code].format(**told)}" for ok, code, told in found[:20]]
    lines += [words["own key"]] if key is None else []
    return int(broken > 0), [*lines, words["result bad" if broken else "result good"].format(count=broken)]


def main(given: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Проверка выгрузки / Checks an export")
    parser.add_argument("file", help="выгрузка / the export")
    parser.add_argument("--key", help="известный вам открытый ключ / the public key you know")
    parser.add_argument("--receipt", action="append", default=[], help="из письма / from a letter")
    parser.add_argument("--lang", choices=["ru", "en"], default="ru", help="язык / language")
    asked = parser.parse_args(given)
    code, lines = report(asked.file, asked.key, asked.receipt, 1 + (asked.lang == "en"))
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        shown = "".join(sign if sign.isprintable() else "?" for sign in line)
        sys.stdout.write(shown.encode(encoding, "replace").decode(encoding) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
