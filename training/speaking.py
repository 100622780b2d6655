"""Trains the ranker that says whom a source means, on the marked speakers of training articles (speakers.jsonl)."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from kg.model import Span
from kg.nlp import named, ranking, reader
from kg.nlp.options import Option
from kg.nlp.people import People
from kg.nlp.ranking import SPEAKERS, WIDTH, Ranker
from kg.nlp.register import Register
from kg.nlp.segment import segments
from training.marked import read_lines

MARKS = Path(__file__).parent / "speakers.jsonl"
HIDDEN = 24
TOGETHER = 6
PASSES = 40
RATE = 3e-3
DECAY = 0.02
DROPPED = 0.1  # of the features, in training
SURE = 0.5  # chance from which an entity is named
APART = 0.1  # its lead on the next
PARTS = 5  # of the articles; each is judged by a ranker that learned on the others


@dataclass(frozen=True, slots=True)
class Case:
    """One marked source: the features of its options [options, WIDTH], and the number of the right one."""

    article: int
    rows: np.ndarray[Any, np.dtype[np.float32]]
    right: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=reader.MODEL, help="the folder of the reader's graphs")
    given = parser.parse_args()
    torch.set_num_threads(1)  # the networks are too small for more
    write(given.data, given.model)


def write(data: Path, model: Path) -> None:
    """Trains the ranker on what the reader in ``model`` sees, puts it beside it, and says what it reaches."""
    found = list(cases(data, model))
    scores = crossed(found)
    warmth = warmed(scores, [c.right for c in found])
    networks = together(found)
    kept = {
        "inner": _rounded(torch.cat([n.inner.weight.T for n in networks], 1)),
        "inner_bias": _rounded(torch.cat([n.inner.bias for n in networks])),
        "outer": _rounded(torch.cat([n.outer.weight[0] for n in networks]) / TOGETHER),
        "warmth": round(warmth, 3),
        "sure": SURE,
        "apart": APART,
    }
    aside = (model / SPEAKERS).with_suffix(".part")
    aside.write_text(json.dumps(kept, sort_keys=True) + "\n", encoding="utf8")
    aside.replace(model / SPEAKERS)
    ranking.load.cache_clear()
    for sure in (0.3, 0.4, 0.5, 0.6, 0.7):
        print(f"from {sure} on: known entities named right and wrong, %", *judged(scores, found, warmth, sure))
    right = sum(int(s.argmax()) == c.right for s, c in zip(scores, found, strict=True))
    print(
        f"{len(found)} sources, right among the options, crossed: {100 * right / len(found):.1f}, warmth {warmth:.2f}"
    )


def cases(data: Path, model: Path) -> Iterator[Case]:
    """The marked sources of the training articles whose speaker is one of the options."""
    marks = [json.loads(line) for line in MARKS.read_text(encoding="utf8").splitlines()]
    wanted = {m["id"]: m["speakers"] for m in marks if m["part"] == "train"}
    trained = reader.load(model)
    records = [r for r in read_lines(data / "polnear" / "train.jsonl.gz") if r["id"] in wanted]
    for number, record in enumerate(records):
        yield from _of_article(number, record, wanted[record["id"]], trained)


def _of_article(number: int, record: Mapping[str, Any], marks: Sequence[Any], trained: reader.Reader) -> Iterator[Case]:
    text = record["text"]
    parts = segments(text)
    _, labels, kinds = trained.read(text, parts)
    names = named.names(text, parts, labels)
    width = np.zeros((WIDTH, 1), dtype=np.float32)
    nobody = Ranker(width, width[0], width[0], 1, 0, 0)
    people = People(text, parts, Register(text, names, record["title"]), nobody, record["published"], kinds)
    said = record["annotations"][0]["attributions"]
    for mark in sorted(marks, key=lambda m: (said[m[0]]["cue"] or said[m[0]]["content"])[0][0]):
        told = said[mark[0]]
        content = [Span(*s) for s in told["content"]]
        source = Span(*told["source"][0]) if told["source"] else None
        d = people.described(source)
        options = people.options.of(source, d, content, [Span(*s) for s in told["cue"]])
        right = right_option(people, options, source, [Span(*s) for s in mark[1] if s], mark[2])
        at = source.start if source else content[0].start
        if right is None:
            people.follow(None, at, content)
            continue
        yield Case(number, np.array([o.row for o in options], dtype=np.float32), right)
        new = options[right].known is None
        silent = new and (source is None or d is None or d.form == "pronoun")
        people.follow(None if silent else people.take(options[right], source, d), at, content)


def right_option(
    people: People, options: Sequence[Option], source: Span | None, spans: Sequence[Span], kind: str | None
) -> int | None:
    """The number of the option that one of the marked ``spans`` names; None where there is none."""
    for span in spans:
        here = [n for n in people.register.names if n.span.overlaps(span)]
        here.sort(key=lambda n: n.span.start - n.span.end)
        meant = [k for n in here for k in people.register.meant(n)[:1]]
        if kind in ("person", "organisation", "place", "outlet") and meant:
            found = next((i for i, o in enumerate(options) if o.known is meant[0]), None)
            if found is not None:
                return found
        for i, o in enumerate(options):
            if o.known is not None and o.known.kind != "person" and any(m.overlaps(span) for m in o.known.mentions):
                return i
        if source is not None and (source.overlaps(span) or kind in ("unnamed", "collective", "document", "author")):
            return len(options) - 1
    return len(options) - 1 if not spans or kind == "author" else None


class Scorer(nn.Module):
    """One hidden layer over the features of an option."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(WIDTH, HIDDEN)
        self.outer = nn.Linear(HIDDEN, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """[..., WIDTH] to [...]."""
        x = functional.dropout(x, DROPPED, self.training)
        found: Tensor = self.outer(functional.relu(self.inner(x))).squeeze(-1)
        return found


def fitted(found: Sequence[Case], seed: int = 1) -> Scorer:
    """A ranker that gives the right options of the cases the highest scores."""
    torch.manual_seed(seed)
    most = max(len(c.rows) for c in found)
    x = torch.zeros(len(found), most, WIDTH)
    there = torch.zeros(len(found), most, dtype=torch.bool)
    for k, c in enumerate(found):
        x[k, : len(c.rows)] = torch.from_numpy(c.rows)
        there[k, : len(c.rows)] = True
    right = torch.tensor([c.right for c in found])
    network = Scorer()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=PASSES * -(-len(found) // 64))
    for _ in range(PASSES):
        for some in torch.randperm(len(found)).split(64):
            scores = network(x[some]).masked_fill(~there[some], -1e4)
            functional.cross_entropy(scores, right[some]).backward()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
    return network.eval()


def together(found: Sequence[Case]) -> list[Scorer]:
    """Several rankers that differ by chance alone, whose mean score is steadier than each."""
    return [fitted(found, seed) for seed in range(TOGETHER)]


def crossed(found: Sequence[Case]) -> list[Tensor]:
    """The scores of each case's options by a ranker that learned on other articles."""
    out: dict[int, Tensor] = {}
    for part in range(PARTS):
        networks = together([c for c in found if c.article % PARTS != part])
        with torch.no_grad():
            for k, c in enumerate(found):
                if c.article % PARTS == part:
                    out[k] = torch.stack([n(torch.from_numpy(c.rows)) for n in networks]).mean(0)
    return [out[k] for k in range(len(found))]


def judged(scores: Sequence[Tensor], found: Sequence[Case], warmth: float, sure: float) -> tuple[float, float]:
    """The percentages of cases in which a known entity is named rightly and wrongly, from this chance on."""
    right = wrong = 0
    for s, c in zip(scores, found, strict=True):
        chance = torch.softmax(s / warmth, 0)
        best = int(chance.argmax())
        if best < len(s) - 1 and float(chance[best]) >= sure:
            right += best == c.right
            wrong += best != c.right
    return round(100 * right / len(found), 1), round(100 * wrong / len(found), 1)


def warmed(scores: Sequence[Tensor], right: Sequence[int]) -> float:
    """What scores are divided by so that their chances are calibrated (Guo et al. 2017, arXiv:1706.04599)."""

    def loss(warmth: float) -> float:
        pairs = zip(scores, right, strict=True)
        return sum(float(functional.cross_entropy(s / warmth, torch.tensor(r))) for s, r in pairs)

    return min((0.7 + 0.05 * k for k in range(60)), key=loss)


def _rounded(x: Tensor) -> list[Any]:
    found: list[Any] = np.round(x.detach().numpy().astype(float), 4).tolist()
    return found


if __name__ == "__main__":
    main()
