"""The prose of a message from outside, made fit to be kept: subject, body, declared fields that are prose. The raw bytes stay whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.contract.key import key_tag
from reglament.core.regulation.model.declared import PROSE
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.inbound import Leased
from reglament.desk.content.text import one_line, storable
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed


@dataclass(frozen=True, slots=True)
class Letter:
    """`message`: its id in the case's events; `fields`: values, or ids of the prose that stands for them."""

    message: str
    fields: Mapping[str, str]
    enclosed: Enclosed


def enclose(*, desk: Desk, message: InboundMessage, leased: Leased, regulation: Regulation) -> Letter:
    """Put the message into what an act takes along."""
    world = desk.world
    subject = NewContent(new_id(world), "subject", one_line(raw=message.subject).text)
    body = NewContent(new_id(world), "body", storable(raw=message.body).text)
    contents = [subject, body]
    if message.name:
        contents.append(NewContent(new_id(world), "name", one_line(raw=message.name).text))
    fields: dict[str, str] = {}
    for name, value in message.fields.items():
        declared = regulation.fields.get(name)
        if declared is not None and declared.content and declared.kind in PROSE and value:
            # A key is kept by its holder alone; the books say which one it was.
            shown = key_tag(value) if value == message.key else storable(raw=value).text
            prose = NewContent(new_id(world), "field", shown)
            contents.append(prose)
            fields[name] = str(prose.id)
        else:
            fields[name] = value
    new = NewMessage(
        new_id(world),
        party="customer",
        author=one_line(raw=message.address).text,
        channel=leased.channel,
        subject=subject.id,
        body=body.id,
        sent_at=leased.received_at,
        inbound=leased.id,
        automatic=message.automatic,
    )
    return Letter(str(new.id), fields, Enclosed(tuple(contents), (new,)))
