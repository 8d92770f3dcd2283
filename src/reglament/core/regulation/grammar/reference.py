"""References: names that must be declared elsewhere in the file. They are noted now and held against the declarations later."""

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import Shape
from reglament.core.regulation.shape.choice import Choice
from reglament.core.regulation.shape.either import Then
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.scalar import name


def reference(kind: str, *, owner: str = "") -> Shape[str]:
    """The name of a declared thing of this kind (`declarations.KINDS`); `owner` is whose value it is, if a value."""

    def note(written: str, place: Place, gathering: Gathering) -> str:
        gathering.mentions.append(Mention(kind, written, place, owner))
        return written

    return Then(name(wanted=kind, says=f"the name of a declared {kind}"), note)


def references(kind: str) -> OneOrMany[str]:
    """One name, or a list of names, of this kind."""
    return OneOrMany(reference(kind))


def calendar_or(word: str) -> Shape[str]:
    """The name of a declared calendar, or a word that stands for one."""
    return Choice({word: word}, otherwise=reference("calendar"))
