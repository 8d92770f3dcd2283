"""Every bench in one run: working time beside its peers, the targets of a case, `whatif` on a made history, contracts by age, letters into
cases.
"""

# ruff: noqa: T201, INP001, S603 - a bench prints, and is run by its path

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def part(name: str, *arguments: str) -> bool:
    """Run one bench as its own process; tell whether it met its aims."""
    print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)
    return subprocess.run([sys.executable, str(HERE / f"{name}.py"), *arguments], check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="the python whose environment holds the peers of working time")
    parser.add_argument("--cases", type=int, default=100_000, help="cases of the history that whatif tries")
    parser.add_argument(
        "--only", choices=("hours", "targets", "whatif", "contracts", "desk"), help="one part alone"
    )
    told = parser.parse_args()
    begun = time.perf_counter()
    parts: dict[str, tuple[str, ...]] = {
        "hours": ("--peers", told.peers) if told.peers else (),
        "targets": (),
        "whatif": ("--cases", str(told.cases)),
        "contracts": (),
        "desk": (),
    }
    met = {name: part(name, *arguments) for name, arguments in parts.items() if told.only in (None, name)}
    missed = [name for name, well in met.items() if not well]
    print(
        f"\n{time.perf_counter() - begun:.0f} s in all; "
        + (f"aims missed: {', '.join(missed)}" if missed else "all aims met")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
