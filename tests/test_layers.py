"""Imports go downward only: the contracts of setup.cfg hold, and they cover the whole package."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_contracts_hold(root: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed: pip install -e .[check]")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_of_the_package_has_a_layer(root: Path) -> None:
    config = configparser.ConfigParser()
    config.read(root / "setup.cfg", encoding="utf-8")
    layers = config["importlinter:contract:layers"]["layers"].replace("|", " ").split()
    modules = {"kg." + p.stem for p in (root / "kg").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    free = {"kg.__init__", "kg.__main__", "kg.version"}
    assert modules - free - set(layers) == set()
