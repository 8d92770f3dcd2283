"""How a contract stands, by its age: all its entries folded, and the fold of the older ones kept."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEntry, Granted  # noqa: E402
from reglament.core.contract.fold import fold_contract  # noqa: E402
from reglament.core.contract.kept import KeptContract  # noqa: E402
from tests.core.case.cast import EDITION  # noqa: E402
from tests.core.contract.cast import OURS  # noqa: E402

AGES = (50, 500, 5_000, 50_000)
CASES = 200
AIM = 3.0  # times what a young contract costs


def main() -> int:
    print("microseconds for one more case: it is counted, ends, and the contract is asked after each")
    kept: dict[int, float] = {}
    for age in AGES:
        entries = history(age)
        kept[age] = of_kept(entries)
        print(f"  {age:7,} events: kept {kept[age]:8.0f}   folded from the first {of_whole(entries):10.0f}")
    grew = kept[AGES[-1]] / kept[AGES[1]]
    print(
        f"  {'met ' if grew <= AIM else 'MISS'} a contract of {AGES[-1]:,} events costs {grew:.2f} of one of {AGES[1]}; at most {AIM:g}"
    )
    return 0 if grew <= AIM else 1


def history(age: int) -> list[ContractEntry]:
    """A contract under which one case after another came and ended."""
    found = [ContractEntry(1, 0, 0, "staff", Granted(OURS))]
    while len(found) < age:
        found += case_of(len(found) + 1)
    return found


def case_of(seq: int) -> list[ContractEntry]:
    name = f"C-{seq}"
    counted, ended = CaseCounted(name, {"open": True}), CaseEnded(name)
    return [
        ContractEntry(seq, seq, seq, "system", counted),
        ContractEntry(seq + 1, seq + 1, seq + 1, "system", ended),
    ]


def of_kept(entries: list[ContractEntry]) -> float:
    kept = KeptContract(entries)
    kept.standing(EDITION, at=len(entries), known_at=len(entries))
    begun = time.process_time()
    for _ in range(CASES):
        for entry in case_of(len(kept.entries) + 1):
            kept.add([entry])
            kept.standing(EDITION, at=entry.seq, known_at=entry.seq)
    return 1_000_000 * (time.process_time() - begun) / CASES


def of_whole(entries: list[ContractEntry]) -> float:
    grown, rounds = list(entries), max(2, min(CASES, 100_000 // len(entries)))
    begun = time.process_time()
    for _ in range(rounds):
        for entry in case_of(len(grown) + 1):
            grown.append(entry)
            fold_contract(grown, EDITION, at=entry.seq, known_at=entry.seq)
    return 1_000_000 * (time.process_time() - begun) / rounds


if __name__ == "__main__":
    sys.exit(main())
