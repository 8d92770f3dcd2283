"""Decisions: one module per act says what the law answers; `door` is the one way in."""
