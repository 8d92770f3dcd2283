"""What the catalogue must hold: every code the core can give, with the values that its sentence may use."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reglament.core.case.code import CAUTION_CODES, REFUSAL_CODES
from reglament.core.case.decide.link import KINDS as LINKS
from reglament.core.case.decide.pause import SPOKEN
from reglament.core.contract.code import CONTRACT_CODES
from reglament.core.regulation.codes import READING_CODES
from reglament.core.regulation.grammar.declarations import KINDS, VALUES
from reglament.core.regulation.grammar.vocabulary import ACTS, CONTRACT_STATES, OWERS, STATUSES, TABLE_FACTS
from reglament.core.regulation.model.happening import HAPPENING_WORDS
from reglament.core.replay.codes import STORY_CODES
from reglament.core.replay.reading.expectation import STATES, VERDICTS
from reglament.core.replay.reading.nouns import PARTIES, STRANGER
from reglament.core.target.code import CARRIES
from tests.words.calendar_codes import CALENDAR_CODES
from tests.words.cli_keys import CLI_KEYS
from tests.words.letter_keys import LETTER_KEYS
from tests.words.page_keys import PAGE_KEYS
from tests.words.rule.expected import rule_keys

CORE = Path(__file__).resolve().parents[2] / "src" / "reglament" / "core"

FAULT_CODES = {**READING_CODES, **STORY_CODES, **CALENDAR_CODES}
# The reader of these always has something ready to be written instead.
ALWAYS_HINTED = {"source/comma-in-text", "source/tab"}

# What of a step may be absent together, as `explain` gives it.
ABSENT: Mapping[str, tuple[str, ...]] = {
    "corrected": ("corrected_at",),
    "paused": ("to_at",),
    "stopped": ("to_at",),
    "deemed": ("ground",),
    "reclassified": (
        "former_due_at",
        "due_at",
        "former_due_at, due_at",
        "former_rule, former_due_at",
        "former_rule, former_due_at, due_at",
    ),
}
UNITS = (
    "working hours,working minutes,working seconds,hours,minutes,seconds,days round the clock,working days"
)
CALENDAR_UNITS = "calendar days,calendar weeks,calendar months"
OF_AMOUNTS = "of length,to closing,to midnight,same time,or next working day,round the clock"


def expected() -> dict[str, frozenset[str]]:
    """Key of the catalogue → names of the values it may use."""
    found: dict[str, tuple[str, ...]] = {}
    found.update({f"fault {code}": values for code, values in FAULT_CODES.items()})
    found.update(
        {f"remedy {code}": values for code, values in FAULT_CODES.items() if code not in ALWAYS_HINTED}
    )
    found.update({f"refusal {code}": values for code, values in {**REFUSAL_CODES, **CONTRACT_CODES}.items()})
    found.update({f"caution {code}": () for code in CAUTION_CODES})
    found.update(_of_steps())
    found.update(_of_the_format())
    found.update(_of_people())
    found.update(rule_keys())
    found.update({key: tuple(values.split()) for key, values in LETTER_KEYS.items()})
    found.update({f"cli {phrase}": values for phrase, values in CLI_KEYS.items()})
    found.update({f"page {phrase}": values for phrase, values in PAGE_KEYS.items()})
    return {key: frozenset(values) for key, values in found.items()}


def _of_steps() -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, names in CARRIES.items():
        if code == "left":
            continue
        carried = tuple(name.removesuffix("?") for name in names)
        yield f"step {code}", carried
        for absent in ABSENT.get(code, ()):
            kept = tuple(name for name in carried if name not in absent.split(", "))
            yield f"step {code} without {absent}", kept


def _of_the_format() -> Iterator[tuple[str, tuple[str, ...]]]:
    records, wanted = names_of_records(), names_wanted()
    yield from ((f"record {name}", ()) for name in records)
    yield from ((f"wanted {name}", ()) for name in wanted)
    yield from ((f"reference {kind}", ("owner",) if kind in VALUES else ()) for kind in (*KINDS, *VALUES))
    yield from ((f"form {name}", ()) for name in ("value", "list", "mapping", "nothing"))
    yield from ((f"severity {name}", ()) for name in ("error", "warning", "note"))
    yield from (("because no rules", ()), ("hint", ("hint",)), ("hint spaces", ("count",)))


def _of_people() -> Iterator[tuple[str, tuple[str, ...]]]:
    words = {
        "act": ACTS,
        "status": ("none", *STATUSES),
        "state": STATES,
        "verdict": VERDICTS,
        "contract": CONTRACT_STATES,
        "party": (*PARTIES, *OWERS, STRANGER),
        "strength": ("promise", "aim"),
        "link": LINKS,
        "field kind": ("text", "number", "yes no", "date", "moment", "file", "key", "choice"),
        "brings": ("reason", "agreement"),
        "way": ("email", SPOKEN),
        "fact": TABLE_FACTS,
        "happening": HAPPENING_WORDS,
        "stop": ("held", "waiting", "closed", "refused", "merged"),
        "cancelled by": ("closed", "refused", "merged", "happening"),
        "source": ("table", "agreed", "contract"),
        "opening": ("always",),
    }
    yield from ((f"{kind} {name}", ()) for kind, names in words.items() for name in names)
    yield from ((f"amount {unit}", ("number",)) for unit in f"{UNITS},{CALENDAR_UNITS}".split(","))
    yield from ((f"amount {how}", ("amount",)) for how in OF_AMOUNTS.split(","))
    yield from ((f"length {unit}", ("number",)) for unit in ("hours", "minutes", "seconds", "days"))
    yield from ((f"date {kind}", ("count",)) for kind in DATES)
    for key, values in OTHERS.items():
        yield key, tuple(values.split())


DATES = ("weekend", "holiday", "day off", "overlay", "exception", "closed", "working saturday", "short day")
OTHERS: Mapping[str, str] = {
    "act of mark": "mark",
    "amount by time": "time number",
    "cited": "number",
    "clause quoted": "number text",
    "date by": "what decree",
    "date decree": "number",
    "explanation calendar": "calendar",
    "explanation now": "moment counted",
    "explanation zones": "here home",
    "happening all": "parts",
    "happening bounced": "mark",
    "happening classified as": "axis value",
    "happening closed with": "ground",
    "happening delivered": "mark",
    "happening done by": "happening who",
    "happening handed over": "mark",
    "happening mark": "mark",
    "happening paused for": "reason",
    "happening resumed from": "reason",
    "happening sent": "mark",
    "happening supplied": "field",
    "ledger alike": "count each",
    "ledger break": "span",
    "ledger breaks": "",
    "ledger counted": "span counted",
    "ledger days": "count first last",
    "ledger folded": "days spans counted",
    "ledger folded to count": "days spans counted",
    "ledger night": "span",
    "ledger nights": "",
    "ledger paused": "span reason",
    "ledger paused since": "moment reason",
    "ledger stopped": "span reason",
    "ledger stopped since": "moment reason",
    "ledger to count": "span counted",
    "ledger total": "total",
    "ledger weekends": "",
    "ledger without": "kinds",
    "left late": "left",
    "left nothing": "",
    "left some": "left",
    "inbound": "reason",
    "inbound console/no-sender": "",
    "inbound console/not-a-letter": "",
    "inbound console/other-mailbox": "",
    "inbound inbound/ended-the-worker": "",
    "inbound inbound/nothing-came-of-it": "",
    "list end": "first last",
    "list or": "first last",
    "moment beside": "city moment",
    "opening holidays": "hours country",
    "opening hours": "hours city",
    "opening intersection": "parts",
    "opening union": "parts",
    "opening without": "whole removed",
    "refusal unnamed ground": "",
    "short": "title stand",
    "short breached by reclassification": "",
    "short due": "moment",
    "short ended": "moment",
    "short no due": "",
    "short numbered": "title number",
    "short owed by": "who",
    "size megabytes": "number",
    "timesheet ahead": "",
    "timesheet counted": "",
    "timesheet late": "",
    "timesheet now": "moment",
    "timesheet open": "",
    "timesheet paused": "",
    "timesheet stopped": "",
    "title quoted": "title",
}


def calendar_codes() -> set[str]:
    """The codes of calendar faults as they stand in the source."""
    found = (text for text in _strings("hours") if re.fullmatch(r"calendar\.[a-z_]+", text))
    return {text.replace(".", "/").replace("_", "-") for text in found}


def kinds_of_dates() -> set[str]:
    """What a date can be, as it stands in the source."""
    tree = ast.parse((CORE / "target" / "date.py").read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "DateNote")
    second = (node for call in calls for node in ast.walk(call.args[1]))
    return {node.value for node in second if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _strings(folder: str) -> Iterator[str]:
    for path in (CORE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def names_of_records() -> frozenset[str]:
    """Every name that the reader gives to a mapping of known keys."""
    plain = {
        name for call in _calls() if _called(call) in ("Record", "rule") for name in _keyword(call, "name")
    }
    keys = {name for call in _calls() if _called(call) == "Keys" for name in _keyword(call, "wanted")}
    return frozenset(plain | keys | {f"{how} of calendars" for how in ("union", "intersection", "without")})


def names_wanted() -> frozenset[str]:
    """Every word by which the reader names what should have stood somewhere."""
    found = {name for call in _calls() if _called(call) != "Keys" for name in _keyword(call, "wanted")}
    found |= {name for call in _calls() if _called(call) in FIRST for name in _texts(call.args[:1])}
    found |= {name for call in _calls() if _called(call) in ALL for name in _texts(call.args)}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(
                _name(one) in ("wanted", "_WANTED") for one in node.targets
            ):
                found |= set(_texts([node.value]))
            if isinstance(node, ast.AnnAssign | ast.arg) or not isinstance(node, ast.FunctionDef):
                continue
            names, defaults = node.args.kwonlyargs, node.args.kw_defaults
            pairs = zip(names, defaults, strict=True)
            found |= {
                text for name, value in pairs if name.arg == "wanted" and value for text in _texts([value])
            }
    return frozenset(found - {""})


FIRST, ALL = ("reference", "references"), ("_declared", "value_of")


def _trees() -> Iterator[ast.Module]:
    for folder in ("regulation/grammar", "regulation/shape", "replay/reading"):
        for path in sorted((CORE / folder).rglob("*.py")):
            yield ast.parse(path.read_text("utf-8"))


def _calls() -> Iterator[ast.Call]:
    for tree in _trees():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return _name(call.func)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _keyword(call: ast.Call, name: str) -> Iterator[str]:
    yield from _texts([keyword.value for keyword in call.keywords if keyword.arg == name])


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    yield from (
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
