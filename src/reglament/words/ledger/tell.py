"""`ledger_lines`: a ledger as lines of text that a customer can follow, each with the clauses it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.ledger import Kind, Line
from reglament.words.catalogue import Language, sentence
from reglament.words.clause import with_clause
from reglament.words.ledger.dates import dates_text, note_text, range_of
from reglament.words.ledger.paragraph import Paragraph, paragraphs
from reglament.words.length import length
from reglament.words.moment import LocalTime, clock, day, moment
from reglament.words.noun import title_of, word

NAMED = {Kind.BREAK: "breaks", Kind.NIGHT: "nights"}


@dataclass(frozen=True, slots=True)
class Teller:
    """In whose words a ledger is told: the wall of the reader, and of the calendar, whose dates days are counted by."""

    regulation: Regulation
    language: Language
    here: LocalTime
    calendar: LocalTime
    rule: str


def ledger_lines(lines: Iterable[Line], teller: Teller, *, ahead: bool = False) -> tuple[str, ...]:
    """Tell a ledger; `ahead`: of what is still to come."""
    told = (_paragraph(paragraph, teller, ahead=ahead) for paragraph in paragraphs(lines, teller.here))
    return tuple(told)


def _paragraph(paragraph: Paragraph, teller: Teller, *, ahead: bool) -> str:
    first = paragraph.lines[0]
    if first.kind is Kind.DAYS_OFF:
        return with_clause(
            dates_text(first.dates, teller.language), first.rule, teller.regulation, teller.language
        )
    if first.kind is Kind.DAY:
        return _counted_days(paragraph, teller)
    if paragraph.days > 1:
        return _alike(paragraph, teller, ahead=ahead)
    items = [item for line in paragraph.lines for item in _items(line, teller, ahead=ahead)]
    if any(line.counted for line in paragraph.lines):
        total = length(paragraph.lines[-1].total, teller.language)
        items.append(sentence("ledger total", teller.language, {"total": total}))
    label = day(teller.here.wall(first.from_at).date(), teller.language, year=False)
    return _cited(" · ".join([label, *items]), paragraph.lines, teller)


def _cited(text: str, lines: Iterable[Line], teller: Teller) -> str:
    """Cite the clause of the counting rule behind the whole; what rests on another clause has cited it already."""
    if any(line.rule == teller.rule for line in lines):
        return with_clause(text, teller.rule, teller.regulation, teller.language)
    return text


def _items(line: Line, teller: Teller, *, ahead: bool) -> Iterator[str]:
    language = teller.language
    for note in line.dates:
        yield note_text(note, language)
    match line.kind:
        case Kind.COUNTED:
            key = "ledger to count" if ahead else "ledger counted"
            values = {"span": _span(line, teller), "counted": length(line.counted, language)}
            yield sentence(key, language, values)
        case Kind.BREAK | Kind.NIGHT:
            yield sentence(f"ledger {line.kind}", language, {"span": _span(line, teller)})
        case _:
            yield with_clause(_hole(line, teller), line.rule, teller.regulation, language)


def _hole(line: Line, teller: Teller) -> str:
    """A pause or a standstill, with its reason."""
    paused = line.kind is Kind.PAUSED
    reason = (
        title_of(teller.regulation.pauses, line.why, teller.language)
        if paused
        else word("stop", line.why, teller.language)
    )
    key = f"ledger {'paused' if paused else 'stopped'}"
    if line.to_at is None:
        began = clock(line.from_at, teller.here)
        return sentence(f"{key} since", teller.language, {"moment": began, "reason": reason})
    return sentence(key, teller.language, {"span": _span(line, teller), "reason": reason})


def _span(line: Line, teller: Teller) -> str:
    """From when to when; the day only where it is another than the one of the line, and never that of a night's end."""
    here, until = teller.here, line.to_at if line.to_at is not None else line.from_at
    same_day = here.wall(line.from_at).date() == here.wall(max(until - 1, line.from_at)).date()
    if same_day or line.kind is Kind.NIGHT:
        return f"{clock(line.from_at, here)}–{clock(until, here, end=same_day)}"
    return f"{clock(line.from_at, here)} – {moment(until, here, teller.language, year=False, end=True)}"


def _counted_days(paragraph: Paragraph, teller: Teller) -> str:
    """Days that were counted one by one: the dates of the calendar, and which days of the term they are."""
    lines, language = paragraph.lines, teller.language
    dates = [teller.calendar.wall(line.from_at).toordinal() for line in lines]
    numbers = {"first": lines[0].total, "last": lines[-1].total, "count": len(lines)}
    notes = [note for line in lines for note in line.dates]
    items = [range_of(dates[0], dates[-1], language), sentence("ledger days", language, numbers)]
    items += [dates_text(notes, language)] if notes else []
    items += _not_counted(("weekends",) if paragraph.weekends else (), language)
    return _cited(" · ".join(items), lines, teller)


def _alike(paragraph: Paragraph, teller: Teller, *, ahead: bool) -> str:
    """Several days that are all alike: the hours of one of them, how many they are, and what of them does not count."""
    language, here = teller.language, teller.here
    lines = paragraph.lines
    counted = [line for line in paragraph.first if line.kind is Kind.COUNTED]
    dates = [here.wall(line.from_at).toordinal() for line in lines]
    each = length(sum(line.counted for line in counted), language)
    values = {
        "days": range_of(dates[0], dates[-1], language),
        "spans": sentence("ledger alike", language, {"count": paragraph.days, "each": each}),
        "counted": length(paragraph.counted, language),
    }
    items = [sentence("ledger folded to count" if ahead else "ledger folded", language, values)]
    items += [_span(line, teller) for line in counted]
    kinds = dict.fromkeys(NAMED[line.kind] for line in lines if line.kind in NAMED)
    items += _not_counted((*kinds, "weekends") if paragraph.weekends else tuple(kinds), language)
    items.append(sentence("ledger total", language, {"total": length(lines[-1].total, language)}))
    return _cited(" · ".join(items), lines, teller)


def _not_counted(kinds: tuple[str, ...], language: Language) -> list[str]:
    """Name what lies between days told together."""
    if not kinds:
        return []
    named = ", ".join(sentence(f"ledger {kind}", language) for kind in kinds)
    return [sentence("ledger without", language, {"kinds": named})]
