"""Worked examples as they were played: what happens when, and how every clock stands then."""

from collections.abc import Iterable, Iterator, Mapping

from reglament.core.contract.contract import Contract
from reglament.core.contract.known import tier_of
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.replay.outcome import Outcome
from reglament.core.replay.played import Played
from reglament.core.replay.story import Question, Story
from reglament.core.replay.sums import share_of
from reglament.core.replay.view import View, look
from reglament.words.amount import amount_text
from reglament.words.document.block import Link, StoryBlock, StoryMoment
from reglament.words.document.clause import language_of, link_to
from reglament.words.document.deed import deed_words
from reglament.words.document.event import event_words
from reglament.words.length import length
from reglament.words.moment import LocalTime, day, moment
from reglament.words.noun import in_language
from reglament.words.rule.clocks import share_words
from reglament.words.rule.figure import flat_value
from reglament.words.rule.speaker import Speaker
from reglament.words.short import short_form

RUNNING = frozenset({"running", "paused"})


def story_blocks(
    outcomes: Iterable[Outcome], speaker: Speaker, places: Mapping[str, str], zones: Mapping[str, LocalTime]
) -> Iterator[StoryBlock]:
    """Every story that could be played, on the wall of its own zone."""
    for number, outcome in enumerate(outcomes, start=1):
        story, here = outcome.story, zones.get(outcome.story.zone)
        if outcome.played is None or here is None:
            continue
        yield StoryBlock(
            anchor=f"example-{number}",
            name=story.name,
            language=language_of(speaker),
            clauses=tuple(_clauses(story, speaker, places)),
            under=_under(story, speaker),
            moments=tuple(_moments(story, outcome.played, speaker, here)),
        )


def _clauses(story: Story, speaker: Speaker, places: Mapping[str, str]) -> Iterator[Link]:
    for number in story.clauses:
        yield link_to(number, speaker, places)


def _under(story: Story, speaker: Speaker) -> str:
    """What was agreed, as far as the story says."""
    contract = story.agreement.contract
    if contract is None:
        return speaker.say("example no contract")
    told = "; ".join(_agreed(contract, speaker))
    return speaker.say("example contract", told=told) if told else ""


def _agreed(contract: Contract, speaker: Speaker) -> Iterator[str]:
    language = speaker.language
    tier = tier_of(speaker.regulation, contract)
    if tier is not None and len(speaker.regulation.tiers) > 1:
        yield in_language(speaker.regulation.tiers[tier].title, language)
    if contract.from_on is not None:
        yield speaker.say("example from", date=day(contract.from_on, language))
    if contract.until_on is not None:
        yield speaker.say("example until", date=day(contract.until_on, language))
    for metric, figure in contract.figures.items():
        told = flat_value(figure, lambda amount: amount_text(amount, language), speaker)
        if told is not None:
            yield f"{speaker.noun('metrics', metric)} — {told}"
    for counter, granted in contract.granted.items():
        yield f"{speaker.noun('counters', counter)} — {length(granted, language)}"


def _moments(story: Story, played: Played, speaker: Speaker, here: LocalTime) -> Iterator[StoryMoment]:
    happens = _happens(story, played, speaker)
    stands: dict[int, list[str]] = {}
    for question in story.questions:
        told = _stands(question, played, speaker, here)
        stands.setdefault(question.at, []).extend(
            _of_case(question.case, text, played, speaker) for text in told
        )
    for at in sorted({*happens, *stands}):
        says = moment(at, here, speaker.language)
        yield StoryMoment(says, tuple(happens.get(at, ())), tuple(dict.fromkeys(stands.get(at, ()))))


def _happens(story: Story, played: Played, speaker: Speaker) -> Mapping[int, list[str]]:
    """What happens at each moment, cases apart, each thing once."""
    told: dict[int, list[str]] = {}
    for case, entries in played.books.cases.items():
        for entry in entries:
            text = event_words(entry, entries, speaker)
            if text:
                told.setdefault(entry.happened_at, []).append(_of_case(case, text, played, speaker))
    for line in story.lines:
        text = deed_words(line, speaker)
        if text:
            told.setdefault(line.at, []).append(text)
    return {at: list(dict.fromkeys(texts)) for at, texts in told.items()}


def _of_case(case: str, text: str, played: Played, speaker: Speaker) -> str:
    """Name the case where there are several."""
    if len(played.books.cases) < 2:
        return text
    return speaker.say("example case", case=case, text=text)


def _stands(question: Question, played: Played, speaker: Speaker, here: LocalTime) -> Iterator[str]:
    """The state of the case, its level if asked, the targets and shares a question asks about, or all that run."""
    seen = look(played, question.case, at=question.at, known_at=question.known_at)
    yield speaker.say("example status", status=speaker.word("status", seen.state.status))
    if any((check.subject, check.key) == ("case", "tier") for check in question.checks):
        yield _tier(seen, speaker)
    asked = {check.name for check in question.checks if check.subject == "target"}
    for target in seen.targets:
        if target.metric in asked or (not asked and target.state in RUNNING):
            home = LocalTime(seen.regulation.zone, seen.terms.home)
            yield short_form(target, seen.regulation, here, speaker.language, home=home)
    promised = {check.name for check in question.checks if check.subject == "share"}
    for rule in seen.regulation.of_kind(TargetRule):
        if rule.metric in promised:
            yield from _share(seen, rule, speaker)


def _tier(seen: View, speaker: Speaker) -> str:
    tier = seen.facts.tier
    return (
        speaker.say("example no tier")
        if tier is None
        else speaker.say("example tier", tier=speaker.noun("tiers", tier))
    )


def _share(seen: View, rule: TargetRule, speaker: Speaker) -> Iterator[str]:
    """How the share that the rule promises stands in the period around the moment asked about."""
    if rule.share is None:
        return
    yield speaker.say(
        "example share stands" if share_of(seen, rule.metric, "stands") else "example share broken",
        metric=speaker.noun("metrics", rule.metric),
        promised=share_words(rule.share, speaker),
        kept=share_of(seen, rule.metric, "kept"),
        counted=share_of(seen, rule.metric, "counted"),
    )
