"""Writes a trained network as the model that the product reads with, and says how far it agrees with the network."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch

from kg.nlp import reader
from kg.nlp.decode import distances
from kg.nlp.segment import segments
from kg.nlp.windows import scope, windows, words
from training.checkpoints import mean
from training.graph import Range, decoder_graph, encoder_graph
from training.marked import read_lines
from training.network import Network
from training.train import Settings
from training.vocabulary import listed, pieces

KEPT = 0.995  # of the windows whose range is covered whole
Weights = dict[str, npt.NDArray[np.float32]]


def weights_of(paths: Sequence[Path]) -> tuple[Weights, Settings]:
    """The weights of a checkpoint, or the mean of several, ready for the graphs, and the settings of the last."""
    state, settings = mean(paths)
    return {k: v.numpy() for k, v in state.items() if v.is_floating_point()}, Settings(**settings)


def transitions(weights: Weights) -> tuple[list[list[float]], list[float]]:
    """The decoder's scores of one tag after another and of a first tag."""
    network = Network(0, 0)
    state = {k.removeprefix("field."): torch.from_numpy(v) for k, v in weights.items() if k.startswith("field.")}
    network.field.load_state_dict(state, strict=False)
    transition, start = network.field.scores()
    return transition.tolist(), start.tolist()


def ranges(weights: Weights, settings: Settings, texts: Iterable[str]) -> dict[str, Range]:
    """The range of what goes into each matrix, over training texts: all but a ten-thousandth of the values."""
    encoder = onnxruntime.InferenceSession(encoder_graph(weights, 6, {}, tap=True).SerializeToString())
    decoder = onnxruntime.InferenceSession(
        decoder_graph(weights, settings.decoder_layers, {}, tap=True).SerializeToString()
    )
    seen: dict[str, list[npt.NDArray[np.float32]]] = {}

    def keep(session: Any, inputs: Mapping[str, Any]) -> dict[str, Any]:
        names = [o.name for o in session.get_outputs()]
        out = dict(zip(names, session.run(None, inputs), strict=True))
        for name, value in out.items():
            if name.startswith("tap:"):
                flat = value.reshape(-1, value.shape[-1])
                seen.setdefault(name[4:], []).append(np.stack([flat.min(0), flat.max(0)]))
        return out

    for text in texts:
        read = words(text, segments(text), pieces())
        for w in windows(read):
            out = keep(encoder, {"ids": w.ids, "case": w.case, "state": w.state, "at": w.at})
            tags = out["tags"].argmax(-1)
            for word in [w.first_word + int(i) for i in np.flatnonzero(tags == 3)][:3]:
                around = scope(read, w, word)
                part = out["vectors"][around.start - w.first_word : around.stop - w.first_word]
                cue = word - around.start
                away = distances(len(around), cue)[None]
                keep(decoder, {"vectors": part, "distance": away, "cue": np.array([cue])})
    return {name: _range(np.stack(each)) for name, each in seen.items()}


def _range(ends: npt.NDArray[np.float32]) -> Range:
    """From the least and greatest of each window [windows, 2, features]: all but the most extreme windows' values."""
    low, high = np.quantile(ends[:, 0], 1 - KEPT, axis=0), np.quantile(ends[:, 1], KEPT, axis=0)
    return Range(low, high, np.maximum(np.abs(low), np.abs(high)))


def write(
    weights: Weights, settings: Settings, scales: Mapping[str, Range], out: Path, extra: Mapping[str, Any]
) -> None:
    """The model's folder: two graphs, the vocabulary and model.json."""
    out.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {reader.VOCABULARY: listed().encode()}
    for name, graph in (
        (reader.ENCODER, encoder_graph(weights, 6, scales)),
        (reader.DECODER, decoder_graph(weights, settings.decoder_layers, scales)),
    ):
        onnx.checker.check_model(graph)
        files[name] = graph.SerializeToString()
    for name, content in files.items():
        (out / name).write_bytes(content)
    transition, start = transitions(weights)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    described = {**extra, "transition": transition, "start": start, "files": digests}
    (out / "model.json").write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", encoding="utf8")


def replace_file(model: Path, name: str, content: bytes) -> None:
    """Puts another file in place of one of the model's, and its digest into model.json: each aside, then renamed."""
    described = json.loads((model / "model.json").read_text(encoding="utf8"))
    described["files"][name] = hashlib.sha256(content).hexdigest()
    for to, new in ((name, content), ("model.json", (json.dumps(described, indent=1, sort_keys=True) + "\n").encode())):
        aside = (model / to).with_suffix(".part")
        aside.write_bytes(new)
        aside.replace(model / to)


def calibration_texts(data: Path) -> Sequence[str]:
    """Some training articles, for the ranges."""
    return [r["text"] for r in read_lines(data / "polnear" / "train.jsonl.gz")[::30]]
