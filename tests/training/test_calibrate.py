"""A curve finds the chances that made the truth, and the error of a calibration is what its definition says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Attribution, Span
from training.calibrate import Bin, bins, chances, expected_error, fitted, right

shares = st.floats(0, 1)
TEXT = "Ann Mora said the harbour would close. Bell denied that it would."
MARKED = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 37]]}


def test_the_curve_finds_the_weights_that_made_the_truth() -> None:
    rng = np.random.default_rng(1)
    evidence = rng.normal(size=(20_000, 2))
    truth = rng.random(20_000) < 1 / (1 + np.exp(-(evidence @ [1.5, -0.7] + 0.4)))
    assert fitted(evidence, truth.tolist()) == pytest.approx([1.5, -0.7, 0.4], abs=0.1)


@given(weights=st.lists(st.floats(-3, 3), min_size=3, max_size=3), x=st.floats(-5, 5), y=st.floats(-5, 5))
def test_a_chance_is_the_logistic_curve(weights: list[float], x: float, y: float) -> None:
    (found,) = chances(np.array([[x, y]]), weights)
    assert found == pytest.approx(1 / (1 + math.exp(-(weights[0] * x + weights[1] * y + weights[2]))))


@given(given_=st.lists(st.tuples(shares, st.booleans()), min_size=1, max_size=60))
def test_bins_hold_everything_once(given_: list[tuple[float, bool]]) -> None:
    found = bins([c for c, _ in given_], [t for _, t in given_])
    assert sum(b.count for b in found) == len(given_)
    assert sum(b.count * b.right for b in found) == pytest.approx(sum(t for _, t in given_))
    assert sum(b.count * b.confidence for b in found) == pytest.approx(sum(c for c, _ in given_))
    assert len({int(b.confidence * 10 - 1e-9) for b in found}) <= len(found) <= 10


def test_the_error_is_the_mean_distance_of_the_bins() -> None:
    assert expected_error([Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.9)]) == pytest.approx((30 * 0.1 + 10 * 0.4) / 40)
    assert expected_error([]) == 0


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ((0, 8), (14, 37), True),
        ((4, 8), (14, 30), True),  # a part of the source, more than half of the content
        ((0, 8), (33, 37), False),
        ((39, 43), (14, 37), False),
        (None, (14, 37), False),
    ],
)
def test_right_is_half_of_the_content_and_a_word_of_the_source(
    source: tuple[int, int] | None, content: tuple[int, int], expected: bool
) -> None:
    record = {"text": TEXT, "annotations": [{"annotator": "a", "attributions": [MARKED]}]}
    spans = (Span(*source),) if source else ()
    said = Attribution("a1", "urn:a1", spans, (Span(9, 13),), (Span(*content),), "indirect")
    assert right(record, [said]) == [expected]
