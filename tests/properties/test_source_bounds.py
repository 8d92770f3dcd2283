"""A megabyte of the worst text is answered within two seconds and 256 MB, without crash or deep recursion."""

import json
import subprocess
import sys

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

PROGRAM = """
import json, resource, sys, time
from reglament.core.regulation.source.read import read_source
answers = {}
for name, (before, repeated, after) in json.load(sys.stdin).items():
    data = (before + repeated * (int(sys.argv[1]) // len(repeated.encode())) + after).encode()
    began = time.process_time()
    root, faults = read_source(data)
    answers[name] = [time.process_time() - began, root is not None or bool(faults), len(faults)]
print(json.dumps({"answers": answers, "kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def test_no_megabyte_takes_two_seconds_or_a_quarter_of_a_gigabyte() -> None:
    command = [sys.executable, "-c", PROGRAM, str(SIZE)]
    done = subprocess.run(command, input=json.dumps(BOMBS), capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    answers = told["answers"]
    assert [name for name, (seconds, _, _) in answers.items() if seconds > 2] == []
    assert [name for name, (_, answered, _) in answers.items() if not answered] == []
    assert max(count for _, _, count in answers.values()) <= 101
    assert told["kilobytes"] < 256 * 1024
