"""Names as the network labels them: runs of words with a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from kg.model import Span
from kg.nlp.decode import Floats
from kg.nlp.windows import Ints, Window, Words

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
    while first < w < end and _goes_on(read, best, first, w):
        w += 1  # the rest of a name that began in the window before
    while w < window.own.stop:
        after = w + 1
        named = best[w - first] > 0
        while named and after < end and _goes_on(read, best, first, after):
            after += 1
        if named:
            kinds = likely[w - first : after - first, 1:].sum(0).reshape(-1, 2).sum(-1)
            kind = int(kinds.argmax())
            chance = float(likely[w - first : after - first, 1:].sum(-1).mean())
            yield Labelled(Span(read.spans[w].start, read.spans[after - 1].end), KINDS[kind], round(chance, 3))
        w = after


def _goes_on(read: Words, best: Ints, first: int, word: int) -> bool:
    """Whether the name of the word before goes on with a word, by its label of whatever kind."""
    label, before = best[word - first], best[word - 1 - first]
    return bool(before > 0 < label and label % 2 == 0 and read.paragraph[word] == read.paragraph[word - 1])
