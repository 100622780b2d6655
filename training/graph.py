"""The network as ONNX graphs for one window, and for the cues of one paragraph: no padding, nothing depends on company.

Matrices may be kept as 32-bit floats or as 8-bit integers with a scale a column; the inputs of the latter get one scale
a matrix, found beforehand on training windows (static quantisation, Jacob et al. 2018, arXiv:1712.05877), after a part
of their outliers has moved into the weights (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438). Weights then use seven
bits, so that sums cannot saturate on processors without VNNI and every processor gives the same integers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.encoder import EPS, HEADS, WIDTH
from training.network import NAMED_BY, NEAR

MICROSOFT = "com.microsoft"
LEVELS = 63  # of either sign: seven bits
SMOOTH = {"qkv": 0.65, "out": 0.65, "up": 0.8, "down": 0.75}  # how much of their inputs' ranges weights take over
SHAPES: Mapping[str, list[str | int]] = {
    "vectors": ["words", WIDTH],
    "tags": ["words", "kinds"],
    "names": ["words", "kinds"],
    "below": ["words", WIDTH * len(NAMED_BY)],
    "emitted": ["cues", "words", "kinds"],
    "valid": ["cues"],
}
Array = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Range:
    """What goes into a matrix on training texts, a figure a feature: the least, the greatest, the largest size."""

    low: npt.NDArray[np.float32]
    high: npt.NDArray[np.float32]
    most: npt.NDArray[np.float32]


@dataclass
class Graph:
    """Nodes and weights as they are added; ``scales`` holds the input range of each matrix kept in 8 bits."""

    weights: Mapping[str, npt.NDArray[np.float32]]
    scales: Mapping[str, Range] = field(default_factory=dict)
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)
    taps: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, inputs: Sequence[str], outputs: int = 1, domain: str = "", **options: object) -> str:
        """Adds a node and gives the name of its first output."""
        name = f"{kind}_{len(self.nodes)}"
        names = [name, *(f"{name}_{k}" for k in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, domain=domain, **options))
        return name

    def constant(self, name: str, value: Array) -> str:
        """Keeps ``value`` under ``name``, once."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str) -> str:
        """A weight of the network as it is."""
        return self.constant(name, self.weights[name])

    def half(self, name: str, value: Array) -> str:
        """A matrix kept as 16-bit floats, and used as 32-bit ones."""
        return self.add("Cast", [self.constant(name, value.astype(np.float16))], to=TensorProto.FLOAT)

    def table(self, name: str, index: str) -> str:
        """Rows of an embedding, kept as 16-bit floats."""
        rows = self.constant(name, self.weights[name].astype(np.float16))
        return self.add("Cast", [self.add("Gather", [rows, index], axis=0)], to=TensorProto.FLOAT)

    def linear(self, x: str, name: str) -> str:
        """``x`` times a matrix, plus its bias."""
        matrix = self.weights[f"{name}.weight"].T
        self.taps[name] = x
        if name in self.scales:
            return self._smoothed(x, name, matrix)
        y = self.add("MatMul", [x, self.constant(f"{name}.matrix", matrix.astype(np.float32))])
        return self.add("Add", [y, self.weight(f"{name}.bias")])

    def _smoothed(self, x: str, name: str, matrix: Array) -> str:
        """The same with bytes, after the weights have taken over a part of the range of ``x``."""
        kept = self.scales[name]
        share = SMOOTH[name.rsplit(".", 1)[1]]
        smooth = np.maximum(kept.most, 1e-3) ** share / np.maximum(np.abs(matrix).max(1), 1e-3) ** (1 - share)
        low, high = float((kept.low / smooth).min()), float((kept.high / smooth).max())
        return self._in_bytes(x, name, matrix * smooth[:, None], 1 / smooth, (min(low, 0.0), max(high, 0.0)))

    def _in_bytes(self, x: str, name: str, matrix: Array, factor: Array, ends: tuple[float, float]) -> str:
        """``x`` scaled by ``factor``, rounded to bytes between ``ends``, times a matrix of bytes, plus the bias."""
        scale = np.float32(max(ends[1] - ends[0], 1e-6) / 255)
        zero = np.uint8(np.clip(round(-ends[0] / float(scale)), 0, 255))
        columns = np.maximum(np.abs(matrix).max(0) / LEVELS, 1e-8).astype(np.float32)
        small = np.clip(np.round(matrix / columns), -LEVELS, LEVELS).astype(np.int8)
        in_scale = self.constant(f"{name}.in.scale", np.array(scale))
        in_zero = self.constant(f"{name}.in.zero", np.array(zero))
        scaled = self.add("Mul", [x, self.constant(f"{name}.smooth", factor.astype(np.float32))])
        inputs = [
            self.add("QuantizeLinear", [scaled, in_scale, in_zero]),
            self.constant(f"{name}.matrix", small),
            in_scale,
            self.constant(f"{name}.scale", columns),
            in_zero,
            self.constant(f"{name}.zero", np.zeros(len(columns), np.int8)),
            self.weight(f"{name}.bias"),
        ]
        return self.add("MatMulIntegerToFloat", inputs, domain=MICROSOFT)

    def head(self, x: str, name: str) -> str:
        """Scores of ``x`` by a small matrix, which stays in floats."""
        y = self.add("MatMul", [x, self.constant(f"{name}.matrix", self.weights[f"{name}.weight"].T)])
        return self.add("Add", [y, self.weight(f"{name}.bias")])

    def namer(self, x: str) -> str:
        """The tagger of names: [words, labels] of [words, widths]."""
        y = self.add("MatMul", [x, self.half("names.inner.matrix", self.weights["names.inner.weight"].T)])
        x = self.add("Relu", [self.add("Add", [y, self.weight("names.inner.bias")])])
        x = self.add("Unsqueeze", [self.add("Transpose", [x], perm=[1, 0]), self.constant("axis", np.array([0]))])
        for k, n in enumerate(NEAR):
            at = f"names.near.{k}"
            matrix = self.half(f"{at}.weight", self.weights[f"{at}.weight"])
            y = self.add("Conv", [x, matrix, self.weight(f"{at}.bias")], pads=[n, n], dilations=[n])
            x = self.add("Add", [x, self.add("Relu", [y])])
        x = self.add("Squeeze", [x, self.constant("axis", np.array([0]))])
        return self.head(self.add("Transpose", [x], perm=[1, 0]), "names.outer")

    def norm(self, x: str, other: str, name: str) -> str:
        """The sum of two, normalised: in steps, which takes a third of the time of onnxruntime's own node."""
        mean = self.constant("mean", np.full((WIDTH, 1), 1 / WIDTH, dtype=np.float32))
        y = self.add("Add", [x, other])
        y = self.add("Sub", [y, self.add("MatMul", [y, mean])])
        variance = self.add("MatMul", [self.add("Mul", [y, y]), mean])
        variance = self.add("Add", [variance, self.constant("eps", np.array(EPS, dtype=np.float32))])
        y = self.add("Mul", [y, self.add("Reciprocal", [self.add("Sqrt", [variance])])])
        return self.add("Add", [self.add("Mul", [y, self.weight(f"{name}.weight")]), self.weight(f"{name}.bias")])

    def layer(self, x: str, name: str) -> str:
        """A transformer layer over [rows, length, width]."""
        qkv = self.linear(x, f"{name}.qkv")
        split = self.add("Split", [qkv], outputs=3, axis=2, num_outputs=3)
        near = self.add("MultiHeadAttention", [split, f"{split}_1", f"{split}_2"], domain=MICROSOFT, num_heads=HEADS)
        x = self.norm(x, self.linear(near, f"{name}.out"), f"{name}.norm1")
        up = self.linear(x, f"{name}.up")
        return self.norm(x, self.linear(self.add("FastGelu", [up], domain=MICROSOFT), f"{name}.down"), f"{name}.norm2")

    def model(self, inputs: Mapping[str, tuple[int, list[str | int]]], outputs: Mapping[str, str]) -> onnx.ModelProto:
        """The finished graph; ``outputs`` maps the names given to the world to those of nodes."""
        for name, value in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        graph = helper.make_graph(
            self.nodes,
            "attribution",
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, SHAPES.get(n)) for n in outputs],
            list(self.constants.values()),
        )
        return helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)],
            ir_version=9,
            producer_name="hearsay",
        )


