"""The import contracts can fail: each breach is built in a copy of the source, and the linter must refuse it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

BREACHES = {
    "a ninth room": ("attic/__init__.py", ""),
    "core asking words": ("core/hours/breach.py", "import reglament.words\n"),
    "hours asking target": ("core/hours/breach.py", "import reglament.core.target\n"),
    "words asking cli": ("words/breach.py", "import reglament.cli\n"),
    "a seventh room inside core": ("core/attic/__init__.py", ""),
    "core asking a file format": ("core/case/breach.py", "import pyarrow\n"),
}


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    """The linter's verdict on the tree copied under `root`."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", root / "pyproject.toml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("breach", BREACHES)
def test_the_contracts_refuse(breach: str, copy: Path) -> None:
    name, text = BREACHES[breach]
    added = copy / "src" / "reglament" / name
    added.parent.mkdir(exist_ok=True)
    added.write_text(f'"""A breach."""\n{text}', encoding="utf-8")
    verdict = linted(copy)
    assert (verdict.returncode, "BROKEN" in verdict.stdout) == (1, True), verdict.stdout + verdict.stderr


def test_the_contracts_keep_the_tree_as_it_is(copy: Path) -> None:
    verdict = linted(copy)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
