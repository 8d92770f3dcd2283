"""A target in one line: how it stands, when it is due, what is left."""

from collections.abc import Iterator

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.target import Target
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import with_clause
from reglament.words.length import left
from reglament.words.moment import LocalTime, both
from reglament.words.noun import in_language, who, word


def short_form(
    target: Target,
    regulation: Regulation,
    zone: LocalTime,
    language: Language,
    *,
    home: LocalTime | None = None,
) -> str:
    """Say how a target stands. Moments are those of `zone`, with those of `home` beside them where the walls differ."""
    title = name_of(target, regulation, language)
    [first, *others] = standing(target, regulation, zone, language, home=home)
    return " · ".join((sentence("short", language, {"title": title, "stand": first}), *others))


def standing(
    target: Target,
    regulation: Regulation,
    zone: LocalTime,
    language: Language,
    *,
    home: LocalTime | None = None,
) -> tuple[str, ...]:
    """The parts of the short form without the name: how it stands by which clause, when it is due, what is left."""
    parts = [with_clause(stand(target, language), target.rule, regulation, language)]
    parts += _moments(target, zone, home or zone, language)
    if target.strength == "aim":
        parts.append(word("strength", target.strength, language))
    if target.owed_by != "vendor":
        parts.append(sentence("short owed by", language, {"who": who(target.owed_by, regulation, language)}))
    return tuple(parts)


def name_of(target: Target, regulation: Regulation, language: Language) -> str:
    """The title of its metric, numbered from the second instance on."""
    metric = regulation.metrics.get(target.metric)
    title = in_language(metric.title, language) if metric else target.metric
    if target.instance < 2:
        return title
    return sentence("short numbered", language, {"title": title, "number": target.instance})


def stand(target: Target, language: Language) -> str:
    """The verdict where there is one, else the state."""
    if target.verdict == "breached" and target.by_reclassification:
        return sentence("short breached by reclassification", language)
    if target.verdict != "open":
        return word("verdict", target.verdict, language)
    return word("state", target.state, language)


def _moments(target: Target, zone: LocalTime, home: LocalTime, language: Language) -> Iterator[str]:
    if target.due_at is not None:
        yield sentence("short due", language, {"moment": both(target.due_at, zone, home, language, end=True)})
    elif target.state == "paused":
        yield sentence("short no due", language)
    if target.left is not None:
        yield left(target.left, target.amount.kind, language)
    if target.ended_at is not None:
        yield sentence("short ended", language, {"moment": both(target.ended_at, zone, home, language)})
