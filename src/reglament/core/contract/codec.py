"""Events of a contract as plain canonical data and back; old versions are lifted by upcasters, for ever."""

from collections.abc import Mapping

from reglament.core.contract import event as kinds
from reglament.core.contract.event import ContractEvent
from reglament.core.contract.plain import READERS
from reglament.core.contract.stored import Stored, Upcaster

# Words and versions are kept in books that outlive this program: add to them, change none.
WORDS: Mapping[str, type[ContractEvent]] = {
    "granted": kinds.Granted,
    "amended": kinds.Amended,
    "contact added": kinds.ContactAdded,
    "contact removed": kinds.ContactRemoved,
    "team added": kinds.TeamAdded,
    "case counted": kinds.CaseCounted,
    "case ended": kinds.CaseEnded,
    "event counted": kinds.EventCounted,
    "hours reserved": kinds.HoursReserved,
    "hours charged": kinds.HoursCharged,
    "hours refunded": kinds.HoursRefunded,
    "period declared": kinds.PeriodDeclared,
}

# The version each word is written in today, where that is not the first.
VERSIONS: Mapping[str, int] = {}

# From (word, version) to the facts of the next version.
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}

_STORED = Stored[ContractEvent](WORDS, VERSIONS, UPCASTERS, READERS)

word_of = _STORED.word_of
version_of = _STORED.version_of
encode = _STORED.encode
decode = _STORED.decode
