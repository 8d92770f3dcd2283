"""What customers of the town write: requests and replies with their words in them, and bytes that no program likes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from reglament.config.simulate.peer import Copy, Peer
from reglament.config.simulate.town import Firm, Town

HOSTILE: tuple[Callable[[Random], bytes], ...] = (
    lambda random: random.randbytes(200),
    lambda _: b"",
    lambda _: b"From: \r\n\r\nno sender",
    lambda random: b"no header at all %d" % random.getrandbits(32),
    lambda _: b"From: a@b.test\nTo: elsewhere@desk.example.com\n\nmeant for another box",
    lambda random: b"From: passer@elsewhere.test\nSubject: " + bytes([random.randrange(128, 256)] * 4000) + b"\n\n\x00\xff\xfe",
    lambda _: "From: passer@elsewhere.test\nAuto-Submitted: auto-replied\n\nI am away".encode("utf-16"),
)  # fmt: skip


@dataclass(slots=True)
class Letters:
    """`got`: copies of letters a firm was sent, by its word: what it may answer. `written`: the word of each letter and its firm."""

    town: Town
    peer: Peer
    random: Random
    got: dict[str, list[Copy]] = field(default_factory=dict)
    written: dict[str, Firm] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)

    def request(self) -> str:
        """A firm writes of something new; give what is told of it."""
        firm = self.random.choice(self.town.firms)
        return self._write(firm, "Не открывается отчёт", {})

    def burst(self) -> str:
        """A firm that may have so many cases at once writes of more than that, all in a minute."""
        firm = self.random.choice([one for one in self.town.firms if one.most is not None])
        return "; ".join(self._write(firm, "Ещё одно", {}) for _ in range(5))

    def reply(self) -> str:
        """A firm answers a letter it got, or names the case in its subject."""
        firm = self.random.choice(self.town.firms)
        got = self.got.get(firm.word)
        if not got:
            return self._write(firm, "Ещё вопрос", {})
        letter = self.random.choice(got[-6:]).letter
        if self.random.random() < 0.7:
            return self._write(firm, "Re: ответ", {"In-Reply-To": f"<{letter.stable_id}>"})
        return self._write(firm, f"Re: [{letter.number}]", {})

    def stranger(self) -> str:
        """Somebody nobody knows names the number of another's case, or asks for himself."""
        firm = self.random.choice(self.town.strangers)
        heard = [copy for copies in self.got.values() for copy in copies]
        if not heard or self.random.random() < 0.3:
            return self._write(firm, "Hello", {})
        letter = self.random.choice(heard).letter
        named = {"Case": letter.number} if self.random.random() < 0.5 else {"In-Reply-To": letter.stable_id}
        return self._write(firm, f"Re: [{letter.number}]", named)

    def hostile(self) -> str:
        """Bytes that are no letter."""
        raw = self.random.choice(HOSTILE)(self.random)
        mailbox = self.random.choice(self.town.firms).mailbox
        return f"{self.peer.put(raw, mailbox)} hostile bytes to {mailbox}"

    def take(self, copy: Copy) -> None:
        """A copy reached its reader."""
        firm = self.town.of_address(copy.letter.recipient)
        if firm is not None:
            self.got.setdefault(firm.word, []).append(copy)

    def _write(self, firm: Firm, subject: str, headers: dict[str, str]) -> str:
        word = f"zz-letter-{len(self.written)}-zz"
        self.written[word] = firm
        address = self.random.choice(firm.addresses)
        # Senders repeat what should be theirs alone.
        repeats = bool(self.ids) and self.random.random() < 0.2
        own = self.random.choice(self.ids) if repeats else f"{word}@letters.test"
        self.ids.append(own)
        head = {
            "From": address,
            "To": firm.mailbox,
            "Message-ID": own,
            "Subject": f"{subject} {firm.word}",
            **headers,
        }
        if firm.key is not None and self.random.random() < 0.9:
            head["Key"] = firm.key
        whole = self.random.random() < 0.8
        asked = [f"Field: {name}={value}\n" for name, value in firm.asked] if whole else []
        lines = "".join([*(f"{name}: {value}\n" for name, value in head.items()), *asked])
        key = self.peer.put(f"{lines}\nОшибка 500, {firm.word} {word}".encode(), firm.mailbox)
        return f"{key} from {address}: {subject} ({', '.join(headers) or 'new'})"
