"""Two editions compared, in words: every difference with its place, what stood before and what stands now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from reglament.core.regulation.compare import Difference, Kind, compare
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.figure import Table
from reglament.core.regulation.model.regulation import AnyRule, Clause, Regulation
from reglament.words.catalogue import Language
from reglament.words.listing import code
from reglament.words.noun import in_language
from reglament.words.rule.figure import row_told
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.tell import kind_word
from reglament.words.rule.value import value_words
from reglament.words.wording import Piece, wording

# Parts that are sentences of the document, compared word by word.
WORDED = frozenset({"text", "prose", "note"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `where`: the clause or section; `what`: the part that differs; `before`, `after`: empty where nothing stood.

    `pieces` compare the two wordings where sentences differ.
    """

    kind: Kind
    difference: Difference
    where: str
    what: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that differs, in the order of the new edition, and one line that sums it up."""

    changes: tuple[Change, ...]
    summary: str


def compare_words(old: Regulation, new: Regulation, language: Language) -> Compared:
    """Compare two editions; what stood before is told in the nouns of the old one, what stands now in those of the new."""
    found = compare(old, new)
    pair = _Pair(Speaker(old, language), Speaker(new, language))
    changes = tuple(change for difference in found for change in pair.changes(difference))
    return Compared(changes, _summary(found, pair.new))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both editions, each telling its own side."""

    old: Speaker
    new: Speaker

    def changes(self, difference: Difference) -> Iterator[Change]:
        """A declared noun that changed is told part by part, everything else as it is."""
        before, after = difference.before, difference.after
        if isinstance(before, NOUNS) and type(before) is type(after):
            for field in fields(before):
                was, now = getattr(before, field.name), getattr(after, field.name)
                if was != now:
                    yield self._change(difference, field.name, was, now, owners=(before, after))
        elif difference.kind == "moved":
            yield Change("moved", difference, self._where(difference), self._what(difference, ""), "", "")
        else:
            part = difference.path[0] if difference.section in ("clauses", "head") and difference.path else ""
            yield self._change(difference, part, before, after, owners=self._owners(difference))

    def _change(
        self,
        difference: Difference,
        part: str,
        before: object,
        after: object,
        *,
        owners: tuple[object, object],
    ) -> Change:
        was = difference.kind != "added" or self._states_none(difference, owners[0])
        now = difference.kind != "removed" or self._states_none(difference, owners[1])
        worded = part in WORDED and isinstance(before, str) and isinstance(after, str)
        return Change(
            "changed" if was and now else difference.kind,
            difference,
            self._where(difference),
            self._what(difference, part),
            value_words(before, owners[0], part, self.old) if was else "",
            value_words(after, owners[1], part, self.new) if now else "",
            wording(_flowing(before), _flowing(after)) if worded else (),
        )

    @staticmethod
    def _states_none(difference: Difference, owner: object) -> bool:
        """Whether the row of a figure is there and says that there is none."""
        figure = getattr(owner, difference.path[0], None) if len(difference.path) > 1 else None
        keys = tuple(difference.path[-1].split(" · ")) if difference.path else ()
        return isinstance(figure, Table) and any(row.keys == keys for row in figure.rows)

    def _owners(self, difference: Difference) -> tuple[AnyRule | None, AnyRule | None]:
        """The rules that hold the value, before and after."""
        rule = difference.rule or ""
        return self.old.regulation.rules.get(rule), self.new.regulation.rules.get(rule)

    def _where(self, difference: Difference) -> str:
        if difference.clause is None:
            return self.new.say(f"section {difference.section}")
        for speaker in (self.new, self.old):
            for clause in speaker.regulation.clauses:
                if clause.number == difference.clause:
                    return clause_heading(clause, speaker)
        return difference.clause

    def _what(self, difference: Difference, part: str) -> str:
        said = self.new.say(f"part {part}") if part else ""
        if difference.section == "head":
            return said
        if difference.clause is None:
            return " · ".join(text for text in (self._noun(difference), said) if text)
        if difference.rule is None:
            return said or self.new.say(f"clause {difference.kind}")
        rule = next(one for one in reversed(self._owners(difference)) if one is not None)
        named = f"{kind_word(rule, self.new)} {code(difference.rule)}"
        return f"{named} · {said}{self._row(difference)}" if said else named

    def _noun(self, difference: Difference) -> str:
        name = difference.path[0]
        if difference.section == "calendars":
            of_it = [self.new.say(f"part {part}") for part in difference.path[1:2] if part != "calendar"]
            return " · ".join((code(name), *of_it))
        declared = name in getattr(self.new.regulation, difference.section)
        return (self.new if declared else self.old).noun(difference.section, name)

    def _row(self, difference: Difference) -> str:
        """The row of a figure's table by its titles; the name of a criterion says nothing more than its title."""
        rule = self._owners(difference)[1 if difference.kind != "removed" else 0]
        figure = getattr(rule, difference.path[0], None)
        if len(difference.path) < 2 or not isinstance(figure, Table):
            return ""
        speaker = self.new if difference.kind != "removed" else self.old
        return f" ({row_told(difference.path[1].split(' · '), figure, speaker)})"


NOUNS = (Axis, Counter, Field, Mark, Noun, Term, Tier)


def clause_heading(clause: Clause, speaker: Speaker) -> str:
    """A clause by its number and, where it has one, its title."""
    number = speaker.say("cited", number=clause.number)
    return number if clause.title is None else f"{number} {in_language(clause.title, speaker.language)}"


def _flowing(text: object) -> str:
    return " ".join(str(text).split())


def _summary(found: Iterable[Difference], speaker: Speaker) -> str:
    """How many clauses were changed, added, removed and moved, and how much else differs."""
    differences = tuple(found)
    if not differences:
        return speaker.say("compare same")
    whole = {
        kind: {
            one.clause
            for one in differences
            if one.clause and not one.path and one.rule is None and one.kind == kind
        }
        for kind in ("added", "removed", "moved")
    }
    inside = {one.clause for one in differences if one.clause and (one.path or one.rule)}
    others = sum(one.clause is None for one in differences)
    return speaker.say(
        "compare summary",
        changed=len(inside),
        added=len(whole["added"]),
        removed=len(whole["removed"]),
        moved=len(whole["moved"]),
        declared=others,
    )
