"""Expected findings of a regulation file: comment lines at its head, or a file beside it where it can carry no comment."""

import json
from functools import cache
from pathlib import Path

from reglament.config.almanac import load_almanac
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.read import read_edition

FOLDER = Path(__file__).parent
MARK = "# expects: "
BESIDE = ".expects"


@cache
def almanac() -> Almanac:
    return load_almanac()


def files(folder: str) -> list[Path]:
    return sorted((FOLDER / folder).glob("*.yaml"))


def faults_of(data: bytes) -> tuple[Fault, ...]:
    """Everything there is to say about a file; a regulation comes of it only where nothing is an error."""
    regulation, faults = read_edition(data, almanac())
    assert (regulation is None) == any(fault.severity == "error" for fault in faults)
    return faults


def told(data: bytes) -> list[str]:
    """The findings, a line each: severity, code, places, values, hint."""
    return [_line(fault) for fault in faults_of(data)]


def _line(fault: Fault) -> str:
    places = " ".join(f"{place.line}:{place.column}" for place in fault.places)
    values = json.dumps(dict(fault.values), ensure_ascii=False) if fault.values else ""
    hint = f"-> {json.dumps(fault.hint, ensure_ascii=False)}" if fault.hint is not None else ""
    return " ".join(part for part in (fault.severity, fault.code, places, values, hint) if part)


def expected(path: Path) -> list[str]:
    beside = path.with_suffix(BESIDE)
    if beside.exists():
        return beside.read_text("utf-8").splitlines()
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix(MARK) for line in lines if line.startswith(MARK)]


def rewrite(path: Path) -> None:
    """Put what is found in the place of what was expected; whoever does it reads the difference."""
    beside = path.with_suffix(BESIDE)
    if beside.exists():
        beside.write_text("".join(f"{line}\n" for line in told(path.read_bytes())), "utf-8")
        return
    with path.open(encoding="utf-8", newline="") as file:
        body = [line for line in file if not line.startswith(MARK)]
    # The first line says what the file is about; places count the lines of expectation as well.
    found = told(_with(body, [""] * len(told("".join(body).encode()))))
    path.write_bytes(_with(body, found))


def _with(body: list[str], lines: list[str]) -> bytes:
    return "".join([*body[:1], *(f"{MARK}{line}\n" for line in lines), *body[1:]]).encode()
