"""Faults that reading a file of stories can give besides those of its text and shapes: code and names of its values."""

from collections.abc import Mapping

STORY_CODES: Mapping[str, tuple[str, ...]] = {
    "story/combined-calendar": (),
    "story/length": ("found", "wanted"),
    "story/list-of-one": ("found",),
    "story/no-such-case": ("found", "known"),
    "story/order": (),
    "story/same-name": ("name",),
    "story/zone": ("found",),
}
