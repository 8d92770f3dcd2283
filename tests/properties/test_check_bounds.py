"""Regulations that read well and are hard to compare: examined within two seconds and 256 MB all the same."""

import json
import subprocess
import sys

from tests.core.regulation.written import CLAUSES, HEAD

TITLE = "{title: {ru: а, en: a}"
TARGET = "target: glow, starts: received, met by: closed, within: 1 working hour"


def many(number: int, line: str) -> str:
    """The line so often, with `#` counting and `+` one ahead."""
    return "".join(line.replace("#", str(at)).replace("+", str(at + 1)) for at in range(number))


def rules(number: int, more: str) -> str:
    return f"{HEAD}{CLAUSES}{many(number, f'      r#: {{{TARGET}{more}}}{chr(10)}')}"


def declared(section: str, lines: str, *, rules: str = f"      r: {{{TARGET}}}\n") -> str:
    """The small regulation with further entries at the top of a section."""
    return HEAD.replace(f"\n{section}:", f"\n{section}:\n{lines.rstrip()}", 1) + CLAUSES + rules


def values(number: int) -> str:
    """The small regulation with so many more values of its axis."""
    last = "green: {ru: Зелёный, en: Green}"
    return HEAD.replace(last, last + many(number, ", v#: {ru: а, en: a}"))


HOURS = "{zone: Europe/Moscow, week: {mon-fri: '09:00-18:00'}, country: RU}"
ANYS = "any: [{" * 20 + "marked: lit" + "}]" * 20
TANGLED = ", ".join(f"{{field: {{wick: a{at}}}, marked: [lit, blown out], colour: red}}" for at in range(12))

HARD: dict[str, str] = {
    "targets that all apply": rules(5000, ""),
    "targets by marks": rules(4500, ", if: {marked: lit}, unless: {marked: blown out}"),
    "targets that come before each other": rules(4000, ", overrides: 7/r0"),
    "conditions in conditions": rules(400, f", if: {{{ANYS}}}"),
    "conditions of many classes": rules(300, f", if: {{not: {{any: [{TANGLED}]}}}}"),
    "days that take a century": rules(4000, "").replace("1 working hour", "20000 working days"),
    "hours that take a century": rules(4000, "").replace("1 working hour", "20000 working hours"),
    "values and rules": values(8000)
    + CLAUSES
    + many(3000, f"      r#: {{{TARGET}, unless: {{colour: v#}}}}\n"),
    "a table of all values": values(8000)
    + CLAUSES
    + f"      r: {{{TARGET.replace('1 working hour', '{by: colour' + many(8000, ', v#: # working minutes') + '}')}}}\n",
    "calendars": declared("calendars", many(5000, f"  c#: {HOURS}\n")),
    "calendars of calendars": declared("calendars", many(3000, "  c#: {union: [day, always]}\n")),
    "calendars in a chain": declared(
        "calendars", "  c0: {union: [day]}\n" + many(8000, "  c+: {union: [c#, c#]}\n")
    ),
    "calendars in a circle": declared(
        "calendars", many(8000, "  c#: {union: [c+]}\n") + "  c8000: {union: [c0]}\n"
    ),
    "hours of arrival": declared(
        "calendars",
        many(2000, f"  c#: {HOURS}\n"),
        rules=many(2000, f"      r#: {{{TARGET}, if: {{received during: c#, received outside: day}}}}\n"),
    ),
    "marks in a circle": declared(
        "marks",
        many(3000, f"  m#: {TITLE}, by: [staff], withdrawn by: m+}}\n")
        + f"  m3000: {TITLE}, by: [staff], withdrawn by: m0}}\n",
        rules=many(3000, "      p#: {permit: m#, after: [m+]}\n"),
    ),
    "refusals": HEAD
    + CLAUSES
    + many(6000, "      n#: {refuse: receive, ground: darkness, if: {colour: red, tier: plain}}\n"),
}

PROGRAM = """
import json, pathlib, sys, time
from reglament.config.almanac import load_almanac
from reglament.core.regulation.read import read_edition
answers, almanac = {}, load_almanac()
for name, text in json.load(sys.stdin).items():
    data = text.encode()
    began = time.process_time()
    _, faults = read_edition(data, almanac)
    answers[name] = [time.process_time() - began, sorted({fault.code.split("/")[0] for fault in faults})]
# The peak of this program alone: getrusage would tell that of the test process it was started from.
high = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1]
peak = int(high.split()[0])
print(json.dumps({"answers": answers, "kilobytes": peak}))
"""


def test_no_regulation_takes_two_seconds_or_a_quarter_of_a_gigabyte_to_examine() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, input=json.dumps(HARD), capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert {name: seconds for name, (seconds, _) in told["answers"].items() if seconds > 2} == {}
    # Each was read without a fault: what is measured is the examination.
    examined = {"check", "circle", "conflict", "dead", "gap", "idle", "calendar", "ladder", "source"}
    assert {name: codes for name, (_, codes) in told["answers"].items() if not set(codes) <= examined} == {}
    assert told["kilobytes"] < 256 * 1024
