"""`reglament whatif` on a made history: seconds, memory, microseconds a case, beside the exact replay of a sample. `--cases N`."""

# ruff: noqa: T201, INP001, S603 - a bench prints, is run by its path, and its history is no secret

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import orjson  # noqa: E402 - after the path is set

from reglament.cli.past import read_heading  # noqa: E402
from reglament.config.almanac import load_almanac  # noqa: E402
from reglament.core.regulation.model.regulation import Regulation  # noqa: E402
from reglament.core.regulation.read import read_regulation  # noqa: E402
from reglament.core.replay.history.past import PastCase  # noqa: E402
from reglament.core.replay.history.read import Reader  # noqa: E402
from reglament.core.replay.whatif.judge import Judge  # noqa: E402
from reglament.core.replay.whatif.law import Law, asked_fields  # noqa: E402

MADE_UNDER = ROOT / "regulations" / "monq" / "2025-01.yaml"
# The edition on trial is stricter in two tiers, in terms and in limits.
CHANGES = (
    ('edition: "2025-01"', 'edition: "trial"'),
    ("base plus: 4 working hours", "base plus: 2 working hours"),
    ("{by: tier, base: 5, base plus: 10,", "{by: tier, base: 3, base plus: 5,"),
)
SAMPLE = 300
AIM_SECONDS, AIM_MEGABYTES, AIM_CASES = 60.0, 2_048, 1_000_000
RUN = "from reglament.cli.{verb} import command; from reglament.cli.outside import Outside; "
RUN += "from reglament.config.almanac import load_almanac; command(obj=Outside(almanac=load_almanac))"


def run(verb: str, *arguments: str | Path) -> float:
    """Run a verb in a process of its own and give its seconds."""
    begun = time.perf_counter()
    told = [sys.executable, "-c", RUN.format(verb=verb), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(told, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def trial(folder: Path) -> Path:
    text = MADE_UNDER.read_text(encoding="utf-8")
    for old, new in CHANGES:
        if old not in text:
            raise ValueError(f"{MADE_UNDER} no longer says {old}")
        text = text.replace(old, new)
    path = folder / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def regulation_of(path: Path) -> Regulation:
    found, faults = read_regulation(path.read_bytes())
    if found is None:
        raise ValueError(faults)
    return found


def exact(path: Path, edition: Path) -> tuple[float, float]:
    """Give microseconds of CPU per case of the exact replay of the first cases, and of reading them."""
    of, until = regulation_of(edition), read_heading(path).until
    reader = Reader((of,), asked=asked_fields(of), until=until, load=orjson.loads)
    with path.open("rb") as file:
        lines = [line for _, line in zip(range(SAMPLE + 1), file, strict=False)][1:]
    begun = time.process_time()
    found = [reader.read_text(number, line) for number, line in enumerate(lines, 2)]
    read = time.process_time()
    Judge(Law(of, load_almanac()), until, exact=True).judge(
        [one for one in found if isinstance(one, PastCase)]
    )
    return (time.process_time() - read) / len(lines) * 1e6, (read - begun) / len(lines) * 1e6


def measure(cases: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, edition = folder / "past.jsonl", trial(folder)
        made = run("history", "--cases", str(cases), "--regulation", MADE_UNDER, "--out", path)
        size = path.stat().st_size
        events = sum(line.count(b'"at":') for line in path.open("rb"))
        print(f"whatif: {cases:,} cases, {events:,} events, {size / 1e6:,.0f} MB, made in {made:.0f} s")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = run("whatif", edition, path, "--against", MADE_UNDER)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        megabytes = 3 * after.ru_maxrss / 1024
        slow, read = exact(path, edition)
    quick = spent / cases * 1e6 / 2
    print(
        f"  {seconds:6.1f} s, {spent:.1f} s of CPU on two processes; at most {megabytes:,.0f} MB in all three"
    )
    print(
        f"  {quick:6.1f} µs of CPU a case and edition, all told; reading alone {read:.1f} µs before lines recur"
    )
    print(f"  {slow:6.0f} µs a case for the exact replay: {slow / quick:,.0f} times as much")
    share = max(cases / AIM_CASES, 0.0)
    fits = megabytes <= AIM_MEGABYTES
    in_time = cases < AIM_CASES or seconds <= AIM_SECONDS
    print(f"  {'met ' if fits else 'MISS'}  memory ≤ {AIM_MEGABYTES:,} MB: {megabytes:,.0f}")
    if cases >= AIM_CASES:
        print(f"  {'met ' if in_time else 'MISS'}  seconds ≤ {AIM_SECONDS * share:.0f}: {seconds:.1f}")
    else:
        print(f"        {AIM_CASES:,} cases: make bench-million")
    return fits and in_time


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    return 0 if measure(parser.parse_args().cases) else 1


if __name__ == "__main__":
    sys.exit(main())
