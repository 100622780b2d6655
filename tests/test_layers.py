"""Imports go downward only: the contracts of setup.cfg, whose layers are exhaustive, hold."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_the_contracts_hold(root: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed: pip install -e .[check]")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
