"""What a step of a conversation does: verbs of the desk, or a mark that the regulation declares."""

from collections.abc import Callable, Mapping
from uuid import UUID

from reglament.cli.span import seconds_of
from reglament.config.town_life.letters import answers
from reglament.config.town_life.story import CUSTOMER, Story
from reglament.config.town_life.talk import Step, TalkWrong
from reglament.core.case.act import (
    Accept,
    Assign,
    Charge,
    Classify,
    Close,
    Correct,
    Doer,
    Estimate,
    Extend,
    Join,
    LogWork,
    Pause,
    Record,
    Refund,
    Refuse,
    Register,
    Reopen,
    Reply,
    Resume,
    Revive,
    Share,
    Snooze,
    StartWork,
    Supply,
)
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.desk.acts.problem import add_case
from reglament.desk.ledger.stream import find_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

HOUR, MINUTE = 3600, 60
BY_CUSTOMER = frozenset({"reply", "accept"})


class Deeds:
    """Does steps. `post`: has what is queued carried off, for a pause may need its notice to be out."""

    def __init__(self, desk: Desk, problems: Mapping[str, UUID], post: Callable[[], None]) -> None:
        self._desk = desk
        self._problems = problems
        self._post = post

    def do(self, story: Story, step: Step) -> None:
        """Do one step."""
        verb = getattr(self, f"_{step.do.replace(' ', '_')}", None)
        if verb is not None:
            verb(story, step)
        elif step.do in story.line.regulation.marks:
            self._mark(story, step)
        else:
            raise TalkWrong(f"{story.talk.subject}: nobody knows how to {step.do}")

    def is_by_customer(self, story: Story, step: Step) -> bool:
        """Whether the customer does it."""
        if step.do in BY_CUSTOMER or step.options.get("by") == CUSTOMER:
            return True
        mark = story.line.regulation.marks.get(step.do)
        return mark is not None and "staff" not in mark.by and "system" not in mark.by

    def _by(self, story: Story, step: Step) -> Doer:
        return story.customer if self.is_by_customer(story, step) else story.staff

    def _take(self, story: Story, step: Step) -> None:
        enclosed = story.note(self._desk, step.value) if step.value else NOTHING_ENCLOSED
        story.act(self._desk, Assign(str(story.engineer.id)), story.staff, enclosed)

    def _hand_over(self, story: Story, step: Step) -> None:
        """The colleague goes on with it, and reads why."""
        enclosed = story.note(self._desk, step.value)
        former, story.engineer = story.engineer, story.second
        story.second = former
        story.details["engineer"] = story.engineer.first_name
        story.act(self._desk, Assign(str(story.engineer.id)), story.staff, enclosed)

    def _work(self, story: Story, step: Step) -> None:
        enclosed = story.note(self._desk, step.value) if step.value else NOTHING_ENCLOSED
        story.act(self._desk, StartWork(), story.staff, enclosed)

    def _register(self, story: Story, _: Step) -> None:
        story.act(self._desk, Register(story.name), story.staff)

    def _classify(self, story: Story, step: Step) -> None:
        given = step.options
        brought = story.filled(given.get("brought", {}))
        axes = {name: str(value) for name, value in step.value.items()}
        act = Classify(axes, tuple(given.get("criteria", ())), brought)
        story.act(self._desk, act, self._by(story, step))

    def _write(self, story: Story, step: Step) -> None:
        enclosed = story.letter(self._desk, step.value)
        story.act(self._desk, Reply(str(story.said)), story.staff, enclosed)

    def _reply(self, story: Story, step: Step) -> None:
        answers(self._desk, story, step.value, story.filled(step.options.get("fields", {})))

    def _supply(self, story: Story, step: Step) -> None:
        story.act(self._desk, Supply(story.filled(step.value)), story.staff)

    def _mark(self, story: Story, step: Step) -> None:
        by = self._by(story, step)
        declared = story.line.regulation.marks[step.do]
        fields = story.filled(step.options.get("fields", {}))
        enclosed = NOTHING_ENCLOSED
        if step.value:
            say = story.from_customer if by.party == CUSTOMER else story.letter
            enclosed = say(self._desk, step.value) if declared.message else story.note(self._desk, step.value)
        message = str(enclosed.messages[0].id) if enclosed.messages and declared.message else None
        story.act(self._desk, Record(step.do, fields, message), by, enclosed)

    def _pause(self, story: Story, step: Step) -> None:
        notice = None
        if step.options.get("text"):
            self._write(story, Step("write", step.options["text"]))
            self._post()
            notice = str(story.said)
        story.act(self._desk, Pause(step.value, notice, step.options.get("way")), story.staff)

    def _resume(self, story: Story, step: Step) -> None:
        story.act(self._desk, Resume(step.value, step.options.get("ground")), story.staff)

    def _refuse(self, story: Story, step: Step) -> None:
        text = step.options.get("text")
        if text is None:
            story.act(self._desk, Refuse(step.value), story.staff)
            return
        enclosed = story.note(self._desk, text)
        story.act(self._desk, Refuse(step.value, str(enclosed.contents[0].id)), story.staff, enclosed)

    def _revive(self, story: Story, _: Step) -> None:
        story.act(self._desk, Revive(), story.staff)

    def _close(self, story: Story, step: Step) -> None:
        story.act(self._desk, Close(step.value), self._by(story, step))

    def _reopen(self, story: Story, _: Step) -> None:
        story.act(self._desk, Reopen(), story.staff)

    def _estimate(self, story: Story, step: Step) -> None:
        term = _amount(step.options["term"]) if "term" in step.options else None
        story.act(self._desk, Estimate(int(step.value * HOUR), term), story.staff)

    def _accept(self, story: Story, step: Step) -> None:
        enclosed = story.from_customer(self._desk, step.value)
        message = str(enclosed.messages[0].id)
        if story.act(self._desk, Record(step.options["mark"], {}, message), story.customer, enclosed):
            story.act(self._desk, Accept(message), story.customer)

    def _log(self, story: Story, step: Step) -> None:
        story.act(self._desk, LogWork(step.value * MINUTE, str(story.engineer.id)), story.staff)

    def _charge(self, story: Story, step: Step) -> None:
        story.act(self._desk, Charge(step.value), story.staff)

    def _refund(self, story: Story, _: Step) -> None:
        story.act(self._desk, Refund(), story.staff)

    def _extend(self, story: Story, step: Step) -> None:
        enclosed = story.from_customer(self._desk, step.options["text"])
        message = str(enclosed.messages[0].id)
        if story.act(self._desk, Reply(message), story.customer, enclosed):
            amount, ground = _amount(step.options["term"]), step.options["ground"]
            story.act(self._desk, Extend(step.value, amount, ground, message), story.staff)

    def _snooze(self, story: Story, step: Step) -> None:
        until_at = self._desk.world.now() + seconds_of(step.value)
        story.act(self._desk, Snooze(until_at), story.staff)

    def _join(self, story: Story, _: Step) -> None:
        story.act(self._desk, Join(str(story.second.id)), story.staff)

    def _share(self, story: Story, step: Step) -> None:
        story.act(self._desk, Share(step.value), story.staff)

    def _problem(self, story: Story, step: Step) -> None:
        if story.case is not None:
            add_case(
                desk=self._desk, viewer=SYSTEM, problem=self._problems[step.value], case=story.case, by=story.staff
            )  # fmt: skip

    def _correct(self, story: Story, step: Step) -> None:
        """The last deed of staff was done so much earlier than it was written down; a second person agrees."""
        if story.case is None:
            return
        with seen_by(SYSTEM):
            entries = self._desk.cases.entries(find_streams([story.case])[story.case])
        entry = next(one for one in reversed(entries) if one.party == "staff")
        earlier = max(entries[0].happened_at, entry.happened_at - seconds_of(step.value))
        story.act(self._desk, Correct(entry.seq, earlier, step.options["text"]), story.staff)

    def _nothing(self, story: Story, step: Step) -> None:
        """Time passes."""


def _amount(text: str) -> Amount:
    found = read_amount(text)
    if not isinstance(found, Amount):
        raise TalkWrong(f"{text} is no amount")
    return found
