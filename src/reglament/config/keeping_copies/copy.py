"""The folder of one copy: where its parts lie, and the list of all that the server's own manifest does not name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reglament.config.keeping_copies.manifest import LOG, faults_of_data, files_below, is_same, sha256_of
from reglament.config.postgres.layout import Parts
from reglament.config.postgres.passwords import write_private
from reglament.desk.ledger.log_keys import PUBLISHED


@dataclass(frozen=True, slots=True)
class Copy(Parts):
    """A folder made by `backup`. No key is in it; what it holds is as confidential as the database."""

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def witness(self) -> Path:
        return self.folder / "witness"

    @property
    def published(self) -> Path:
        """The public keys of the log: what is signed can be checked without a private one."""
        return self.folder / PUBLISHED

    @property
    def list(self) -> Path:
        """Written last: a folder with a list is whole."""
        return self.folder / "list.json"

    def write_list(self) -> None:
        listed = {
            name: [(self.folder / name).stat().st_size, sha256_of(self.folder / name)]
            for name in self._ours()
        }
        write_private(self.list, json.dumps(listed, indent=0) + "\n")

    def faults(self) -> Iterator[str]:
        """The files that are missing, changed or too many. Raises OSError or ValueError where there is no list to be read."""
        listed = json.loads(self.list.read_text("utf-8"))
        for name, (size, digest) in listed.items():
            if not is_same(self.folder / name, size, digest):
                yield name
        yield from (name for name in self._ours() if name not in listed)
        yield from (f"{self.data.name}/{name}" for name in faults_of_data(self.data))

    def sizes(self) -> Iterator[int]:
        for name in files_below(self.folder):
            yield (self.folder / name).stat().st_size

    def _ours(self) -> Iterator[str]:
        of_server, log = f"{self.data.name}/", f"{self.data.name}/{LOG}/"
        for name in files_below(self.folder):
            if name != self.list.name and (name.startswith(log) or not name.startswith(of_server)):
                yield name
