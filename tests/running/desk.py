"""A desk as somebody runs it from a shell: real processes at a scratch home, spoken to by signals, files and their output."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

import psycopg

PATIENCE = 30.0
LETTER = Path("demo/letter.txt")
COMMAND = (sys.executable, "-m", "reglament")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Ours, in English, without an address of another server."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REGLAMENT_", "DJANGO_", "DATABASE_"))
    }
    return {**kept, "LC_ALL": "en_US.UTF-8", "REGLAMENT_HOME": str(home), **more}


def reglament(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a verb to its end."""
    told = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE,
    )
    assert "Traceback" not in told.stderr, told.stderr
    return told


class Up:
    """`reglament up`, or another verb, in the background: what it says is read line by line, and waited for."""

    def __init__(self, home: Path, *arguments: str, verb: str = "up", **more: str) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [*COMMAND, verb, *arguments],
            env=environment(home, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)

    def __enter__(self) -> Self:
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self._reader.join()
            if self.process.stdout is not None:
                self.process.stdout.close()

    def until(self, wanted: str) -> str:
        """Read on to the first line with these words; what was said before, if they never come."""
        while True:
            line = self._next()
            assert line is not None, f"never said: {wanted}\n" + "".join(self.said)
            self.said.append(line)
            if wanted in line:
                return line

    def child(self, name: str) -> int:
        """The process of a child, as the supervisor's page says."""
        page = json.loads((self.home / "run" / "up.json").read_text("utf-8"))
        (pid,) = [one["pid"] for one in page["children"] if one["name"] == name]
        return int(pid)

    def _next(self) -> str | None:
        """The next line; None: it ended, or says nothing for long."""
        try:
            return self._lines.get(timeout=PATIENCE)
        except queue.Empty:
            return None

    def _read(self) -> None:
        if self.process.stdout is not None:
            for line in self.process.stdout:
                self._lines.put(line)
        self._lines.put(None)


def left_behind(home: Path) -> list[str]:
    """Living processes that belong to a home: started for it, or serving its data."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            given = (entry / "environ").read_bytes().split(b"\0")
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"REGLAMENT_HOME={home}".encode() in given or os.fsencode(home) in command:
            found.append(f"{entry.name} {command.replace(bytes(1), b' ').decode()}")
    return found


def drop(home: Path, name: str, subject: str = "") -> None:
    """Put a letter into the inbox, whole."""
    text = LETTER.read_text("utf-8")
    draft = home / "console" / name
    draft.write_text(text.replace("Subject: ", f"Subject: {subject} "), encoding="utf-8")
    draft.replace(home / "console" / "inbox" / name)


def waits_for(connection: psycopg.Connection, statement: str) -> None:
    """Ask until it is so."""
    for _ in range(2000):
        (found,) = connection.execute(statement.encode()).fetchone() or (False,)
        if found:
            return
        connection.execute("select pg_sleep(0.01)")
    raise AssertionError(statement)
