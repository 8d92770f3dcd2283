"""Values of a history: what somebody did (a deed), a case as a row of deeds, a line that cannot be read."""

from dataclasses import dataclass

from reglament.core.case.act import Act, Doer
from reglament.core.contract.contract import Contract


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person, or a channel, did to a case. Equal deeds have one `number`.

    `alike`: what follows from it depends on the order of things alone, not on what the clock shows or on other cases.
    """

    number: int
    doer: Doer
    act: Act
    alike: bool


@dataclass(frozen=True, slots=True)
class PastContract:
    """Whose case it is. `key` is equal for equal texts; `contract` None: the sender has none."""

    name: str
    key: str
    contract: Contract | None


@dataclass(frozen=True, slots=True)
class PastCase:
    """One case of a history: deeds with their moments, UTC seconds. `known`: when we knew, where that was later; else empty.

    `plot`: the numbers of its deeds, the same for all that did the same in the same order.
    `numbers`: the recorded number of the entry behind each deed; `odd`: some deed is not alike, or told late or out of order.
    """

    line: int
    case: str
    contract: PastContract
    deeds: tuple[Deed, ...]
    plot: tuple[int, ...]
    moments: tuple[int, ...]
    known: tuple[int, ...]
    numbers: tuple[int, ...]
    odd: bool


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no case. `code` is stable, `what` names the place in it or what was found."""

    line: int
    code: str
    what: str
