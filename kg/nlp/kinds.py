"""What kind of source a description without a name means: as the network reads its head noun, or by lists of nouns."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from kg.model import Span
from kg.nlp import names as known
from kg.nlp.decode import Floats
from kg.nlp.lexicon import DETERMINERS, PRONOUNS, words
from kg.nlp.windows import Window, Words

DescribedKind = Literal["unnamed", "collective", "organisation", "place", "document"]
KINDS: tuple[DescribedKind, ...] = get_args(DescribedKind)
SURE = 0.5  # chance below which a kind is not believed, and whoever it is stays unnamed
CLOSED = PRONOUNS | DETERMINERS | {"one"}  # no nouns: "we at the harbour", "one of the two", "those close to her"
MEMBERS = words("republican democratic")  # of a body, where one is meant

Kinds: TypeAlias = Callable[[Span, str], DescribedKind]
"""The kind of source that a description means, by where its head noun stands and its words up to that noun."""


@dataclass(frozen=True, slots=True)
class Told:
    """The words that the network read, by where they start, in text order, and the kind of each were it a head noun."""

    starts: Sequence[int]
    kinds: Sequence[DescribedKind]

    def __call__(self, noun: Span, description: str) -> DescribedKind:
        i = bisect_right(self.starts, noun.start) - 1
        closed = known.bare(description.split()[-1]) in CLOSED
        return listed(noun, description) if i < 0 or closed else self.kinds[i]


def told(read: Words, found: Sequence[tuple[Window, Floats]]) -> Told:
    """What the windows of a text tell, each with its scores [words, KINDS]."""
    starts: list[int] = []
    kinds: list[DescribedKind] = []
    for window, scores in found:
        e = np.exp(scores - scores.max(-1, keepdims=True))
        best = np.where(e.sum(-1) * SURE <= 1, scores.argmax(-1), KINDS.index("unnamed"))
        starts += [read.spans[w].start for w in window.own]
        kinds += [KINDS[int(best[w - window.first_word])] for w in window.own]
    order = np.argsort(starts, kind="stable")
    return Told([starts[i] for i in order], [kinds[i] for i in order])


def listed(noun: Span, description: str) -> DescribedKind:
    """The kind by lists, for the reader by rules, which has no network; who is on none of them is unnamed."""
    said = [known.bare(w) for w in description.split()] or [""]
    first, last = said[0], said[-1]
    if last in known.UNNAMED or first in known.UNNAMED:
        return "unnamed"
    if last in known.DOCUMENTS:
        return "document"
    if last in known.BODY_NOUNS - MEMBERS:
        return "organisation"
    return "collective" if first in known.COLLECTIVE | {"those", "these"} or known.plural(last) else "unnamed"
