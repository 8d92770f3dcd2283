"""What comes with an act besides its codes: prose, messages, files, letters to be sent. Written in the act's own transaction."""

from dataclasses import dataclass

from reglament.desk.content.file import NewFile
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.outbox.queue import NewLetter


@dataclass(frozen=True, slots=True)
class Enclosed:
    """All of it; nothing by default."""

    contents: tuple[NewContent, ...] = ()
    messages: tuple[NewMessage, ...] = ()
    letters: tuple[NewLetter, ...] = ()
    files: tuple[NewFile, ...] = ()

    def plus(self, other: "Enclosed") -> "Enclosed":
        """This and the other, in this order."""
        return Enclosed(
            self.contents + other.contents,
            self.messages + other.messages,
            self.letters + other.letters,
            self.files + other.files,
        )


NOTHING_ENCLOSED = Enclosed()
