"""Purged means gone: not a byte of a confidential letter in any file of the database, of the store, or of a backup made before."""

import base64
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from reglament.config.postgres.address import address
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.roles import SUPERUSER
from reglament.config.postgres.starting import running
from reglament.desk.acts.renew_kek import renew_kek
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.read import Unread, read_contents
from reglament.desk.content.safe import Safe
from reglament.desk.models import Content, Inbound
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer
from tests.books import TEMPLATE, connect
from tests.canary import Canaries
from tests.channels.house import ANNA, letter
from tests.desk.vault import Vault, open_vault, stored

LETTERS, UNREAD_LETTERS = 20, 3
OWNER, CONTROL = "confidential", "control"


def shapes(text: str) -> Iterator[bytes]:
    """A word as files may have it: in UTF-8, UTF-16, hexadecimal, and base64 wherever it begins."""
    plain = text.encode()
    yield plain
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        # Only signs that hang on nothing before or behind the word.
        yield coded[-(-8 * shift // 6) : 8 * (shift + len(plain)) // 6]


def holding(folder: Path, word: str) -> list[str]:
    """Files below a folder that hold the word."""
    pattern = re.compile(b"|".join(map(re.escape, shapes(word))))
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and pattern.search(path.read_bytes())
    )


def fill(vault: Vault) -> None:
    """Letters with a canary in every text, each with a file full of them; some that nobody has read yet; one in plain on purpose."""
    canaries = Canaries()
    for _ in range(LETTERS):
        subject, body, name, note = (canaries.text(OWNER) for _ in range(4))
        case = vault.arrive(body, subject=subject)
        payload = "\n".join(canaries.text(OWNER) for _ in range(50)).encode()
        vault.attach(case, payload + base64.b64encode(payload), name=f"{name}.log", body=note)
    for place in range(UNREAD_LETTERS):
        vault.house.drop(f"unread {place}.txt", letter(ANNA, canaries.text(OWNER), canaries.text(OWNER)))
    vault.house.fetch()
    with seen_by(SYSTEM):
        Customer.objects.update(name=canaries.text(CONTROL))


def back_up(server: Path, target: Path) -> Path:
    """Copy the server's files while it runs, as a base backup does."""
    with psycopg.connect(address(server, SUPERUSER, dbname="postgres").dsn, autocommit=True) as opened:
        opened.execute("select pg_backup_start('before', true)")
        leave_out = shutil.ignore_patterns(".s.*", "postmaster.pid", "postmaster.opts", "*.lock")
        shutil.copytree(server, target, ignore=leave_out)
        row = opened.execute("select labelfile from pg_backup_stop(false)").fetchone()
        assert row is not None
        data = layout_of(target).data
        (data / "backup_label").write_text(row[0])
        shutil.copytree(layout_of(server).data / "pg_wal", data / "pg_wal", dirs_exist_ok=True)
    return target


def flush(server: Path) -> None:
    """Have everything in files: pages written out, the log switched."""
    with psycopg.connect(address(server, SUPERUSER, dbname="postgres").dsn, autocommit=True) as opened:
        for statement in ("checkpoint", "select pg_switch_wal()", "checkpoint"):
            opened.execute(statement)


def unread(safe: Safe) -> set[Unread | None]:
    """Why the content of the database this process is connected to cannot be read; {None}: all of it can."""
    with seen_by(SYSTEM):
        ids = list(Content.objects.values_list("id", flat=True))
        assert len(ids) >= LETTERS * 5
        return {one.unread for one in read_contents(ids, safe=safe).values()}


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def test_not_a_byte_of_a_confidential_letter_is_left_or_ever_was_in_plain(vault: Vault, server: Path) -> None:
    fill(vault)
    vault.house.post_all()
    flush(server)
    data = layout_of(server).data
    # What stands in plain is found by this search, in the tables and in the write-ahead log.
    control = holding(data, f"qz{CONTROL}")
    assert any(name.startswith("base/") for name in control)
    assert any(name.startswith("pg_wal/") for name in control)
    assert unread(vault.desk.safe) == {None}
    assert len(stored(vault)) == LETTERS
    places = (server, vault.files, vault.keys, vault.house.console.outbox)
    before = [holding(place, f"qz{OWNER}") for place in places]
    vault.later(31)
    report = vault.purge()
    assert (report.contents >= LETTERS * 7, report.files, report.letters) == (True, LETTERS, UNREAD_LETTERS)
    flush(server)
    after = [holding(place, f"qz{OWNER}") for place in places]
    assert before == after == [[], [], [], []]
    assert unread(vault.desk.safe) == {Unread.PURGED}
    assert stored(vault) == []
    with seen_by(SYSTEM):
        assert not Inbound.objects.exclude(raw=None).exists()
    # The copy that the console keeps of what it fetched is the sender's side, as is the one on a mail server.
    assert holding(vault.house.console.folder, f"qz{OWNER}") != []


def test_a_backup_from_before_opens_with_the_old_key_and_with_nothing_once_that_is_renewed(
    vault: Vault, server: Path, tmp_path: Path
) -> None:
    fill(vault)
    backup = back_up(server, tmp_path / "restored home")
    assert holding(backup, f"qz{OWNER}") == []
    assert holding(backup, f"qz{CONTROL}") != []
    vault.later(31)
    vault.purge()
    keys = Safe(partial(load_keks, folder=vault.keys, files=DiskFiles()))
    with running(backup):
        connect(backup, "desk_worker", TEMPLATE)
        # The row of a key in a backup is as good as it was, as long as the key that wrapped it exists.
        assert unread(keys) == {None}
        connection.close()
        connect(server, "desk_worker", TEMPLATE)
        renew_kek(desk=vault.desk, folder=vault.keys, files=DiskFiles(), rewrite=vault.rewrite)
        connect(backup, "desk_worker", TEMPLATE)
        assert unread(Safe(partial(load_keks, folder=vault.keys, files=DiskFiles()))) == {Unread.LOST}
        connection.close()
    connect(server, "desk_worker", TEMPLATE)
