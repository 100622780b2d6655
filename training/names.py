"""Fits the tagger of names anew above a finished encoder, on what its layers give, which no longer changes."""

import argparse
import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Tensor

from training.augment import augmented
from training.checkpoints import load, save
from training.data import batch_of, batches, examples
from training.gum import texts
from training.marked import Marked, marked, read_lines
from training.network import Namer, Network
from training.vocabulary import pieces

SILVER = 4  # of so many articles of the corpus one is read: its names were found by program
SILVER_WEIGHT = 0.5
CHANGED = 0.6  # of the articles are read once more with other names and marks
PASSES = 9
RATE = 1e-3
DROPPED = 0.2
TOGETHER = 16  # windows


@dataclass(frozen=True, slots=True)
class Read:
    """A window: what the tagger reads, [words, widths], their labels, [words], which of them count, and how much."""

    below: Tensor
    labels: Tensor
    counts: Tensor
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    state = load(given.checkpoint)
    network = Network(6, 2, 0.0, *(len(state["network"][f"{at}.up.bias"]) for at in ("encoder.layers.0", "decoder.0")))
    network.load_state_dict(state["network"])
    rng = random.Random(1)  # noqa: S311
    gold = list(texts(given.data / "gum" / "train.conllu.gz"))
    silver = [marked(r) for r in read_lines(given.data / "polnear" / "train.jsonl.gz")[::SILVER]]
    gold += [augmented(a, rng) for a in gold if rng.random() < CHANGED]
    silver += [augmented(a, rng) for a in silver if rng.random() < CHANGED]
    network.names = fitted([*read(network, gold, 1.0), *read(network, silver, SILVER_WEIGHT)])
    for name, dev in (
        ("GUM dev", list(texts(given.data / "gum" / "dev.conllu.gz"))),
        ("PolNeAR dev, by program", [marked(r) for r in read_lines(given.data / "polnear" / "dev.jsonl.gz")]),
    ):
        for kind, articles in (("", dev), (", changed", [augmented(a, rng) for a in dev])):
            share = right(network.names, list(read(network, articles, 1.0)))
            print(f"share of the names' words in {name}{kind} labelled right: {share:.4f}", flush=True)
    save({**state, "network": copy.deepcopy(network.state_dict())}, given.out)


def read(network: Network, articles: Sequence[Marked], weight: float) -> Iterator[Read]:
    """The windows of the articles whose names are known."""
    network.eval()
    found = [e for a in articles for e in examples(a, pieces()) if e.names is not None and e.counts.any()]
    for group in batches(sorted(found, key=lambda e: len(e.window.ids)), 4096):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            below = network.encode(batch_of([e.window for e in group])).below
        for k, e in enumerate(group):
            assert e.names is not None
            words = len(e.counts)
            yield Read(below[k, :words].half(), torch.from_numpy(e.names), torch.from_numpy(e.counts), weight)


def fitted(windows: Sequence[Read]) -> Namer:
    """A tagger of names trained on ``windows``."""
    torch.manual_seed(1)
    namer = Namer().train()
    order = sorted(windows, key=lambda r: len(r.labels))
    groups = [order[k : k + TOGETHER] for k in range(0, len(order), TOGETHER)]
    optimizer = torch.optim.AdamW(namer.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, PASSES * len(groups))
    for _ in range(PASSES):
        for k in torch.randperm(len(groups)).tolist():
            below, labels, weight = together(groups[k])
            each = functional.cross_entropy(namer(below, DROPPED).flatten(0, 1), labels.flatten(), reduction="none")
            ((each * weight.flatten()).sum() / weight.sum()).backward()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
    return namer.eval()


def together(group: Sequence[Read]) -> tuple[Tensor, Tensor, Tensor]:
    """What the tagger reads [windows, words, widths], the labels and their weights [windows, words], padded."""

    def padded(parts: Sequence[Tensor]) -> Tensor:
        return torch.nn.utils.rnn.pad_sequence(list(parts), batch_first=True)

    weight = padded([r.counts.float() * r.weight for r in group])
    return padded([r.below.float() for r in group]), padded([r.labels for r in group]), weight


def right(namer: Namer, windows: Sequence[Read]) -> float:
    """The share of words that get their label, among those that have one or are given one."""
    same = total = 0
    for r in windows:
        with torch.no_grad():
            got = namer(r.below.float()[None])[0].argmax(-1)
        some = ((got > 0) | (r.labels > 0)) & r.counts
        same += int((got == r.labels)[some].sum())
        total += int(some.sum())
    return same / max(1, total)


if __name__ == "__main__":
    main()