def encoder_graph(
    weights: Mapping[str, npt.NDArray[np.float32]],
    layers: int,
    scales: Mapping[str, Range],
    tap: bool = False,
) -> onnx.ModelProto:
    """``ids``, ``case``, ``state`` [pieces], ``at`` [words] to ``vectors`` [words, width], ``tags`` and
    ``names`` [words, tags], and ``below`` [words, widths], which tells names and kinds.
    """
    g = Graph(weights, scales)
    length = g.add("Shape", ["ids"])
    places = g.add(
        "Slice",
        [
            g.constant("position", weights["encoder.position.weight"].astype(np.float16)),
            g.constant("zero", np.array([0])),
            length,
            g.constant("axis", np.array([0])),
        ],
    )
    x = g.table("encoder.piece.weight", "ids")
    x = g.add("Add", [x, g.table("encoder.case.weight", "case")])
    x = g.add("Add", [x, g.table("encoder.state.weight", "state")])
    x = g.norm(x, g.add("Cast", [places], to=TensorProto.FLOAT), "encoder.norm")
    x = g.add("Unsqueeze", [x, g.constant("axis", np.array([0]))])
    words: dict[int, str] = {}
    for k in range(layers):
        x = g.layer(x, f"encoder.layers.{k}")
        if k in NAMED_BY or k == layers - 1:
            flat = g.add("Squeeze", [x, g.constant("axis", np.array([0]))])
            words[k] = g.add("Gather", [flat, "at"], axis=0)
    vectors = words[layers - 1]
    whole = {n: (TensorProto.INT64, ["pieces"]) for n in ("ids", "case", "state")}
    below = g.add("Concat", [words[k] for k in NAMED_BY], axis=1)
    outputs = {"vectors": vectors, "tags": g.head(vectors, "tagger"), "names": g.namer(below), "below": below}
    return g.model({**whole, "at": (TensorProto.INT64, ["words"])}, _tapped(g, outputs, tap))


