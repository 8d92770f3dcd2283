"""Where one installation keeps what is its own: the folder REGLAMENT_HOME, or `var` where the command is run."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from reglament.cli.trouble import Trouble

NAMED_BY = "REGLAMENT_HOME"
SECRET_BYTES, DEMO_BYTES = 48, 9


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and the places in it; `HOME/postgres` belongs to the database."""

    folder: Path

    @property
    def secret_key(self) -> Path:
        """Signs sessions and links; made once."""
        return self.folder / "secret-key"

    @property
    def demo_sign_in(self) -> Path:
        """The password of the demo town's people."""
        return self.folder / "demo-password"

    @property
    def run(self) -> Path:
        """What living processes keep; worth nothing once they have ended."""
        return self.folder / "run"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def console(self) -> Path:
        """Letters as files: dropped into its `inbox` by hand, found in its `outbox`."""
        return self.folder / "console"

    @property
    def letters(self) -> tuple[Path, Path]:
        """The console's folders: what comes in, what goes out."""
        return self.console / "inbox", self.console / "outbox"

    @property
    def files(self) -> Path:
        """Files of messages, sealed, under names that tell nothing."""
        return self.folder / "files"

    @property
    def keys(self) -> Path:
        """All keys; a backup never holds them."""
        return self.folder / "keys"

    @property
    def content_keys(self) -> Path:
        """The key-encryption keys of confidential content."""
        return self.keys / "content"

    @property
    def log_keys(self) -> Path:
        """The keys that sign the log of events."""
        return self.keys / "log"

    @property
    def witness(self) -> Path:
        """What remembers the log's checkpoints outside the database; best on another disk, of another user."""
        return self.folder / "witness"

    @property
    def restored(self) -> Path:
        """There while what was due for destruction since the backup has not been destroyed again."""
        return self.folder / "restored"

    def make(self) -> None:
        """Have the folder with everything that needs no database. Raises Trouble if this user may not."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for folder in (self.run, self.log, self.witness, self.console, *self.letters):
                folder.mkdir(mode=0o700, exist_ok=True)
            if not self.secret_key.exists():
                _write_private(self.secret_key, secrets.token_urlsafe(SECRET_BYTES))
        except OSError as trouble:
            where = trouble.filename or self.folder
            raise Trouble("home unwritable", path=where, reason=trouble.strerror) from None

    def demo_password(self) -> str:
        """Give it; made when first asked for."""
        if not self.demo_sign_in.exists():
            _write_private(self.demo_sign_in, secrets.token_urlsafe(DEMO_BYTES))
        return self.demo_sign_in.read_text("ascii").strip()

    def read_secret_key(self) -> str:
        """The key; empty where none was made yet. Raises Trouble if it cannot be read, or others can read it."""
        try:
            if self.secret_key.stat().st_mode & 0o077:
                raise Trouble("secret for others", path=self.secret_key)
            return self.secret_key.read_text("ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as trouble:
            raise Trouble("unreadable", path=self.secret_key, reason=trouble.strerror) from None


def home_of_this_process() -> Home:
    """The home that the environment names."""
    return Home(Path(os.environ.get(NAMED_BY) or "var").absolute())


def _write_private(path: Path, text: str) -> None:
    """Write it beside and link it, so that of two commands one wins and none reads half a key."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
