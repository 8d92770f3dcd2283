"""Every fault a reading can give: its code and the names of the values that its sentence may use.

Codes are stable: `words` has a sentence for each, documents and tests refer to them.
"""

from collections.abc import Mapping

SOURCE_CODES: Mapping[str, tuple[str, ...]] = {
    "source/after-the-end": (),
    "source/alias": ("name",),
    "source/anchor": ("name",),
    "source/block-text": (),
    "source/colon-in-value": (),
    "source/comma-in-text": (),
    "source/complex-key": (),
    "source/dash-out-of-place": (),
    "source/directive": (),
    "source/duplicate-key": ("key",),
    "source/empty": (),
    "source/empty-key": (),
    "source/escape": (),
    "source/indentation": (),
    "source/merge-key": (),
    "source/missing-colon": (),
    "source/not-utf-8": ("found",),
    "source/odd-character": ("character",),
    "source/second-document": (),
    "source/syntax": ("problem",),
    "source/tab": (),
    "source/tag": ("tag",),
    "source/too-deep": ("limit",),
    "source/too-long": ("limit", "found"),
    "source/too-many-faults": ("kept", "left_out"),
    "source/too-many-values": ("limit",),
    "source/unclosed-bracket": (),
    "source/unclosed-quote": (),
    "source/unseen-character": ("found",),
    "source/value-expected": (),
}

SHAPE_CODES: Mapping[str, tuple[str, ...]] = {
    "shape/blank": ("found", "wanted"),
    "shape/country": ("found", "wanted"),
    "shape/date": ("found", "wanted"),
    "shape/days": ("found", "wanted"),
    "shape/duration": ("found", "wanted"),
    "shape/empty-span": ("found", "wanted"),
    "shape/kind-not-first": ("found", "wanted", "known", "meant"),
    "shape/language": ("found", "wanted"),
    "shape/missing-key": ("key", "record"),
    "shape/moment": ("found", "wanted"),
    "shape/name": ("found", "wanted"),
    "shape/no-such-date": ("found", "wanted"),
    "shape/no-such-word": ("found", "known"),
    "shape/one-only": ("found", "wanted"),
    "shape/out-of-range": ("found", "wanted", "least", "most"),
    "shape/percent": ("found", "wanted"),
    "shape/reserved-name": ("found", "wanted"),
    "shape/span": ("found", "wanted"),
    "shape/time-of-day": ("found", "wanted"),
    "shape/too-few": ("least", "found"),
    "shape/unknown-key": ("key", "record", "known"),
    "shape/unknown-kind": ("found", "wanted", "known", "meant"),
    "shape/whole-number": ("found", "wanted"),
    "shape/wrong-form": ("found", "wanted"),
    "shape/yes-or-no": ("found", "wanted"),
    "shape/zone": ("found", "wanted"),
}

GRAMMAR_CODES: Mapping[str, tuple[str, ...]] = {
    "amount/kind-missing": ("found", "wanted"),
    "amount/negative": ("found", "wanted"),
    "amount/too-long": ("found", "wanted"),
    "amount/unreadable": ("found", "wanted"),
    "amount/zero": ("found", "wanted"),
    "clause/number": ("found", "wanted"),
    "clause/number-twice": ("number",),
    "figure/fact-twice": ("facts",),
    "figure/no-rows": ("facts",),
    "grammar/key-idle": ("key", "without"),
    "grammar/key-needed": ("key", "because"),
    "grammar/nothing-required": (),
    "happening/one-only": ("found",),
    "reading/of-nothing": ("found", "known"),
    "reference/undeclared": ("kind", "name", "owner"),
}

# What `read_regulation` can tell.
READING_CODES: Mapping[str, tuple[str, ...]] = {**SOURCE_CODES, **SHAPE_CODES, **GRAMMAR_CODES}