def decoder_graph(
    weights: Mapping[str, npt.NDArray[np.float32]],
    layers: int,
    scales: Mapping[str, Range],
    tap: bool = False,
) -> onnx.ModelProto:
    """``vectors`` [words, width], ``distance`` [cues, words] and ``cue`` [cues] to ``emitted`` [cues, words, tags] and
    ``valid`` [cues].
    """
    g = Graph(weights, scales)
    x = g.add("Add", [g.table("distance.weight", "distance"), "vectors"])
    for k in range(layers):
        x = g.layer(x, f"decoder.{k}")
    emitted = g.head(x, "emit")
    at = g.add("GatherND", [x, g.add("Unsqueeze", ["cue", g.constant("last", np.array([1]))])], batch_dims=1)
    v = g.add("Squeeze", [g.head(at, "valid"), g.constant("last", np.array([1]))])
    inputs = {
        "vectors": (TensorProto.FLOAT, ["words", WIDTH]),
        "distance": (TensorProto.INT64, ["cues", "words"]),
        "cue": (TensorProto.INT64, ["cues"]),
    }
    return g.model(inputs, _tapped(g, {"emitted": emitted, "valid": v}, tap))


def _tapped(g: Graph, outputs: dict[str, str], tap: bool) -> dict[str, str]:
    """The outputs and, to find ranges, what goes into each matrix."""
    return outputs | {f"tap:{name}": x for name, x in g.taps.items()} if tap else outputs
