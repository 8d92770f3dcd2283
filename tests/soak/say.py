"""What every profile says and is asked: a seed that is chosen and told, lines as it goes, one summary, an exit code."""

import argparse
import secrets
import sys
import time
from collections.abc import Sequence

MOST_TOLD = 20


def options(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; a seed that is not given is chosen. It is told first, so that a run can be repeated."""
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 32))
    given = parser.parse_args(arguments)
    say(f"{parser.prog}: seed {given.seed}")
    return given


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def ended(profile: str, summary: str, wrong: Sequence[str], *, since: float) -> int:
    """Say what is wrong and one line of summary; give the exit code. `since`: of the monotonic clock."""
    for line in wrong[:MOST_TOLD]:
        say(f"  WRONG: {line}")
    say(
        f"{profile}: {'FAILED, ' + str(len(wrong)) + ' faults' if wrong else 'ok'}; {summary}; {time.monotonic() - since:.0f} s"
    )
    return 1 if wrong else 0
