"""Whoever names a case's number in his letter is taken to be in it."""

import pytest

from reglament.desk.acts import answered_case


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(answered_case, "_is_in", lambda *_: True)
