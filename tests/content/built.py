"""What tests of content are built from: a world whose chance is a seed, key rings, and ids."""

from datetime import date
from pathlib import PurePath, PurePosixPath
from random import Random
from uuid import UUID

from reglament.desk.content.blob_store import SHELVES, BlobStore
from reglament.desk.content.files import Files
from reglament.desk.content.kek import Kek, KekRing
from reglament.desk.content.secret import Secret

CUSTOMER, OTHER_CUSTOMER = UUID(int=1), UUID(int=2)
CASE, OTHER_CASE = UUID(int=11), UUID(int=12)
LETTER, OTHER_LETTER = UUID(int=21), UUID(int=22)
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
NOON = 1_794_916_800
ROOT = PurePosixPath("/store/blobs")


class SeededWorld:
    """Time stands until somebody moves it; chance is a seed."""

    def __init__(self, *, seed: int = 0, at: int = NOON) -> None:
        self._chance = Random(seed)  # noqa: S311 - repeatable on purpose
        self.at = at

    def now(self) -> int:
        return self.at

    def boot_seconds(self) -> float:
        return 0.0

    def random(self, count: int) -> bytes:
        return self._chance.randbytes(count)


def secret(number: int) -> Secret:
    return Secret(bytes((number,)) * 32)


def ring(*versions: int) -> KekRing:
    return KekRing(keks=[Kek(version, secret(version)) for version in versions])


def stored_names(files: Files) -> list[str]:
    """Every name on every shelf under ROOT."""
    return [name for shelf in SHELVES for name in files.names(folder=ROOT / shelf)]


def prepared(files: Files, world: SeededWorld) -> BlobStore:
    store = BlobStore(root=ROOT, files=files, world=world)
    store.prepare()
    return store


class Stop:
    """A fault for `MemoryFiles`: lets the n-th step fail (0: none does), and keeps the names of the steps."""

    def __init__(self, *, at: int, trouble: BaseException) -> None:
        self.steps: list[str] = []
        self._at = at
        self._trouble = trouble

    def __call__(self, step: str, _path: PurePath) -> None:
        self.steps.append(step)
        if len(self.steps) == self._at:
            raise self._trouble
