"""`reglament explain`: why the deadlines of a story are what they are, at any moment, as known at any other."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from reglament.cli.files import write_bytes
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import say
from reglament.cli.stories import Told, find_story
from reglament.cli.trouble import Trouble
from reglament.cli.trouble import told as sentence
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import write_amount
from reglament.core.regulation.shape.scalar import Problem
from reglament.core.replay.outcome import UNPLAYABLE, outcome
from reglament.core.replay.reading.wall import Zones, moment
from reglament.core.replay.story import FIRST_CASE
from reglament.core.replay.view import View, look
from reglament.core.target.date import Years
from reglament.core.target.target import Target
from reglament.words.catalogue import Language
from reglament.words.explanation import explanation
from reglament.words.moment import LocalTime, local_time
from reglament.words.moment import moment as moment_words
from reglament.words.noun import word
from reglament.words.timeline.draw import Picture, timeline
from reglament.words.timesheet.sheet import timesheet_svg

STYLES = {"open": "blue", "met": "green", "breached": "red", "excused": "magenta", "deemed": "cyan"}


@click.command(name="explain")
@click.argument("story")
@click.option(
    "--at",
    "at_text",
    metavar="TIME",
    help="Moment asked about, by the story's wall: '2026-11-05 10:00'. Default: its end.",
)
@click.option(
    "--known-at", "known_text", metavar="TIME", help="What was known then. Default: the moment asked about."
)
@click.option("--case", default=FIRST_CASE, show_default=True, help="Letter of the case.")
@click.option(
    "--regulation",
    type=click.Path(path_type=Path),
    help="The regulation file, where it does not lie beside the story.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--target", "metric", metavar="METRIC", help="Only the targets of this metric.")
@click.option(
    "--svg",
    type=click.Path(path_type=Path),
    help="Draw the time line into this file; with --target the days of the latest target of that metric.",
)
@language_option
@click.pass_obj
def command(  # noqa: PLR0917 - click hands over every option
    outside: Outside,
    story: str,
    at_text: str | None,
    known_text: str | None,
    case: str,
    regulation: Path | None,
    form: str,
    metric: str | None,
    svg: Path | None,
    language: Language,
) -> None:
    """Explain every target of a story's case: STORY is FILE, FILE:LINE or FILE:FIRST WORDS OF ITS NAME.

    Exit codes: 0 explained, 2 the story cannot be found, read or played.
    """
    almanac = outside.almanac()
    told = find_story(story, almanac, regulation, language)
    seen = _only(metric, _view(told, almanac, case, at_text, known_text))
    here = local_time(told.story.zone, almanac)
    if here is None:
        raise Trouble("unknown zone", zone=told.story.zone)
    if svg is not None:
        write_bytes(
            svg, _drawn(metric, seen, told, here=here, language=language, years=almanac.years).encode()
        )
    if form == "json":
        click.echo(json.dumps(_plain(seen, here), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    for line in _lines(seen, told, here, language, almanac.years):
        console.print(line, soft_wrap=True)


def _only(metric: str | None, seen: View) -> View:
    """Keep the targets of one metric, if one is named."""
    if metric is None:
        return seen
    targets = tuple(target for target in seen.targets if target.metric == metric)
    if not targets:
        known = ", ".join(dict.fromkeys(target.metric for target in seen.targets)) or sentence("none")
        raise Trouble("no such target", metric=metric, known=known)
    return replace(seen, targets=targets)


def _drawn(
    metric: str | None, seen: View, told: Told, *, here: LocalTime, language: Language, years: Years
) -> str:
    if metric is None:
        return timeline(_picture(seen, told, here), language)
    latest = seen.targets[-1]
    if latest.started_at is None:
        raise Trouble("target not started", metric=metric)
    return timesheet_svg(latest, seen.terms, language, here, at=seen.at, years=years)


def _view(told: Told, almanac: Almanac, case: str, at_text: str | None, known_text: str | None) -> View:
    played = outcome(told.story, told.regulation, almanac)
    if played.played is None:
        raise Trouble("unplayable", trouble=played.trouble)
    if case not in played.played.books.cases:
        known = ", ".join(played.played.books.cases) or sentence("none")
        raise Trouble("no such case", case=case, known=known)
    at = _moment(at_text, told, almanac)
    if at is None:
        at = max([line.at for line in told.story.lines] + [one.at for one in told.story.questions])
    known_at = _moment(known_text, told, almanac)
    try:
        return look(played.played, case, at=at, known_at=at if known_at is None else known_at, steps=True)
    except UNPLAYABLE as trouble:
        raise Trouble("unanswerable", trouble=trouble) from None


def _moment(text: str | None, told: Told, almanac: Almanac) -> int | None:
    clock = Zones(almanac).clock(told.story.zone)
    if text is None or clock is None:
        return None
    at = moment(clock).parse(text.strip())
    if isinstance(at, Problem):
        raise Trouble("no moment", text=text)
    return at


def _picture(seen: View, told: Told, here: LocalTime) -> Picture:
    return Picture(
        name=told.story.name,
        here=here,
        at=seen.at,
        known_at=seen.known_at,
        entries=seen.entries,
        targets=seen.targets,
        pauses=seen.state.pause_spans,
        regulation=seen.regulation,
        calendars=seen.terms.calendars,
    )


def _plain(seen: View, here: LocalTime) -> dict[str, Any]:
    return {
        "case": seen.case,
        "at": _iso(seen.at, here),
        "known at": _iso(seen.known_at, here),
        "status": seen.state.status,
        "targets": [_plain_target(target, here) for target in seen.targets],
    }


def _plain_target(target: Target, here: LocalTime) -> dict[str, Any]:
    moments = ("started_at", "due_at", "ended_at", "breached_at")
    words = (
        "metric",
        "rule",
        "clause",
        "instance",
        "strength",
        "owed_by",
        "state",
        "verdict",
        "measured",
        "left",
    )
    return {
        **{word: getattr(target, word) for word in words},
        **{key: _iso(getattr(target, key), here) for key in moments},
        "amount": write_amount(target.amount),
        "calendar": target.calendar,
        "by_reclassification": target.by_reclassification,
        "steps": [
            {"code": str(step.code), "rule": step.rule, "values": [_json(value) for value in step.values]}
            for step in target.steps
        ],
    }


def _iso(at: int | None, here: LocalTime) -> str | None:
    """A moment by the story's wall, as ISO 8601 with its distance from UTC."""
    if at is None:
        return None
    distance = timezone(timedelta(seconds=here.zone.offset(at)))
    return datetime.fromtimestamp(at, UTC).astimezone(distance).isoformat()


def _json(value: object) -> object:
    if isinstance(value, Amount):
        return write_amount(value)
    if isinstance(value, tuple | list):
        return [_json(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _lines(seen: View, told: Told, here: LocalTime, language: Language, years: Years) -> Iterator[Text]:
    yield Text(told.story.name, "bold")
    said = [moment_words(seen.at, here, language)]
    if seen.known_at != seen.at:
        known = moment_words(seen.known_at, here, language)
        said.append(say("known", language, moment=known))
    said.append(f"{seen.case}: {word('status', seen.state.status, language)}")
    yield Text(" · ".join(said))
    for target in seen.targets:
        why = explanation(target, seen.terms, language, here, at=seen.at, years=years)
        yield Text()
        yield Text(why.short, f"bold {STYLES[target.verdict]}")
        yield from (Text(f"  {line}") for line in why.lines)
