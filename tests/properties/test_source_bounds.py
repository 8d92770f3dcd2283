"""A megabyte of the worst text is answered within two seconds and 256 MB, without crash or deep recursion."""

import json
import subprocess
import sys

import pytest

SIZE = 1_000_000

# What is repeated up to a megabyte, between what stands before and after it once.
BOMBS: dict[str, tuple[str, str, str]] = {
    "open brackets": ("", "[", ""),
    "open braces": ("", "{", ""),
    "open brackets on lines": ("", "[\n", ""),
    "nested flow mappings": ("", "{a: ", ""),
    "nested block lists": ("", "- ", ""),
    "nested complex keys": ("", "? ", ""),
    "short list items": ("", "- a\n", ""),
    "empty list items": ("", "-\n", ""),
    "flow list": ("[", "a,", "]"),
    "flow lists in lists": ("[", "[],", "]"),
    "sixty deep, then wide": ("[" * 60, "a,", ""),
    "equal keys": ("", "a: 1\n", ""),
    "equal keys in flow": ("{", '"a":b,', "}"),
    "torn texts": ("[", "{a: b, c},", "]"),
    "complex keys": ("", "? []\n", ""),
    "anchors": ("", "- &a a\n", ""),
    "aliases": ("- &a a\n", "- *a\n", ""),
    "tags": ("", "- !a a\n", ""),
    "directives": ("", "%TAG !a! x\n", "---\na"),
    "documents": ("", "---\n", ""),
    "ends of documents": ("", "...\n", ""),
    "directives of a second document": ("a\n...\n", "%TAG !a! x\n", "---\na"),
    "one long word": ("", "a", ""),
    "one long key": ("", "a", ": b"),
    "keys as long as may be": ("", "a" * 1_020 + ": b\n", ""),
    "open quote": ("", '"a\n', ""),
    "escapes": ('"', "\\x41", '"'),
    "unseen escapes": ("", '- "\\0"\n', ""),
    "block text": ("a: |\n", " a\n", ""),
    "blank block text": ("a: >\n", "\n", ""),
    "spaces": ("", " ", ""),
    "comments": ("", "#\n", ""),
    "blank lines": ("", "\n", ""),
    "tabs": ("", "\t", ""),
    "tabs on lines": ("", "a:\t\n", ""),
    "carriage returns": ("", "a\r", ""),
    "NUL characters": ("ab", "\x00", ""),
    "colons": ("", ": ", ""),
    "a long tag": ("!", "a", ""),
    "four-byte characters": ("", "😀", ""),
}

HEAD = """\
regulation: a
edition: b
title: {ru: а, en: a}
effective: 2025-01-01
zone: UTC
calendars: {always: {zone: UTC, week: {mon-sun: "00:00-24:00"}}}
"""
RULE = HEAD + "clauses:\n  - clause: a\n    text: b\n    rules:\n"
ROWS = RULE + "      r: {target: x, starts: received, met by: closed, within: {by: tier, "

# The same for regulations; `#` is another number each time. Half a megabyte is as many values as a file may have.
WRITTEN: dict[str, tuple[str, str, str]] = {
    "clauses": (f"{HEAD}clauses:\n", "  - {clause: c#, text: a, prose: b}\n", ""),
    "equal clauses": (f"{HEAD}clauses:\n", "  - {clause: c, text: a, prose: b}\n", ""),
    "misspelt clauses": (f"{HEAD}clauses:\n", "  - {cluse: c#, txt: a}\n", ""),
    "unknown keys": ("", "key#: a\n", ""),
    "long unknown keys": ("", "k" * 900 + "#: a\n", ""),
    "tiers with undeclared calendars": (
        f"{HEAD}tiers:\n",
        "  t#: {title: {ru: а, en: a}, calendar: alway#}\n",
        "",
    ),
    "bad names": (f"{HEAD}tiers:\n", "  T_#: {title: {ru: а, en: a}}\n", ""),
    "undeclared marks": (f"{RULE}      r: {{refuse: receive, ground: x, if: {{marked: [", "mark#, ", "]}}\n"),
    "undeclared axes": (f"{RULE}      r: {{refuse: receive, ground: x, if: {{", "axis#: [a], ", "}}\n"),
    "undeclared rows": (ROWS, "row#: 1 working hour, ", "}}\n"),
    "bad amounts": (ROWS, "row#: 1 hour, ", "}}\n"),
    "rules": (RULE, "      r#: {target: m, starts: received, met by: closed, within: 1 working hour}\n", ""),
    "readings of nothing": (
        f"{RULE}      r: {{none: x, reading: [",
        "{of: o#, says: {ru: а, en: a}}, ",
        "]}\n",
    ),
    "a long amount": (f"{RULE}      r: {{target: x, within: ", "1 ", "}\n"),
    "a long date": ("effective: ", "2", "\n"),
    "a long span": ("calendars: {a: {week: {mon: '", "- ", "'}}}\n"),
    "long days": ("calendars: {a: {week: {? 'mon", ",mon", "' : '00:00-24:00'}}}\n"),
    "a long name": ("regulation: a", " a", "\n"),
}

PROGRAM = """
import json, pathlib, sys, time
from reglament.config.almanac import load_almanac
from reglament.core.regulation.read import read_edition
answers, almanac = {}, load_almanac()
for name, (before, repeated, after) in json.load(sys.stdin).items():
    size = int(sys.argv[1])
    count = size // len(repeated.encode()) if "#" not in repeated else size // (len(repeated.encode()) + 4)
    data = (before + "".join(repeated.replace("#", str(at)) for at in range(count)) + after).encode()
    began = time.process_time()
    regulation, faults = read_edition(data, almanac)
    answers[name] = [time.process_time() - began, regulation is not None or bool(faults), len(faults)]
# The peak of this program alone: getrusage would tell that of the test process it was started from.
high = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1]
peak = int(high.split()[0])
print(json.dumps({"answers": answers, "kilobytes": peak}))
"""


@pytest.mark.parametrize(("bombs", "size"), [(BOMBS, SIZE), (WRITTEN, SIZE // 2)])
def test_no_megabyte_takes_two_seconds_or_a_quarter_of_a_gigabyte(
    bombs: dict[str, tuple[str, str, str]], size: int
) -> None:
    command = [sys.executable, "-c", PROGRAM, str(size)]
    done = subprocess.run(command, input=json.dumps(bombs), capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    answers = told["answers"]
    assert [name for name, (seconds, _, _) in answers.items() if seconds > 2] == []
    assert [name for name, (_, answered, _) in answers.items() if not answered] == []
    assert max(count for _, _, count in answers.values()) <= 101
    assert told["kilobytes"] < 256 * 1024
