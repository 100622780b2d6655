"""Names as the network labels them: runs of words with a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from kg.model import Span
from kg.nlp.decode import Floats
from kg.nlp.windows import Window, Words

LabelKind = Literal["person", "organization", "place"]
KINDS: tuple[LabelKind, ...] = get_args(LabelKind)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A run of words that the network takes for a name, and the mean chance of its words' labels."""

    span: Span
    kind: LabelKind
    chance: float


def labelled(read: Words, window: Window, scores: Floats) -> Iterator[Labelled]:
    """The names that begin among the window's own words; ``scores`` are [words, labels], the labels nothing and then,
    for each of KINDS, where a name begins and where it goes on. The kind is that of most of its words.
    """
    e = np.exp(scores - scores.max(-1, keepdims=True))
    likely = e / e.sum(-1, keepdims=True)
    best = likely.argmax(-1)
    first = window.first_word
    w, end = window.own.start, first + len(best)
    while w < window.own.stop:
        after = w + 1
        goes_on = best[w - first] > 0
        while goes_on and after < end and _inside(best[after - first]) and read.paragraph[after] == read.paragraph[w]:
            after += 1
        if goes_on:
            kinds = likely[w - first : after - first, 1:].sum(0).reshape(-1, 2).sum(-1)
            kind = int(kinds.argmax())
            chance = float(likely[w - first : after - first, 1:].sum(-1).mean())
            yield Labelled(Span(read.spans[w].start, read.spans[after - 1].end), KINDS[kind], round(chance, 3))
        w = after


def _inside(label: int) -> bool:
    """Whether a label says that a name goes on, of whatever kind."""
    return label > 0 and label % 2 == 0
