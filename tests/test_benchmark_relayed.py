"""The marked figures, citations and relays: as many as promised, in two halves, inside the texts, nothing malformed."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.relayed import MARKS, PARTS, UNITS, Marked, load, texts_of
from kg.model import Span

FIGURE: dict[str, Any] = {
    "start": 0,
    "end": 8,
    "value": 12,
    "low": None,
    "high": None,
    "unit": [3, 8],
    "counted": [3, 8],
    "measure": None,
    "as_of": None,
    "attributed": False,
    "doubtful": False,
}
CITATION: dict[str, Any] = {
    "start": 9,
    "end": 13,
    "kind": "outlet",
    "target": "Post",
    "own": False,
    "doubtful": False,
}
RELAY: dict[str, Any] = {
    "outer_source": [9, 13],
    "outer_cue": [14, 18],
    "inner_source": [19, 21],
    "inner_cue": [22, 26],
    "via": None,
    "own": False,
    "doubtful": False,
}
LINE: dict[str, Any] = {"id": "a", "part": "choose", "figures": [FIGURE], "citations": [CITATION], "relays": [RELAY]}
TEXT = "12 boats Post said he told us"


@pytest.fixture(scope="module")
def marked() -> tuple[Marked, ...]:
    """All that is marked."""
    return tuple(m for part in PARTS for m in load(part))


def _written(path: Path, **change: Any) -> Path:
    path.write_text(json.dumps({**LINE, **change}) + "\n", encoding="utf-8")
    return path


def test_thirty_articles_are_marked_half_of_them_for_choosing(marked: tuple[Marked, ...]) -> None:
    assert [m.part for m in marked] == ["choose"] * 15 + ["report"] * 15
    assert len({m.id for m in marked}) == 30
    assert sum(len(m.figures) for m in marked) == 170
    assert sum(len(m.citations) for m in marked) == 83
    assert sum(len(m.relays) for m in marked) == 91


def test_only_ids_spans_numbers_and_short_names_are_kept() -> None:
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = {w for f in record["figures"] for w in (f["unit"], f["counted"], f["measure"]) if isinstance(w, str)}
        assert words <= set(UNITS)
        assert all(len(c["target"]) < 40 for c in record["citations"])


def test_no_mark_is_given_twice(marked: tuple[Marked, ...]) -> None:
    for article in marked:
        figures = sorted(f.span for f in article.figures)
        assert not any(a.overlaps(b) for a, b in pairwise(figures)), article.id
        assert len(set(article.relays)) == len(article.relays)
        assert len({c.span for c in article.citations}) == len(article.citations)


def test_every_span_lies_in_its_text(data_dir: Path, marked: tuple[Marked, ...]) -> None:
    texts = texts_of(data_dir)
    assert tuple(m for part in PARTS for m in load(part, texts)) == marked


def test_spans_that_do_not_fit_the_text_are_refused(tmp_path: Path) -> None:
    path = _written(tmp_path / "marks.jsonl")
    (article,) = load("choose", {"a": TEXT}, path)
    assert article.figures[0].unit == Span(3, 8)
    assert load("report", {"a": TEXT}, path) == ()
    for texts, wrong in (({}, "not in the data"), ({"a": TEXT[:24]}, "beyond the text"), ({"a": " " * 40}, "white")):
        with pytest.raises(ValueError, match=f"line 1: .*{wrong}"):
            load("choose", texts, path)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"part": "test"}, "is not a part of"),
        ({"figures": [{**FIGURE, "unit": "boats"}]}, "is not a unit of"),
        ({"figures": [{**FIGURE, "value": None}]}, "without a number"),
        ({"figures": [{**FIGURE, "low": 9, "high": 3}]}, "9 is above 3"),
        ({"figures": [{**FIGURE, "end": 0}]}, "not a span"),
        ({"figures": [{}]}, "KeyError: 'unit'"),
        ({"citations": [{**CITATION, "kind": "rumour"}]}, "is not a kind of"),
        ({"relays": [{**RELAY, "via": "letter"}]}, "neither outlet nor null"),
        ({"relays": [{**RELAY, "inner_cue": None}]}, "TypeError"),
    ],
)
def test_a_malformed_mark_is_refused_with_its_line(tmp_path: Path, change: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValueError, match="line 1") as refused:
        load("choose", path=_written(tmp_path / "marks.jsonl", **change))
    assert wrong in str(refused.value)
