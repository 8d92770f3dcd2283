"""The program knows no noun that a regulation declares: no string and no name in the source is one of them."""

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tests.architecture.declared import core_words, nouns, regulations
from tests.architecture.tree import Module, listed, modules, strings

# Declared somewhere, and yet a word that any program needs. Each with its reason; a noun of support does not belong here.
GENERIC: dict[str, str] = {
    "accounts": "of the machine, under which a server may run",
    "always": "the condition that holds for every case",
    "board": "the room with a row a case, from which lists are drawn",
    "build": "what a compiler does",
    "condition": "what must hold for a rule, a chapter of the grammar",
    "connection": "to a database",
    "current": "the one at hand while a list is walked",
    "data": "bytes of a file before they are read",
    "description": "of a shape, for the JSON Schema and for faults",
    "files": "what a command line reads",
    "logs": "of a server",
    "newest": "the latest version of a stored form",
    "operation": "what combines two calendars: union, intersection, without",
    "ordinary": "a user of the machine who is not its master",
    "organisation": "a kind of customer, beside the person",
    "other": "the second operand of a comparison",
    "partner": "a customer through whom others are served",
    "portal": "the face of the desk that customers see",
    "question": "what a story asks after its acts",
    "receipt": "the moment a case came in, from which it is pinned",
    "release": "to let a held case go on",
    "request": "a case in the words of an outsider; what a fold is asked for",
    "resolve": "to find what a name stands for",
    "result": "what a function gives, a type variable",
    "russian": "a language the product speaks, and the way its dates are written",
    "service": "what a vendor gives; as a name of a module it is refused elsewhere",
    "stopped": "a clock under a pause",
    "subject": "what a fault or an expectation is about",
    "telegram": "a channel that has a folder of its own, and an address people have",
    "version": "of the format, of the program, of tzdata",
    "wanted": "what a reader expected to find, in a fault",
}


def forbidden(declared: Collection[str]) -> dict[str, re.Pattern[str]]:
    """A pattern for each declared noun that the source may not speak: as whole words, hyphens and underscores as spaces."""
    kept = (
        noun
        for noun in declared
        if noun not in core_words() and noun not in GENERIC and re.search(r"[^\W\d]{2}", noun)
    )
    return {
        noun: re.compile(rf"(?<!\w){re.escape(re.sub('[-_]', ' ', noun))}(?!\w)", re.IGNORECASE)
        for noun in kept
    }


def plain(name: str) -> str:
    """`dueAt`, `DUE_AT` and `due-at` as `due at`."""
    return re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|[-_]+", " ", name)


def defined(module: Module) -> Iterator[tuple[int, str]]:
    """Names this module gives: what it takes from libraries is theirs."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def spoken(found: Sequence[Module], declared: Collection[str]) -> list[str]:
    patterns = forbidden(declared)
    lines = []
    for module in found:
        said = [*strings(module), *defined(module), (1, module.name.removesuffix(".py").replace("/", " "))]
        for line, text in said:
            heard = plain(text)
            lines += [
                f"{module.name}:{line}: «{noun}» in {text!r}"
                for noun, pattern in patterns.items()
                if pattern.search(heard)
            ]
    return sorted(set(lines))


def test_no_noun_of_a_regulation_stands_in_the_source() -> None:
    assert listed(spoken(modules("src"), nouns(regulations()))) == ""


def test_every_generic_word_is_declared_somewhere_and_is_no_word_of_the_grammar() -> None:
    declared = nouns(regulations())
    assert [word for word in GENERIC if word not in declared or word in core_words()] == []


def test_generic_words_stand_in_order() -> None:
    assert [(a, b) for a, b in pairwise(GENERIC) if a > b] == []


def test_a_noun_is_seen_in_strings_names_and_file_names_and_not_in_docstrings() -> None:
    declared = {"licensing", "answer on the merits", "премиальная"}
    breach = Module(
        "src/reglament/core/licensing.py",
        '"""About licensing."""\n'
        "LICENSING = 1\n"
        "def answerOnTheMerits(at): ...\n"
        "kind = f'for {at} licensing only'\n"
        "tier = 'Премиальная'\n"
        "fair = 'relicensing'\n",
    )
    assert [
        line.split(": ")[0].rsplit(":")[-1] + " " + line.split("«")[1].split("»")[0]
        for line in spoken([breach], declared)
    ] == [
        "1 licensing",
        "2 licensing",
        "3 answer on the merits",
        "4 licensing",
        "5 премиальная",
    ]


def test_nouns_are_gathered_from_every_section_that_declares_any() -> None:
    text = {
        "tiers": {"gold": {"was": ["golden"]}},
        "axes": {"severity": {"values": {"blocker": {}}}},
        "marks": {"phoned": {}},
        "clauses": [
            {
                "clause": "1",
                "rules": {"sort": {"set": {"severity": "blocker"}, "criteria": {"data lost": {}}}},
            }
        ],
    }
    assert nouns([text]) == {"gold", "golden", "severity", "blocker", "phoned", "data lost"}


def test_the_words_of_the_grammar_are_the_words_of_the_core() -> None:
    assert {"starts", "met by", "received", "staff reply", "hand over", "working saturdays"} <= core_words()
    assert not {"critical", "premium", "answer on the merits"} & core_words()
