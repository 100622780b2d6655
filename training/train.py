"""Trains the attribution network on PolNeAR's training part; dev is only looked at, to choose."""

import argparse
import copy
import json
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from training.augment import augmented
from training.checkpoints import load, mean, save
from training.data import Example, batches, examples, shuffled
from training.encoder import load_minilm
from training.gum import texts
from training.losses import loss_parts
from training.marked import Marked, marked, read_lines
from training.narrow import narrowed
from training.network import Network
from training.predict import figures
from training.vocabulary import minilm_weights, pieces

STATEFUL = ("network", "averaged", "optimizer", "schedule")  # of a run, in its checkpoint
SHOWN = 30  # batches on which inner features are weighed


@dataclass(frozen=True)
class Settings:
    """All that a run depends on."""

    epochs: int = 10
    share: float = 1.0  # of the training articles
    pieces: int = 4096  # a batch
    encoder_rate: float = 2.2e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    decay: float = 0.01
    layer_decay: float = 0.9
    dropout: float = 0.1
    decoder_layers: int = 2
    inner: int = 1536  # of the encoder; where fewer than the checkpoint's, the most active are kept
    decoder_inner: int = 1536
    tag_weight: float = 1.0
    field_weight: float = 0.15
    valid_weight: float = 0.3
    name_weight: float = 0.0
    average: float = 0.998
    augment: float = 0.35
    seed: int = 1


@dataclass
class Run:
    """What goes on from one epoch to the next: ``epoch`` of them are done, ``best`` is what the best one reached."""

    network: Network
    averaged: Network
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    epoch: int = 0
    best: float = -1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--begin", type=Path, nargs="+", default=(), help="checkpoints to begin from the mean of")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    data, out, begin = given.pop("data"), given.pop("out"), given.pop("begin")
    run(Settings(**given), data, out, begin)


