"""The simulation floor: one scratch server with the founded town for a run."""

import os
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
os.environ.setdefault("REGLAMENT_SECRET_KEY", "tests only")

import django

django.setup()

import pytest  # noqa: E402 - Django is set up first

from reglament.config.simulate.ground import Ground, ground  # noqa: E402 - the same


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The ground every seed stands on."""
    with ground(tmp_path_factory.mktemp("simulation home")) as standing:
        yield standing
