"""The pictures of the README are those that the code draws."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

from tests.draw.seen import faults

DRAWN = ("chain.svg", "citations.svg", "figures.svg")


def test_the_pictures_are_what_the_code_draws_and_the_readme_shows_them(root: Path, tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    made = subprocess.run(
        ["sh", str(root / "docs/draw.sh"), str(tmp_path)],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(root)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    assert tuple(sorted(p.name for p in tmp_path.iterdir())) == DRAWN
    _, differing, missing = filecmp.cmpfiles(tmp_path, root / "docs", DRAWN, shallow=False)
    assert (differing, missing) == ([], []), "run make exports"
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert all(f"(docs/{name})" in readme for name in DRAWN)
    assert all(
        faults((root / "docs" / name).read_text(encoding="utf-8")) == [] for name in ("chain.svg", "figures.svg")
    )
