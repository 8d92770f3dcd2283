"""One process that is kept alive: started, looked after, started again after growing waits, stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reglament.config.supervise.stopping import SUPERVISED

FIRST_WAIT, LONGEST_WAIT = 0.25, 60.0
WELL_AFTER = 60.0  # seconds of life after which earlier deaths are forgiven
LARGEST_LOG = 8 * 1024 * 1024


@dataclass(slots=True)
class Child:
    """`command` is what runs; its words go to `log`. A pipe is its standard input: at the pipe's end it stops by itself.
    `keeps`: numbers of open files that it is given; `last`: it is stopped after all others.
    """

    name: str
    command: Sequence[str | Path]
    log: Path
    keeps: Sequence[int] = ()
    last: bool = False
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    wait: float = FIRST_WAIT
    started: float = 0.0
    again: float = 0.0
    _said: int = field(default=0)

    @property
    def pid(self) -> int | None:
        """Its process, while it lives."""
        return self.process.pid if self.process is not None else None

    def attend(self, now: float) -> Iterator[str]:
        """Reap it if it has died, start it if it is time; lines to tell where it died. `now`: of the monotonic clock."""
        if self.process is not None and self.process.poll() is not None:
            yield self._buried(self.process, now)
        if self.process is None and now >= self.again:
            self._start(now)
            if self.restarts:
                yield f"{self.name}: started again, process {self.pid}"

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    def stop(self, until: float) -> None:
        """Wait for its end, up to a moment of the monotonic clock, then end it by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.process.wait()
        self._close_pipe()
        self.process = None

    def _start(self, now: float) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as words:
            self._said = words.tell()
            # A session of its own: a stop from the keyboard reaches the supervisor alone, which passes it on in order.
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                self.command,
                stdin=subprocess.PIPE,
                stdout=words,
                stderr=words,
                pass_fds=self.keeps,
                start_new_session=True,
                env={**os.environ, SUPERVISED: self.name},
            )
        self.started = now

    def _buried(self, process: subprocess.Popen[bytes], now: float) -> str:
        if now - self.started >= WELL_AFTER:
            self.wait = FIRST_WAIT
        self.again, self.wait = now + self.wait, min(self.wait * 2, LONGEST_WAIT)
        self.restarts += 1
        self._close_pipe()
        self.process = None
        code = process.returncode
        ended = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        words = last_line(self.log, self._said)
        return f"{self.name}: process {process.pid} {ended}{words and ': '}{words}"

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)

    def _close_pipe(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()


def last_line(log: Path, since: int) -> str:
    """The last words of a log, of those behind a place in it."""
    with log.open("rb") as file:
        file.seek(max(since, log.stat().st_size - 2048))
        lines = file.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""


def reap_strangers(ours: Sequence[int | None]) -> None:
    """Bury processes that became ours when their parents died, as they do where we are the first process of a container."""
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None or found.si_pid in ours:
            return
        os.waitpid(found.si_pid, 0)
