"""Acts of a story that leave no event on a case: those that must be refused, and those on the contract."""

import re
from collections.abc import Mapping

from reglament.core.case.act import MergeInto, Record, SplitOff
from reglament.core.contract import act as contract_acts
from reglament.core.contract.act import ContractAct, Declare
from reglament.core.replay.story import Line
from reglament.words.rule.speaker import Speaker

# Acts whose class is not called as the format calls them.
CALLED: Mapping[type, str] = {SplitOff: "split", MergeInto: "merge"}
DONE: Mapping[type, str] = {
    contract_acts.Grant: "granted",
    contract_acts.Amend: "amended",
    contract_acts.AddContact: "contact added",
    contract_acts.RemoveContact: "contact removed",
    contract_acts.AddTeam: "team added",
}


def deed_words(line: Line, speaker: Speaker) -> str:
    """Say the act of a line if it is refused or changes the contract; nothing else, for its events are told."""
    if line.refused is not None:
        return _refused(line, line.refused, speaker)
    if isinstance(line.act, Declare):
        return speaker.say("event declared", ground=speaker.noun("grounds", line.act.ground))
    return speaker.say(f"event {DONE[type(line.act)]}") if isinstance(line.act, ContractAct) else ""


def _refused(line: Line, refused: str, speaker: Speaker) -> str:
    """Name the ground where the story does; a code of ours says nothing to a reader."""
    name = line.act.mark if isinstance(line.act, Record) else act_word(type(line.act))
    act = speaker.act(name)
    if refused not in speaker.regulation.grounds:
        return speaker.say("event act refused", act=act)
    return speaker.say("event act refused on a ground", act=act, ground=speaker.noun("grounds", refused))


def act_word(kind: type) -> str:
    """`start work` for StartWork."""
    return CALLED.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
