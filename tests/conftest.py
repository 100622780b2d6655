"""Fixtures that every test may use, and the one Hypothesis profile of the project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg import interchange
from kg.model import Extraction

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("hearsay", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("hearsay")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The invented newsroom."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def truth(examples: Path) -> tuple[Extraction, ...]:
    """What a careful reader finds in each article of examples/: the extractions of examples/truth, by file and line."""
    found = tuple(
        interchange.from_line(line) for path in sorted((examples / "truth").glob("*.json*")) for line in _records(path)
    )
    assert found, "examples/truth holds no extraction"
    return found


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of corpora that are not ours to pass on: HEARSAY_DATA, else ../shared/data; skips where absent."""
    given = os.environ.get("HEARSAY_DATA")
    path = Path(given) if given else ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip(f"no corpora at {path}: set HEARSAY_DATA to the folder that holds them")
    return path


def _records(path: Path) -> list[str]:
    """A .json file is one record, whatever its lines; a .jsonl file has one a line."""
    text = path.read_text(encoding="utf-8")
    return [text] if path.suffix == ".json" else [line for line in text.split("\n") if line.strip()]
