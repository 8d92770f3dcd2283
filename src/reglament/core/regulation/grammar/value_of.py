"""`{axis: value}`: a declared name with one of its values."""

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.either import Located, Then, located
from reglament.core.regulation.shape.many import MapOf
from reglament.core.regulation.shape.scalar import name


def value_of(owner_kind: str, value_kind: str) -> Shape[tuple[str, str]]:
    """A mapping of exactly one declared name to one of its values."""
    one = located(name(wanted=owner_kind, says=f"the name of a declared {owner_kind}"))
    other = located(name(wanted=value_kind, says="one of its values"))

    def note(
        found: dict[Located[str], Located[str]], place: Place, gathering: Gathering
    ) -> tuple[str, str] | Missing:
        if len(found) != 1:
            gathering.fault("shape/one-only", place, found=str(len(found)), wanted=value_kind)
            return MISSING
        [(owner, value)] = found.items()
        gathering.mentions.append(Mention(owner_kind, owner.value, owner.place))
        gathering.mentions.append(Mention(value_kind, value.value, value.place, owner.value))
        return owner.value, value.value

    return Then(MapOf(one, other), note)
