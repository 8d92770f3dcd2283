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
    "shape/date": ("found", "wanted"),
    "shape/empty-span": ("found", "wanted"),
    "shape/kind-not-first": ("found", "wanted", "known", "meant"),
    "shape/missing-key": ("key", "record"),
    "shape/moment": ("found", "wanted"),
    "shape/name": ("found", "wanted"),
    "shape/no-such-date": ("found", "wanted"),
    "shape/no-such-word": ("found", "known"),
    "shape/out-of-range": ("found", "wanted", "least", "most"),
    "shape/span": ("found", "wanted"),
    "shape/time-of-day": ("found", "wanted"),
    "shape/too-few": ("least", "found"),
    "shape/unknown-key": ("key", "record", "known"),
    "shape/unknown-kind": ("found", "wanted", "known", "meant"),
    "shape/whole-number": ("found", "wanted"),
    "shape/wrong-form": ("found", "wanted"),
    "shape/yes-or-no": ("found", "wanted"),
}
