"""The server's own list of a base backup, held against its files: size and SHA-256 of each, none missing, none beside them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "backup_manifest"
LOG = "pg_wal"  # what is streamed beside a base backup is in no manifest


def faults_of_data(data: Path) -> Iterator[str]:
    """The paths that are not as the manifest says. Raises OSError or ValueError where there is none that can be read."""
    source = (data / MANIFEST).read_bytes()
    plain = json.loads(source)
    body = source[: source.rstrip(b"\n").rindex(b"\n") + 1]
    if hashlib.sha256(body).hexdigest() != plain.get("Manifest-Checksum"):
        yield MANIFEST
        return
    listed = set()
    for one in plain["Files"]:
        name = (
            one["Path"]
            if "Path" in one
            else bytes.fromhex(one["Encoded-Path"]).decode("utf-8", "surrogateescape")
        )
        listed.add(name)
        if one["Checksum-Algorithm"] != "SHA256" or not is_same(data / name, one["Size"], one["Checksum"]):
            yield name
    for name in files_below(data):
        if name not in listed and name != MANIFEST and not name.startswith(f"{LOG}/"):
            yield name


def is_same(path: Path, size: int, digest: str) -> bool:
    try:
        return path.stat().st_size == size and sha256_of(path) == digest
    except FileNotFoundError:
        return False


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[str]:
    """The files of a folder and those below it, named from it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
