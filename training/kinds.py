"""Fits what tells the kinds of descriptions ("the ministry", "residents") and adds it to the encoder's graph.

Two small layers over what the encoder gives for the head noun of a description, learned on GUM, whose entities people
marked, and on the marked sources of training articles (speakers.jsonl). Persons are "unnamed", or a collective where
they are several; what is no person, body or place is a document, since it is only of sources that the kind is asked.
"""

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as functional
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from kg.model import Span
from kg.nlp import reader
from kg.nlp.decode import Floats
from kg.nlp.kinds import KINDS, DescribedKind, listed
from kg.nlp.segment import segments
from kg.nlp.sources import described_head, kind_of
from kg.nlp.windows import windows, words
from training.encoder import WIDTH
from training.export import replace_file
from training.gum import Text, documents
from training.marked import read_lines
from training.network import NAMED_BY
from training.speaking import MARKS
from training.vocabulary import pieces

HIDDEN = 48
TOGETHER = 3  # networks that differ by chance alone
PASSES = 8
RATE = 2e-3
DROPPED = 0.3
GOLD_WEIGHT = 0.1  # of a description in GUM, most of which are no sources
PLACE_WEIGHT = 0.01  # of a place there: towns speak, but an office that speaks is a body
PARTS = 5
OF_MARK: Mapping[str, DescribedKind] = {
    "person": "unnamed",
    "unnamed": "unnamed",
    "collective": "collective",
    "organisation": "organisation",
    "outlet": "organisation",
    "place": "place",
    "document": "document",
}
NO_SOURCES = frozenset(("time", "animal", "plant"))
Encode = Callable[[str], "Encoded"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Where the words of a text start, and what the encoder gives for each [words, widths]."""

    starts: Sequence[int]
    below: Floats

    def at(self, place: int) -> Floats:
        """That of the word at a place."""
        return self.below[max(0, bisect_right(self.starts, place) - 1)]


@dataclass(frozen=True, slots=True)
class Case:
    """A description: what the encoder gives for its head noun, its kind, how much it counts, its article's number (-1
    for GUM's), and the kind that lists of nouns give it.
    """

    below: Floats
    kind: int
    weight: float
    article: int
    listed: int


@dataclass(frozen=True, slots=True)
class Head:
    """The layers: [widths, hidden], [hidden], [hidden, kinds], [kinds]."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def of(self, below: Floats) -> Floats:
        """The scores of KINDS for rows of ``below``."""
        return np.maximum(below @ self.inner + self.inner_bias, 0) @ self.outer + self.outer_bias


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=reader.MODEL, help="the folder of the reader's graphs")
    given = parser.parse_args()
    add(fitted(given.data, given.model), given.model)


def fitted(data: Path, model: Path) -> Head:
    """The layers above the encoder in ``model``; says how often they are right on articles that they did not see."""
    torch.set_num_threads(1)
    encode = encoder(model)
    gold = list(of_gum(data / "gum" / "train.conllu.gz", encode))
    marks = list(of_marks(data / "polnear" / "train.jsonl.gz", "train", encode))
    asked: list[tuple[Case, int]] = []
    for part in range(PARTS):
        head = trained([*gold, *(c for c in marks if c.article % PARTS != part)])
        held = [c for c in marks if c.article % PARTS == part]
        asked += zip(held, head.of(np.stack([c.below for c in held])).argmax(-1).tolist(), strict=True)
    print(f"training articles, crossed: {told(asked)}", flush=True)
    head = trained([*gold, *marks])
    for part in ("choose", "report"):
        held = list(of_marks(data / "polnear" / "dev.jsonl.gz", part, encode))
        got = head.of(np.stack([c.below for c in held])).argmax(-1).tolist()
        print(f"dev articles, the half to {part}: {told(list(zip(held, got, strict=True)))}", flush=True)
    held = list(of_gum(data / "gum" / "dev.conllu.gz", encode))
    got = head.of(np.stack([c.below for c in held])).argmax(-1).tolist()
    print(f"GUM dev: {told(list(zip(held, got, strict=True)))}", flush=True)
    return head


def told(asked: Sequence[tuple[Case, int]]) -> str:
    """The shares that are right by the network and by lists, and of each kind by the network."""
    right = sum(c.kind == got for c, got in asked)
    by_lists = sum(c.kind == c.listed for c, _ in asked)
    count = Counter(c.kind for c, _ in asked)
    each = Counter(c.kind for c, got in asked if c.kind == got)
    of_each = ", ".join(f"{k} {each[i]} of {count[i]}" for i, k in enumerate(KINDS))
    return f"{right / len(asked):.1%} of {len(asked)} right (by lists {by_lists / len(asked):.1%}): {of_each}"


