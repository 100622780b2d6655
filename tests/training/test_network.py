"""The network as graphs reads as the network does; a narrower decoder and the mean of networks are what they say."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("onnx", reason="training needs the extra 'train'")
onnxruntime = pytest.importorskip("onnxruntime")

from training.checkpoints import mean, save  # noqa: E402
from training.data import batch_of, examples, scopes_of  # noqa: E402
from training.encoder import INNER  # noqa: E402
from training.graph import Range, decoder_graph, encoder_graph  # noqa: E402
from training.marked import Marked  # noqa: E402
from training.narrow import narrowed  # noqa: E402
from training.network import NAMED_BY, Network  # noqa: E402
from training.vocabulary import pieces  # noqa: E402

TEXT = "Ann Mora said the harbour would close in June.\n\n“We were never asked,” Bell told the committee on Friday."
LAYERS = max(NAMED_BY) + 1
SAID = Marked(TEXT, ({"source": [(0, 8)], "cue": [(9, 13)], "content": [(14, 45)]},))


@pytest.fixture(scope="module")
def network() -> Network:
    """As few layers as the tagger of names can do with and a decoder of one, as they begin, with weights that differ.

    The weights of the tagger of names are large enough for its scores to differ from word to word.
    """
    torch.manual_seed(3)
    made = Network(LAYERS, 1, 0.0)
    made.from_encoder()
    for near in made.names.near:
        torch.nn.init.normal_(near.weight, std=0.03)
    torch.nn.init.normal_(made.names.outer.weight, std=0.1)
    return made.eval()


def outputs(network: Network) -> tuple[np.ndarray, ...]:
    """The scores of tags and of names in the one window, those of the cue's words, and that of the cue."""
    group = examples(SAID, pieces())
    cues = [(k, c.words, c.cue) for k, e in enumerate(group) for c in e.cues]
    with torch.no_grad():
        read = network.encode(batch_of([e.window for e in group]))
        emitted, valid = network.decode(read.vectors, scopes_of(cues))
        names = network.names(read.below)
    return read.tags[0].numpy(), names[0].numpy(), emitted[0].numpy(), valid.numpy()


def read(network: Network, scales: dict[str, Range]) -> tuple[np.ndarray, ...]:
    """The same by the graphs."""
    weights = {k: v.numpy() for k, v in network.state_dict().items() if v.is_floating_point()}
    (e,) = examples(SAID, pieces())
    encoder = onnxruntime.InferenceSession(encoder_graph(weights, LAYERS, scales).SerializeToString())
    decoder = onnxruntime.InferenceSession(decoder_graph(weights, 1, scales).SerializeToString())
    w = e.window
    given = {"ids": w.ids, "case": w.case, "state": w.state, "at": w.at}
    vectors, tags, names = encoder.run(["vectors", "tags", "names"], given)
    (c,) = e.cues
    away = scopes_of([(0, c.words, c.cue)]).distance.numpy()
    here = vectors[c.words.start : c.words.stop]
    emitted, valid = decoder.run(["emitted", "valid"], {"vectors": here, "distance": away, "cue": np.array([c.cue])})
    return tags, names, emitted[0], valid


def test_the_graphs_compute_what_the_network_does(network: Network) -> None:
    for ours, theirs in zip(read(network, {}), outputs(network), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-3)


def test_in_eight_bits_little_changes(network: Network) -> None:
    names = [f"{at}.{m}" for at in ("encoder.layers.0", "encoder.layers.1", "decoder.0") for m in ("qkv", "up")]
    width = np.ones(384, dtype=np.float32)
    scales = {name: Range(-4 * width, 4 * width, 4 * width) for name in names}
    for ours, theirs in zip(read(network, scales), outputs(network), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=0.15)


def test_a_decoder_as_wide_as_before_is_the_same(network: Network) -> None:
    same = narrowed(network, INNER, INNER, [examples(SAID, pieces())]).eval()
    for ours, theirs in zip(outputs(same), outputs(network), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_a_narrower_decoder_keeps_the_features_that_are_active(network: Network) -> None:
    narrow = narrowed(network, INNER, 256, [examples(SAID, pieces())])
    (before,), (after,) = network.decoder, narrow.decoder
    assert after.up.weight.shape == (256, 384)
    rows = {row.tobytes() for row in before.up.weight.detach().numpy()}
    assert all(row.tobytes() in rows for row in after.up.weight.detach().numpy())


def test_the_mean_of_networks(tmp_path: Path, network: Network) -> None:
    other = Network(LAYERS, 1, 0.0)
    for name, n in (("a.pt", network), ("b.pt", other)):
        save({"network": n.state_dict(), "settings": {"seed": random.Random(name).randrange(9)}}, tmp_path / name)
    found, _ = mean([tmp_path / "a.pt", tmp_path / "b.pt"])
    for name, value in found.items():
        if value.is_floating_point():
            expected = (network.state_dict()[name] + other.state_dict()[name]) / 2
            torch.testing.assert_close(value, expected)
