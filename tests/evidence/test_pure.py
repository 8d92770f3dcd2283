"""The modules of the evidence are pure: no database, clock, disk or network, and no cryptography but hashes and Ed25519."""

from pathlib import Path

import pytest

from reglament.desk import ledger
from tests.architecture.imports import imported
from tests.architecture.test_purity import kept_state, windows
from tests.architecture.tree import Module

PURE = frozenset("base64 binascii collections dataclasses enum hashlib json re struct uuid".split())
MODULES = ("chain", "merkle", "checkpoint", "purge_record", "export")
OURS = (
    "reglament.desk.clock.commitment.",
    *(f"reglament.desk.ledger.{name}." for name in MODULES),
    "cryptography.exceptions.",
    "cryptography.hazmat.primitives.asymmetric.ed25519.",
)
CLOCKS_AND_CHANCE = ("uuid.uuid1", "uuid.uuid4", "uuid.getnode")
FOLDER = Path(ledger.__path__[0])


@pytest.mark.parametrize("name", MODULES)
def test_a_module_of_the_evidence_asks_nothing_of_the_world(name: str) -> None:
    module = Module(f"{name}.py", (FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    asked = [
        imports
        for _, imports in imported(module.tree)
        if (imports.split(".")[0] not in PURE and not imports.startswith(OURS))
        or imports in CLOCKS_AND_CHANCE
    ]
    assert [*asked, *windows(module), *kept_state(module)] == []
