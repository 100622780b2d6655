"""The reading of real pages, where the public article-extraction benchmark lies beside the repository."""

import os
from pathlib import Path

import pytest

from benchmarks.html_body import measured


def test_the_bodies_of_real_pages(root: Path) -> None:
    folder = Path(os.environ.get("HEARSAY_DATA", root.parent / "shared" / "data")) / "html"
    if not (folder / "truth.json").exists():
        pytest.skip(f"no pages in {folder}: set HEARSAY_DATA")
    found = measured(folder)
    assert found.body_f1 >= 0.97
    assert found.pages - found.errors >= 0.97 * found.pages
    assert found.right["url"] >= 0.9 * found.stated["url"]
