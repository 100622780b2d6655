"""The ranking network: what a row holds, what its chances are, and what a damaged file of weights says."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.nlp.ranking import FACTS, FORMS, KINDS, SPEAKERS, WIDTH, Ranker, faded, features, load

HIDDEN = 3
Weights = dict[str, Any]
rows = st.lists(st.lists(st.floats(-1, 1, width=32), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=5)


def weights() -> Weights:
    """Weights of the right shape, as a file holds them."""
    inner = [[math.sin(i * HIDDEN + j) for j in range(HIDDEN)] for i in range(WIDTH)]
    return {
        "inner": inner,
        "inner_bias": [0.1] * HIDDEN,
        "outer": [1.0, -1.0, 0.5],
        "warmth": 1.5,
        "sure": 0.4,
        "apart": 0.1,
    }


def written(folder: Path, found: object) -> Path:
    """A folder whose file of weights holds this."""
    (folder / SPEAKERS).write_text(json.dumps(found), encoding="utf8")
    return folder


def scoring(warmth: float = 1.0) -> Ranker:
    """A network whose score of an option is what its row gives for "near"."""
    inner = np.zeros((WIDTH, 1), dtype=np.float32)
    inner[place("near")] = 1.0
    one = np.ones(1, dtype=np.float32)
    return Ranker(inner, 0 * one, one, warmth, 0.5, 0.1)


def place(fact: str) -> int:
    return len(FORMS) + len(KINDS) + FACTS.index(fact)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_row_says_one_form_and_one_kind(form: str, kind: str) -> None:
    row = features(form, kind, {})
    assert len(row) == WIDTH
    assert {i for i, x in enumerate(row) if x} == {FORMS.index(form), len(FORMS) + KINDS.index(kind)}


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_has_a_place_of_its_own(fact: str) -> None:
    plain, told = features("he", "person", {}), features("he", "person", {fact: 0.25})
    assert {i: b for i, (a, b) in enumerate(zip(plain, told, strict=True)) if a != b} == {place(fact): 0.25}


def test_no_two_features_have_one_name() -> None:
    assert [len(set(names)) for names in (FORMS, KINDS, FACTS)] == [len(FORMS), len(KINDS), len(FACTS)]
    assert len(features("name", "person", {})) == WIDTH == len(FORMS) + len(KINDS) + len(FACTS)


@settings(max_examples=50)
@given(rows)
def test_the_chances_of_all_options_sum_to_one(options: list[list[float]]) -> None:
    chances = load().chances(options)
    assert len(chances) == len(options)
    assert min(chances) >= 0
    assert sum(chances) == pytest.approx(1, abs=1e-5)


@settings(max_examples=50)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_options_changes_no_chance(options: list[list[float]], chosen: Any) -> None:
    order = list(range(len(options)))
    chosen.shuffle(order)
    shuffled = load().chances([options[i] for i in order])
    assert shuffled == pytest.approx([load().chances(options)[i] for i in order], abs=1e-5)


def test_the_better_option_has_the_greater_chance_and_equal_ones_the_same() -> None:
    options = [features("he", "person", {"near": near}) for near in (0.2, 0.9, 0.2)]
    low, high, same = scoring().chances(options)
    assert low == same < high
    assert scoring().chances(options[:1]) == [1.0]


def test_the_chances_are_those_of_the_scores_over_the_warmth() -> None:
    options = [features("he", "person", {"near": near}) for near in (0.0, 1.0)]
    _, cold = scoring(warmth=0.5).chances(options)
    _, warm = scoring(warmth=2.0).chances(options)
    assert cold == pytest.approx(1 / (1 + math.exp(-2)), abs=1e-5)
    assert warm == pytest.approx(1 / (1 + math.exp(-0.5)), abs=1e-5)


def test_great_scores_are_no_overflow() -> None:
    options = [features("he", "person", {"near": near}) for near in (1e4, 2e4)]
    assert scoring().chances(options) == [0.0, 1.0]


def test_what_a_folder_holds_is_what_is_read(tmp_path: Path) -> None:
    found = load(written(tmp_path, weights()))
    assert (found.inner.shape, found.inner_bias.shape, found.outer.shape) == ((WIDTH, HIDDEN), (HIDDEN,), (HIDDEN,))
    assert (found.warmth, found.sure, found.apart) == (1.5, 0.4, 0.1)
    assert found.inner[2, 1] == pytest.approx(math.sin(2 * HIDDEN + 1))


def test_the_weights_that_ship_fit_the_features() -> None:
    ranker = load()
    assert ranker.inner.shape[0] == WIDTH
    assert all(np.isfinite(x).all() for x in (ranker.inner, ranker.inner_bias, ranker.outer))
    assert ranker.warmth > 0
    assert 0 < ranker.sure <= 1
    assert 0 <= ranker.apart < 1


def test_missing_weights_are_one_line_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load(tmp_path)
    assert str(raised.value) == f"{tmp_path / SPEAKERS}: it is missing: install Hearsay again"


def without(key: str) -> Callable[[Weights], object]:
    return lambda w: {k: v for k, v in w.items() if k != key}


def as_this(key: str, value: object) -> Callable[[Weights], object]:
    return lambda w: {**w, key: value}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda w: [w], id="a list"),
        pytest.param(lambda w: 5, id="a number"),
        pytest.param(lambda w: as_this("inner", w["inner"][:-1])(w), id="weights of fewer features"),
        pytest.param(lambda w: as_this("inner", [*w["inner"], w["inner"][0]])(w), id="weights of more features"),
        pytest.param(lambda w: as_this("inner", [row[:-1] for row in w["inner"]])(w), id="a narrower network"),
        pytest.param(lambda w: as_this("inner", [w["inner"][0][:-1], *w["inner"][1:]])(w), id="rows of two lengths"),
        pytest.param(as_this("inner", 1.0), id="one number for all weights"),
        pytest.param(as_this("inner_bias", 1.0), id="one number for all biases"),
        pytest.param(as_this("outer", [1.0] * (HIDDEN + 1)), id="an output of another width"),
        pytest.param(as_this("outer", ["a", "b", "c"]), id="words for weights"),
        pytest.param(as_this("warmth", None), id="no number for the warmth"),
        pytest.param(as_this("sure", "often"), id="a word for a number"),
        *(pytest.param(without(key), id=f"without {key}") for key in weights()),
    ],
)
def test_weights_of_another_shape_are_one_line_that_names_the_file(
    tmp_path: Path, damage: Callable[[Weights], object]
) -> None:
    with pytest.raises(ModelError) as raised:
        load(written(tmp_path, damage(weights())))
    assert str(raised.value) == f"{tmp_path / SPEAKERS}: it is damaged: install Hearsay again"


@pytest.mark.parametrize("content", [b"", b"{", b'{"inner": [[1.0,', b"\xff\xfe\x00", b"not json"])
def test_a_file_that_is_no_json_is_one_line_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SPEAKERS).write_bytes(content)
    with pytest.raises(ModelError) as raised:
        load(tmp_path)
    assert str(raised.value) == f"{tmp_path / SPEAKERS}: it is damaged: install Hearsay again"


def test_what_is_far_is_faint() -> None:
    assert faded(0, 100) == faded(-40, 100) == 1.0
    assert faded(100, 100) == pytest.approx(math.exp(-1))
    assert 1 > faded(50, 100) > faded(100, 100) > faded(1000, 100) > 0
