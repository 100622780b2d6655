"""The operations between two runs of words: they cover both, and equal words are equal."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check import alignment
from kg.check.alignment import Change, changes

runs = st.lists(st.sampled_from(["the", "of", "bridge", "river", "closed", "5", "6", "…"]), max_size=14)


@given(runs, runs)
def test_the_operations_cover_both_in_order(said: list[str], quoted: list[str]) -> None:
    found = changes(said, quoted)
    a = b = 0
    for c in found:
        assert (c.said_start, c.quoted_start) == (a, b)
        a, b = c.said_end, c.quoted_end
        ours, theirs = said[c.said_start : a], quoted[c.quoted_start : b]
        assert {"equal": ours == theirs, "delete": bool(ours) and not theirs, "insert": bool(theirs) and not ours,
                "replace": bool(ours and theirs)}[c.op]  # fmt: skip
    assert (a, b) == (len(said), len(quoted))
    assert all(x.op != y.op for x, y in pairwise(found))


@given(runs, st.data())
def test_a_stretch_is_found_as_one(said: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(said)))
    end = data.draw(st.integers(start, len(said)))
    found = changes(said, said[start:end])
    assert [c.op for c in found if c.op != "delete"] == (["equal"] if end > start else [])


@pytest.mark.parametrize(
    ("said", "quoted", "ops"),
    [
        ("we will not win this war", "we will win this war", ["equal", "delete", "equal"]),
        ("we will win this war", "we will not win this war", ["equal", "insert", "equal"]),
        ("five soldiers died in town", "nine soldiers died in town", ["replace", "equal"]),
        (
            "the bridge was shut at noon since the river rose and then the mayor left",
            "the bridge was shut and then the mayor left",
            ["equal", "delete", "equal"],
        ),
        ("a b c", "x y", ["replace"]),
    ],
)
def test_what_was_changed(said: str, quoted: str, ops: list[str]) -> None:
    assert [c.op for c in changes(said.split(), quoted.split())] == ops


def test_what_is_too_long_to_align_is_still_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MAX_CELLS", 0)
    found = changes("the river rose again".split(), "the river fell again".split())  # noqa: SIM905
    assert found == (Change("equal", 0, 2, 0, 2), Change("replace", 2, 3, 2, 3), Change("equal", 3, 4, 3, 4))
