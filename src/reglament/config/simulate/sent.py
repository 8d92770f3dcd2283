"""Invariants of what goes out, looked at whenever the peer is handed a copy: how often, to whom, how many, with which words."""

from dataclasses import dataclass, field

from reglament.config.simulate.peer import FIRM, NOTE, Copy
from reglament.config.simulate.violation import Violation
from reglament.config.simulate.week import Week

HOUR, MINUTE = 3600, 60
# What is promised of letters, said here once more: a check that asks the desk for its limits finds no limit moved.
MOST_CALLS, TO_ONE, TO_A_STRANGER, IN_ALL, AGREEMENT = 5, 3, 1, 120, 600


@dataclass(slots=True)
class Sent:
    """`automatic`: copies of letters no person wrote."""

    week: Week
    automatic: list[Copy] = field(default_factory=list)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)

    def delivered(self, copy: Copy) -> None:
        """Look at a copy. Raises Violation."""
        letter = copy.letter
        self.week.trace.say(
            copy.true_at, f"  the peer has {letter.id} about {letter.number} for {letter.recipient}"
        )
        self._once(copy)
        self._words(copy)
        self._clock(copy)
        if copy.letter.automatic:
            self._budget(copy)
        self.week.letters.take(copy)

    def _once(self, copy: Copy) -> None:
        letter, peer = copy.letter, self.week.peer
        copies, losses = len(peer.copies[letter.stable_id]), peer.losses[letter.stable_id]
        if copies > 1 + losses:
            raise Violation(
                "I5", f"{letter.stable_id} reached the peer {copies} times, {losses} losses were put in"
            )
        if peer.calls[letter.stable_id] > MOST_CALLS:
            raise Violation("I5", f"{letter.stable_id} was tried {peer.calls[letter.stable_id]} times")
        about = letter.message or letter.id
        known = self.letters.setdefault((str(about), letter.recipient), letter.stable_id)
        if known != letter.stable_id:
            raise Violation("I5", f"message {letter.message} goes out as {known} and as {letter.stable_id}")

    def _words(self, copy: Copy) -> None:
        letter = copy.letter
        text = f"{letter.subject}\n{letter.body}"
        firm = self.week.ground.town.of_address(letter.recipient)
        others = set(FIRM.findall(text)) - ({firm.word} if firm else set())
        if others:
            raise Violation(
                "I6", f"{letter.recipient} reads {sorted(others)} in a letter about {letter.number}"
            )
        if NOTE.search(text):
            raise Violation("I6", f"{letter.recipient} reads a note of staff about {letter.number}")

    def _clock(self, copy: Copy) -> None:
        jumped_at = self.week.jumped_at
        if jumped_at is not None and copy.true_at < jumped_at + AGREEMENT:
            raise Violation("I4", f"a letter went out {copy.true_at - jumped_at} s after the clock jumped")

    def _budget(self, copy: Copy) -> None:
        recipient = copy.letter.recipient
        firm = self.week.ground.town.of_address(recipient)
        if firm is None:
            return  # staff: what they are told is gathered, and has periods of its own
        self.automatic.append(copy)
        most = TO_A_STRANGER if firm.contract is None else TO_ONE
        losses = self.week.peer.losses
        recent = {
            one.letter.stable_id
            for one in self.automatic
            if one.letter.recipient == recipient
            and copy.at - HOUR < one.at <= copy.at
            and not losses[one.letter.stable_id]
        }
        if len(recent) > most:
            raise Violation("I8", f"{len(recent)} automatic letters to {recipient} within an hour")
        if sum(copy.at - MINUTE < one.at <= copy.at for one in self.automatic) > IN_ALL:
            raise Violation("I8", "too many automatic letters within a minute")
