"""The switch `--rewrite`: expectations are written anew from what is found, to be reviewed as a difference."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write expected findings and frames anew")


@pytest.fixture
def rewriting(request: pytest.FixtureRequest) -> bool:
    """Whether this run writes instead of comparing; always no where the whole tree is tested."""
    return bool(request.config.getoption("--rewrite", default=False))
