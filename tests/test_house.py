"""The rules of the house that a reader of the code relies on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILT = frozenset({"__pycache__", "build", "demo", "dist", "node_modules"})
TEXTS = (".py", ".md", ".cfg", ".toml", ".ttl", ".rq", ".jsonld", ".json", ".jsonl", ".txt", ".html", ".yml", "")
LONGER = {"kg/interchange.py", "kg/nlp/rules.py"}
"""Files of code that may have more than 300 lines."""

MACHINE_PATH = re.compile(r"(?<![\w.~:/-])/(?:home|work|root|Users|mnt)/\w")


def tracked(root: Path) -> Iterator[Path]:
    """The files of the repository, without what tools and environments put beside them."""
    for path in sorted(root.iterdir()):
        made = path.name.startswith(".") and path.name not in (".ci", ".gitignore")
        if made or path.name in BUILT or path.name.endswith((".egg-info", ".kg")):
            continue
        if path.is_dir():
            yield from tracked(path)
        else:
            yield path


@pytest.fixture(scope="module")
def code(root: Path) -> dict[str, str]:
    """The code of the package, by path."""
    return {str(p.relative_to(root)): p.read_text(encoding="utf-8") for p in sorted((root / "kg").rglob("*.py"))}


def test_every_file_of_code_says_what_it_is_for(code: dict[str, str]) -> None:
    assert [name for name, text in code.items() if not ast.get_docstring(ast.parse(text))] == []


def test_files_are_small(code: dict[str, str]) -> None:
    long = {name for name, text in code.items() if len(text.splitlines()) > 300}
    assert long <= LONGER


def test_functions_are_small(code: dict[str, str]) -> None:
    """40 lines, docstring aside."""
    assert [f"{name}: {where}" for name, text in code.items() for where in _long_functions(text)] == []


def test_no_file_is_named_for_everything_and_nothing(root: Path) -> None:
    named = [p for p in tracked(root) if p.stem in {"utils", "util", "helpers", "misc", "common"}]
    assert named == []


def test_no_path_of_a_machine_is_written_down(root: Path) -> None:
    found = []
    for path in tracked(root):
        if path.suffix not in TEXTS or path.stat().st_size > 2_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(root)}: {m[0]}" for m in MACHINE_PATH.finditer(text)]
    assert found == []


def test_the_rule_about_paths_would_find_one() -> None:
    folder = "home"
    assert MACHINE_PATH.search(f"open('/{folder}/ann/file')")
    assert not MACHINE_PATH.search(f"https://a.example/{folder}/ann, docs/{folder}/x")


def _long_functions(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0]
            if (node.end_lineno or 0) - first.lineno + 1 > 40:
                yield node.name