def encoder(model: Path) -> Encode:
    """Reads texts with the encoder in ``model``, as the product does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model / reader.ENCODER), options, providers=["CPUExecutionProvider"])

    def encode(text: str) -> Encoded:
        read = words(text, segments(text), pieces())
        out = np.zeros((len(read.spans), WIDTH * len(NAMED_BY)), dtype=np.float32)
        for w in windows(read):
            (below,) = session.run(["below"], {"ids": w.ids, "case": w.case, "state": w.state, "at": w.at})
            out[w.own.start : w.own.stop] = below[w.own.start - w.first_word : w.own.stop - w.first_word]
        return Encoded([s.start for s in read.spans], out)

    return encode


def of_gum(path: Path, encode: Encode) -> Iterator[Case]:
    """The descriptions in GUM: mentions whose head is a common noun."""
    for document in documents(path):
        encoded = encode(document.text)
        for first, last, kind in described(document):
            description = Span(document.tokens[first].start, document.tokens[last].end)
            by_lists = kind_of(document.text, description, listed)
            weight = PLACE_WEIGHT if kind == "place" else GOLD_WEIGHT
            below = encoded.at(document.tokens[last].start)
            yield Case(below, KINDS.index(kind), weight, -1, KINDS.index(by_lists))


def described(document: Text) -> Iterator[tuple[int, int, DescribedKind]]:
    """Mentions by a common noun: their first token, that of the noun, and their kind."""
    for e in document.entities:
        heads = [i for i in e.central if i < e.end]
        if not heads or not document.tokens[heads[0]].common or e.kind in NO_SOURCES:
            continue
        several = document.tokens[heads[0]].plural or len(heads) > 1
        kinds: dict[str, DescribedKind] = {
            "person": "collective" if several else "unnamed",
            "organization": "organisation",
            "place": "place",
        }
        yield e.first, heads[0], kinds.get(e.kind, "document")


def of_marks(path: Path, part: str, encode: Encode) -> Iterator[Case]:
    """The marked sources of a part that name nobody: what they describe."""
    marks = [json.loads(line) for line in MARKS.read_text(encoding="utf8").splitlines()]
    wanted = {m["id"]: m["speakers"] for m in marks if m["part"] == part}
    records = [r for r in read_lines(path) if r["id"] in wanted]
    for number, record in enumerate(records):
        encoded = encode(record["text"])
        said = record["annotations"][0]["attributions"]
        for place, _, kind, form in wanted[record["id"]]:
            if form == "role" and kind in OF_MARK and said[place]["source"]:
                yield from _marked(record["text"], Span(*said[place]["source"][0]), OF_MARK[kind], number, encoded)


def _marked(text: str, source: Span, kind: DescribedKind, article: int, encoded: Encoded) -> Iterator[Case]:
    head = described_head(text, source)
    noun: list[int] = []

    def asked(at: Span, description: str) -> DescribedKind:
        noun.append(at.start)
        return listed(at, description)

    by_lists = kind_of(text, head, asked)
    for at in noun:
        yield Case(encoded.at(at), KINDS.index(kind), 1.0, article, KINDS.index(by_lists))


def trained(found: Sequence[Case]) -> Head:
    """Several networks that give the cases their kinds, as one whose scores are the mean of theirs."""
    x = torch.from_numpy(np.stack([c.below for c in found]))
    mean, spread = x.mean(0), x.std(0) + 1e-3
    networks = [_network((x - mean) / spread, found, seed) for seed in range(TOGETHER)]
    inner = torch.cat([n[0].weight.T for n in networks], 1) / spread[:, None]
    bias = torch.cat([n[0].bias for n in networks]) - mean @ inner
    outer = torch.cat([n[1].weight.T for n in networks]) / TOGETHER
    outer_bias = torch.stack([n[1].bias for n in networks]).mean(0)
    return Head(*(t.detach().numpy() for t in (inner, bias, outer, outer_bias)))


def _network(x: Tensor, found: Sequence[Case], seed: int) -> Sequence[nn.Linear]:
    torch.manual_seed(seed)
    kinds = torch.tensor([c.kind for c in found])
    weights = torch.tensor([c.weight for c in found])
    layers = nn.ModuleList((nn.Linear(x.shape[1], HIDDEN), nn.Linear(HIDDEN, len(KINDS))))
    optimizer = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=PASSES * -(-len(x) // 128))
    for _ in range(PASSES):
        for some in torch.randperm(len(x)).split(128):
            y = functional.relu(layers[0](functional.dropout(x[some], DROPPED)))
            scores = layers[1](functional.dropout(y, DROPPED))
            each = functional.cross_entropy(scores, kinds[some], reduction="none")
            (each * weights[some]).mean().backward()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
    return [layer for layer in layers if isinstance(layer, nn.Linear)]


def add(head: Head, model: Path) -> None:
    """Puts the layers into the encoder's graph in ``model``, in place of those that it has."""
    graph = onnx.load(model / reader.ENCODER)
    _remove(graph.graph)
    constants: dict[str, np.ndarray[Any, Any]] = {
        "kinds.inner": head.inner.astype(np.float16),
        "kinds.inner.bias": head.inner_bias,
        "kinds.outer": head.outer,
        "kinds.outer.bias": head.outer_bias,
    }
    graph.graph.initializer.extend(numpy_helper.from_array(v, k) for k, v in constants.items())
    steps = (
        ("Cast", ["kinds.inner"], "kinds.matrix"),
        ("MatMul", ["below", "kinds.matrix"], "kinds.product"),
        ("Add", ["kinds.product", "kinds.inner.bias"], "kinds.sum"),
        ("Relu", ["kinds.sum"], "kinds.hidden"),
        ("MatMul", ["kinds.hidden", "kinds.outer"], "kinds.scores"),
        ("Add", ["kinds.scores", "kinds.outer.bias"], "kinds"),
    )
    for kind, inputs, output in steps:
        options = {"to": TensorProto.FLOAT} if kind == "Cast" else {}
        graph.graph.node.append(helper.make_node(kind, inputs, [output], name=f"{output}.node", **options))
    graph.graph.output.append(helper.make_tensor_value_info("kinds", TensorProto.FLOAT, ["words", len(KINDS)]))
    onnx.checker.check_model(graph)
    replace_file(model, reader.ENCODER, graph.SerializeToString())
    reader.load.cache_clear()


def _remove(graph: onnx.GraphProto) -> None:
    for kept, named in ((graph.node, "name"), (graph.initializer, "name"), (graph.output, "name")):
        for item in [x for x in kept if getattr(x, named).startswith("kinds")]:
            kept.remove(item)


if __name__ == "__main__":
    main()
