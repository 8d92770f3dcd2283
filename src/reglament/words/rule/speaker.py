"""Who tells a rule: the regulation whose nouns are used and the language, with the few turns every kind of rule needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reglament.core.regulation.model.condition import Condition
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language, has, sentence
from reglament.words.happening import happening_phrase
from reglament.words.listing import alternatives, listing
from reglament.words.noun import Titled, title_of, who, word
from reglament.words.rule.condition import condition_phrase
from reglament.words.rule.hours import hours_phrase


@dataclass(frozen=True, slots=True)
class Speaker:
    """Tells in one language with the nouns of one edition."""

    regulation: Regulation
    language: Language

    def say(self, key: str, **values: object) -> str:
        return sentence(key, self.language, values)

    def noun(self, section: str, name: str) -> str:
        return title_of(self._declared(section), name, self.language)

    def nouns(self, section: str, names: Iterable[str]) -> str:
        return listing([self.noun(section, name) for name in names], self.language)

    def any_of(self, section: str, names: Iterable[str]) -> str:
        return alternatives([self.noun(section, name) for name in names], self.language)

    def word(self, kind: str, name: str) -> str:
        return word(kind, name, self.language)

    def words(self, kind: str, names: Iterable[str]) -> str:
        return alternatives([self.word(kind, name) for name in names], self.language)

    def who(self, names: Iterable[str]) -> str:
        return alternatives([who(name, self.regulation, self.language) for name in names], self.language)

    def everyone(self, names: Iterable[str]) -> str:
        return listing([who(name, self.regulation, self.language) for name in names], self.language)

    def ways(self, names: Iterable[str]) -> str:
        """Ways of a notice: channels by their titles, the others by core's words."""
        channels = self.regulation.channels
        told = [self.noun("channels", name) if name in channels else self.word("way", name) for name in names]
        return alternatives(told, self.language)

    def act(self, name: str) -> str:
        """An act by its words, a mark by recording it."""
        if has(f"act {name}", self.language) and name not in self.regulation.marks:
            return self.say(f"act {name}")
        return self.say("act of mark", mark=self.noun("marks", name))

    def happening(self, happening: Happening) -> str:
        return happening_phrase(happening, self.regulation, self.language)

    def condition(self, condition: Condition) -> str:
        return condition_phrase(condition, self.regulation, self.language)

    def hours(self, calendar: str) -> str:
        return hours_phrase(calendar, self.regulation, self.language)

    def _declared(self, section: str) -> Mapping[str, Titled]:
        found: Mapping[str, Titled] = getattr(self.regulation, section)
        return found
