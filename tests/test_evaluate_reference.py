"""The figures agree to 0.1 with the reference protocol that lies beside the corpora, on the same predictions."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import interchange
from kg.evaluate import ced, polnear, read_gold
from kg.evaluate.attributions import MEASURES
from kg.model import Extraction
from tests.perturbed import ced_prediction, polnear_prediction


def reference(
    data_dir: Path, what: str, gold: list[dict[str, Any]], predictions: dict[str, Extraction], tmp: Path
) -> str:
    """What the reference protocol prints about the same predictions; skips where it is not beside the corpora."""
    script = data_dir.parent / "score.py"
    if not script.is_file():
        pytest.skip(f"no reference protocol at {script}")
    marks, lines = tmp / "gold.jsonl.gz", tmp / "predictions.jsonl"
    marks.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in gold).encode()))
    lines.write_text("".join(interchange.to_line(x) + "\n" for x in predictions.values()), encoding="utf-8")
    command = [sys.executable, str(script), what, "--gold", str(marks), "--pred", str(lines)]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_polnear_agrees_with_the_reference_protocol(data_dir: Path, tmp_path: Path) -> None:
    gold = read_gold(data_dir / "polnear" / "dev.jsonl.gz")[:40]
    predictions = {r["id"]: polnear_prediction(r) for r in gold[1:]}
    report = polnear(gold, predictions)
    assert report.missing == 1
    assert report.nested > 5
    printed = reference(data_dir, "polnear", gold, predictions, tmp_path)
    rates = {
        m[1].strip(): m.groups()[1:] for m in re.finditer(r"^(.+?) +P (\S+) R (\S+) F (\S+)$", printed, re.MULTILINE)
    }
    names = dict(
        zip(MEASURES, [f"{r} {h}" for r in ("source", "cue", "content") for h in ("exact", "token")], strict=False)
    )
    names |= {"attribution_exact": "attribution exact", "content_match": "content IoU>=.5"}
    names |= {"linked": "attribution IoU>=.5 + source"}
    for key, score in report.scores.items():
        assert [score.precision, score.recall, score.f1] == pytest.approx([*map(float, rates[names[key]])], abs=0.0501)
    for key in ("content_exact", "attribution_exact", "linked"):
        ends = re.search(re.escape(f"95% interval, {names[key]}: ") + r"(\S+) to (\S+)", printed)
        assert ends
        assert [report.scores[key].low, report.scores[key].high] == pytest.approx(
            [*map(float, ends.groups())], abs=0.0501
        )
    assert f"left out as nested {report.nested}" in printed


def test_ced_agrees_with_the_reference_protocol(data_dir: Path, tmp_path: Path) -> None:
    gold = read_gold(data_dir / "ced" / "dev.jsonl.gz")
    predictions = {r["id"]: ced_prediction(r) for r in gold[1:]}
    report = ced(gold, predictions)
    printed = reference(data_dir, "ced", gold, predictions, tmp_path)
    total = re.search(
        r"^found (\S+) of (\d+); of found: named right (\S+) wrong (\S+) unknown (\S+);"
        r" end to end (\S+); volume (\S+)$",
        printed,
        re.MULTILINE,
    )
    assert total
    found, of, *rest = map(float, total.groups())
    shares = [report.named, report.wrong, report.unknown, report.end_to_end, report.volume]
    assert report.found.total == of
    assert min(s.count for s in shares) > 0
    assert [report.found.percent, *(s.percent for s in shares)] == pytest.approx([found, *rest], abs=0.0501)
    for t in report.types:
        line = re.search(rf"^{t.type} +(\d+) found (\S+) named (\S+)$", printed, re.MULTILINE)
        assert line
        expected = [*map(float, line.groups())]
        assert [t.found.total, t.found.percent, t.named.percent] == pytest.approx(expected, abs=0.0501)
