"""A letter that no person wrote: worded in its reader's language, ready to be kept and queued with what caused it."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.route import Route, read_by
from reglament.words.letter import News, letter

PARTY = "system"


@dataclass(frozen=True, slots=True)
class Automatic:
    """The letter in its three parts."""

    contents: tuple[NewContent, ...]
    message: NewMessage
    letter: NewLetter


def automatic_letter(
    news: News, regulation: Regulation, *, message: UUID, route: Route, world: World
) -> Automatic:
    """Write the letter under the message id it has in the case's events. Whoever we do not know reads the regulation's language."""
    language = read_by(route.language, regulation)
    words = letter(news, regulation, language)
    subject = NewContent(new_id(world), "subject", words.subject)
    body = NewContent(new_id(world), "body", words.body)
    kept = NewMessage(message, PARTY, "", route.channel, subject.id, body.id, sent_at=news.at, automatic=True)
    queued = NewLetter(
        new_id(world), message, route.channel, route.recipient, automatic=True, language=language
    )
    return Automatic((subject, body), kept, queued)
