"""The real server: two processes with a thread each on one socket, asked over loopback."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import pytest

from reglament.config.listening import listening
from tests.architecture.tree import ROOT
from tests.desk.town import Town
from tests.web.cast import PASSWORD, Browser, person
from tests.web.serving import COMMAND

HALF_SENT = 50
FETCHES = 200


@dataclass
class Answered:
    """An answer, read to its end."""

    status: int
    headers: Message
    page: str


@dataclass
class Served:
    """A port, the processes behind it, and the cookie of somebody of staff."""

    port: int
    processes: list[subprocess.Popen[bytes]]
    cookie: str

    def get(self, path: str, cookie: str | None = None) -> Answered:
        return self.ask("GET", path, headers={"Cookie": self.cookie if cookie is None else cookie})

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Answered:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as link:
            link.request(method, path, body, headers or {})
            with link.getresponse() as answer:
                return Answered(answer.status, answer.headers, answer.read().decode())

    def times(self) -> list[float]:
        """Seconds of each fetch of the queue, one after the other, in order of length."""
        found = []
        for _ in range(FETCHES):
            began = time.perf_counter()
            answer = self.get("/queue/")
            assert (answer.status, "A-1" in answer.page) == (200, True)
            found.append(time.perf_counter() - began)
        return sorted(found)


@pytest.fixture
def served(town: Town, browser: Browser, server: Path, database_name: str) -> Iterator[Served]:
    ann = person(town, "ann")
    client = browser("ann")
    ann.set_password(PASSWORD)
    ann.save()
    client.force_login(ann)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    with listening("127.0.0.1:0") as bound:
        number = str(bound.fileno())
        command = [*COMMAND, str(server), database_name, number, str(town.now)]
        processes = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, pass_fds=[bound.fileno()])
            for _ in range(2)
        ]
        try:
            for process in processes:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n"
            bound.listen()
            yield Served(bound.getsockname()[1], processes, cookie)
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            codes = [_ended(process) for process in processes]
    assert set(codes) <= {0, -signal.SIGKILL}


def _ended(process: subprocess.Popen[bytes]) -> int:
    if process.stdout is not None:
        process.stdout.close()
    return process.wait(30)


def test_half_sent_forms_hold_up_nobody(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    alone = served.times()
    half = [_half_sent(served.port) for _ in range(HALF_SENT)]
    try:
        beside = served.times()
    finally:
        for one in half:
            one.close()
    with capsys.disabled():
        sys.stdout.write(
            f"\nqueue page, {FETCHES} fetches, p99: {_p99(alone) * 1000:.1f} ms alone, {_p99(beside) * 1000:.1f} ms beside"
            f" {HALF_SENT} half-sent forms, ratio {_p99(beside) / _p99(alone):.2f}\n"
        )
    assert _p99(beside) < 5 * _p99(alone) + 0.25


def test_somebody_signs_in_over_the_wire_and_opens_a_case(served: Served) -> None:
    form = served.get("/sign-in/", cookie="")
    token = form.page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    kept = form.headers["Set-Cookie"].partition(";")[0]
    body = urlencode({"csrfmiddlewaretoken": token, "login": "ann@example.com", "password": PASSWORD})
    headers = {"Cookie": kept, "Content-Type": "application/x-www-form-urlencoded"}
    answer = served.ask("POST", "/sign-in/", body, headers)
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    cookies = answer.headers.get_all("Set-Cookie") or []
    session = next(one for one in cookies if one.startswith("sessionid="))
    page = served.get("/cases/A-1", cookie=session.partition(";")[0])
    assert (page.status, page.headers.get("Server")) == (200, None)
    assert "Переписка" in page.page


def test_when_one_process_is_killed_the_other_answers_on_the_same_socket(served: Served) -> None:
    served.processes[0].kill()
    served.processes[0].wait(30)
    assert {served.get("/queue/").status for _ in range(10)} == {200}


def test_nobody_claims_another_address_or_scheme_without_a_trusted_proxy(served: Served) -> None:
    told = {"X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    answer = served.ask("GET", "/queue/", headers=told)
    assert (answer.status, answer.headers["Location"]) == (302, "/sign-in/?next=/queue/")


def test_what_is_no_request_is_answered_and_ends_nothing(served: Served) -> None:
    for nonsense in (
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", served.port), timeout=30) as link:
            link.sendall(nonsense)
            assert b"Traceback" not in link.recv(65536)
    assert served.get("/queue/").status == 200


def _half_sent(port: int) -> socket.socket:
    """A form whose body never comes to its end."""
    link = socket.create_connection(("127.0.0.1", port), timeout=30)
    link.sendall(
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 100000\r\n\r\nlogin=a"
    )
    return link


def _p99(times: Sequence[float]) -> float:
    return times[len(times) * 99 // 100 - 1]
