"""Letters of customers as they lay in the mailbox: headers, a blank line, the body; taken in and opened like any other."""

from hashlib import sha256

from reglament.channels.console.parse import parse
from reglament.config.town_life.courier import CONSOLE
from reglament.config.town_life.story import Story
from reglament.config.town_life.talk import TalkWrong
from reglament.desk.acts.open_inbound import Opened, open_inbound, pick_inbound
from reglament.desk.acts.take_in import take_in
from reglament.desk.record.desk import Desk


def arrives(desk: Desk, story: Story) -> Opened:
    """The letter that begins a conversation. What is not understood is set apart, and the conversation ends."""
    talk = story.talk
    raw = story.words(talk.letter["raw"]).encode() if "raw" in talk.letter else _first(story)
    opened = _carried(desk, story, raw)
    if opened.outcome == "received":
        story.case = opened.case
    return opened


def answers(desk: Desk, story: Story, text: str, fields: dict[str, str]) -> Opened:
    """A letter of the same person about his case."""
    head = {"Subject": f"Re: [{story.name}] {story.words(story.talk.subject)}", "Case": story.name}
    opened = _carried(desk, story, _written(story, head, fields, text))
    if opened.outcome == "answered" and opened.case is not None:
        story.case = opened.case
    return opened


def _first(story: Story) -> bytes:
    letter = story.talk.letter
    head = {"Subject": story.words(story.talk.subject)}
    for header, key in (("Channel", "channel"), ("Key", "key")):
        if letter.get(key):
            head[header] = story.words(letter[key])
    fields = story.filled(letter.get("fields", {}))
    axes = [f"Axis: {name}={value}\n" for name, value in letter.get("axes", {}).items()]
    return _written(story, head, fields, story.talk.text, "".join(axes))


def _written(story: Story, head: dict[str, str], fields: dict[str, str], text: str, more: str = "") -> bytes:
    lines = [f"{name}: {value}\n" for name, value in head.items()]
    lines += [f"Field: {name}={value}\n" for name, value in fields.items()]
    story.letters += 1
    known = f"From: {_sender(story)}\nTo: {story.line.address}\nMessage-ID: <{story.number}.{story.letters}@demo.test>\n"
    return f"{known}{''.join(lines)}{more}\n{story.words(text)}\n".encode()


def _sender(story: Story) -> str:
    if "from" in story.talk.letter:
        return str(story.talk.letter["from"])
    if story.writer is None:
        raise TalkWrong(f"{story.talk.subject}: nobody writes it")
    return f"{story.writer.name} <{story.writer.email}>"


def _carried(desk: Desk, story: Story, raw: bytes) -> Opened:
    key = sha256(raw).hexdigest()
    taken = take_in(world=desk.world, mailbox=story.line.mailbox, source_key=key, raw=raw)
    story.name = story.name or taken.number
    (leased,) = pick_inbound(desk=desk, channels=[CONSOLE], limit=1)
    return open_inbound(desk=desk, leased=leased, parse=parse)
