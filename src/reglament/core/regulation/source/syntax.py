"""What the YAML parser complains of, as faults: its English sentences become stable codes and the right place."""

import yaml

from reglament.core.regulation.fault import LONGEST_VALUE, Fault, clipped
from reglament.core.regulation.place import BEGINNING, Place, place_at

# The parser's own words (libyaml 0.2), their beginnings; the first that fits wins.
_MEANINGS = (
    ("found character that cannot start any token", "source/odd-character"),
    ("could not find expected ':'", "source/missing-colon"),
    ("mapping values are not allowed", "source/colon-in-value"),
    ("block sequence entries are not allowed", "source/dash-out-of-place"),
    ("mapping keys are not allowed", "source/complex-key"),
    ("found unexpected end of stream", "source/unclosed-quote"),
    ("found unexpected document indicator", "source/unclosed-quote"),
    ("found unknown escape character", "source/escape"),
    ("did not find expected hexdecimal number", "source/escape"),
    ("found invalid Unicode character escape code", "source/escape"),
    ("did not find expected comment or line break", "source/block-text"),
    ("found an indentation indicator equal to 0", "source/block-text"),
    ("did not find expected key", "source/indentation"),
    ("did not find expected '-' indicator", "source/indentation"),
    ("did not find expected ',' or ']'", "source/unclosed-bracket"),
    ("did not find expected ',' or '}'", "source/unclosed-bracket"),
    ("did not find expected <document start>", "source/after-the-end"),
    ("did not find expected node content", "source/value-expected"),
    ("did not find expected alphabetic or numeric character", "source/anchor"),
    ("found undefined tag handle", "source/tag"),
)
# For these the fault begins where the construct was opened; where the parser lost hope comes second.
_OPENED_FIRST = frozenset({"source/unclosed-quote", "source/unclosed-bracket"})


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """The fault for a text that YAML itself refuses."""
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    at = _mark(getattr(error, "problem_mark", None), text) or BEGINNING
    opened = _mark(getattr(error, "context_mark", None), text) or at
    code = _meaning(problem, context, text[at.start : at.end])
    places = (opened, at) if code in _OPENED_FIRST else (at, opened)
    return Fault(
        code=code, places=tuple(dict.fromkeys(places)), values=_values(code, problem, text[opened.start :])
    )


def _meaning(problem: str, context: str, character: str) -> str:
    if "directive" in context or "directive" in problem:
        return "source/directive"
    if "a tag" in context:
        return "source/tag"
    if problem == "did not find expected key" and character == ":":
        return "source/empty-key"
    return next((code for words, code in _MEANINGS if problem.startswith(words)), "source/syntax")


def _values(code: str, problem: str, written: str) -> dict[str, str]:
    word = clipped((written[:LONGEST_VALUE].split() or [""])[0])
    match code:
        case "source/odd-character":
            return {"character": written[:1]}
        case "source/anchor":
            return {"name": word.removeprefix("&").removeprefix("*")}
        case "source/tag":
            return {"tag": word}
        case "source/syntax":
            return {"problem": clipped(problem)}
        case _:
            return {}


def _mark(mark: yaml.Mark | None, text: str) -> Place | None:
    if mark is None:
        return None
    at = min(mark.index, len(text))
    return place_at(text, at, min(at + 1, len(text)))