def run(settings: Settings, data: Path, out: Path, begin: Sequence[Path] = ()) -> None:
    """Trains, going on from the last checkpoint in ``out`` if there is one; a line of figures after each epoch."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    train = read_lines(data / "polnear" / "train.jsonl.gz")
    train = train[:: max(1, round(1 / settings.share))]
    dev = read_lines(data / "polnear" / "dev.jsonl.gz")
    named = list(texts(data / "gum" / "train.conllu.gz")) if settings.name_weight else []
    first = list(epoch(train, named, settings, 0))
    kept = begun(settings, len(first) * settings.epochs, beginning(settings, begin, first[:SHOWN]))
    if (out / "last.pt").exists():
        _resume(kept, out / "last.pt")
    for number in range(kept.epoch, settings.epochs):
        began = time.time()
        torch.manual_seed(settings.seed * 1000 + number)
        losses = one_epoch(kept, settings, epoch(train, named, settings, number))
        took = time.time() - began
        got = figures(kept.averaged, dev, pieces())
        kept.epoch = number + 1
        line = {
            "epoch": kept.epoch,
            **got,
            "loss": [round(x, 4) for x in losses],
            "seconds": round(took),
            "eval": round(time.time() - began - took),
        }
        print(json.dumps(line), flush=True)
        with (out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        _keep(kept, settings, got, out)


def begun(settings: Settings, steps: int, network: Network) -> Run:
    """The network and what trains it, set up for so many ``steps``."""
    averaged = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(groups(network, settings), betas=(0.9, 0.98), fused=True)
    return Run(network, averaged, optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, linear(steps, settings.warm)))


def beginning(settings: Settings, checkpoints: Sequence[Path], shown: Sequence[Sequence[Example]]) -> Network:
    """MiniLM with a tagger and a decoder on it, or the mean of checkpoints, as wide as ``settings`` say."""
    if not checkpoints:
        network = Network(6, settings.decoder_layers, settings.dropout)
        load_minilm(network.encoder, minilm_weights())
        network.from_encoder()
    else:
        state, _ = mean(checkpoints)
        widths = [len(state[f"{at}.up.bias"]) for at in ("encoder.layers.0", "decoder.0")]
        network = Network(6, settings.decoder_layers, settings.dropout, *widths)
        network.load_state_dict(state)
    wanted = (settings.inner, settings.decoder_inner)
    if wanted == (network.encoder.layers[0].up.out_features, network.decoder[0].up.out_features):
        return network
    return narrowed(network, *wanted, shown)


def one_epoch(kept: Run, settings: Settings, found: Iterable[Sequence[Example]]) -> list[float]:
    """A step for each batch of ``found``; gives the mean of each part of the loss."""
    began = time.time()
    weights = (settings.tag_weight, settings.field_weight, settings.valid_weight, settings.name_weight)
    losses = torch.zeros(4)
    count = 0
    for group in found:
        parts = loss_parts(kept.network, group)
        sum((w * p for w, p in zip(weights, parts, strict=True)), torch.zeros(())).backward()
        torch.nn.utils.clip_grad_norm_(kept.network.parameters(), 1.0)
        kept.optimizer.step()
        kept.schedule.step()
        kept.optimizer.zero_grad(set_to_none=True)
        done = kept.schedule.last_epoch
        blend(kept.averaged, kept.network, min(settings.average, (1 + done) / (10 + done)))
        losses += torch.stack([p.detach() for p in parts])
        count += 1
        if count % 50 == 0:
            print(f"  {count} steps {time.time() - began:.0f} s {(losses / count).tolist()}", flush=True)
    means: list[float] = (losses / count).tolist()
    return means


def epoch(
    train: Sequence[dict[str, Any]], named: Sequence[Marked], settings: Settings, number: int
) -> Iterator[list[Example]]:
    """The batches of one epoch: every article once, some changed by program, in windows of differing lengths; and once
    the texts of which only names are known.
    """
    rng = random.Random(settings.seed * 1_000_003 + number)  # noqa: S311 (sampling, not secrets)
    found: list[Example] = []
    for record in train:
        article = marked(record, rng.randrange(len(record["annotations"]) or 1))
        if rng.random() < settings.augment:
            article = augmented(article, rng)
        found.extend(examples(article, pieces(), rng.randint(170, 256)))
    for text in named:
        found.extend(examples(text, pieces(), rng.randint(170, 256)))
    yield from batches(shuffled([e for e in found if e.counts.any()], rng), settings.pieces)


def groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    """Parameters with their learning rates: the encoder's fall towards its lower layers."""
    out = []
    for name, parameter in network.named_parameters():
        rate = settings.head_rate
        if name.startswith("decoder."):
            rate = settings.encoder_rate * 1.5
        elif name.startswith("encoder.layers."):
            rate = settings.encoder_rate * settings.layer_decay ** (5 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.state")):
            rate = settings.head_rate
        elif name.startswith("encoder."):
            rate = settings.encoder_rate * settings.layer_decay**6
        plain = parameter.ndim < 2
        out.append({"params": [parameter], "lr": rate, "weight_decay": 0.0 if plain else settings.decay})
    return out


def linear(steps: int, warm: float) -> Callable[[int], float]:
    """A rise over the share ``warm`` of the steps, then a fall to nothing along a cosine."""

    def at(step: int) -> float:
        rise = warm * steps
        if step < rise:
            return (step + 1) / rise
        return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rise) / max(1.0, steps - rise))))

    return at


def blend(averaged: Network, network: Network, keep: float) -> None:
    """Moves the running average of the weights towards the network's."""
    with torch.no_grad():
        torch._foreach_lerp_(list(averaged.parameters()), list(network.parameters()), 1 - keep)


def _resume(kept: Run, path: Path) -> None:
    state = load(path)
    for name in STATEFUL:
        getattr(kept, name).load_state_dict(state[name])
    kept.epoch, kept.best = state["epoch"], state["best"]


def _keep(kept: Run, settings: Settings, got: dict[str, float], out: Path) -> None:
    """Writes the averaged network where it is the best so far, and what going on needs."""
    reached = got["linked"] + got["attribution_exact"] + got["content_exact"]
    if reached > kept.best:
        kept.best = reached
        best = {"network": kept.averaged.state_dict(), "figures": got, "settings": asdict(settings)}
        save(best, out / "best.pt")
    state = {name: getattr(kept, name).state_dict() for name in STATEFUL}
    save({"epoch": kept.epoch, "best": kept.best, **state}, out / "last.pt")


if __name__ == "__main__":
    main()
