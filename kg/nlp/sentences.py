"""A sentence with its words: where a figure is read, and how one is made."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.model import Article, Figure, Span
from kg.nlp.counted import Word
from kg.nlp.counting import (
    DISTANCES,
    UNTIMELY,
)
from kg.nlp.numbers import Quantity

ENDING = re.compile(r"(?:[,.;:)”\"’]|\s+(?:and|or|for|in|to|on|as|while|but|,)\b|$)")


@dataclass(slots=True)
class Sentence:
    """A sentence under way: its words and the last count before each place, over the paragraph's sentences."""

    article: Article
    span: Span
    words: list[Word]
    starts: list[int] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """The place of the first word that begins at or after ``offset``."""
        return bisect_left(self.starts, offset)


def made(s: Sentence, q: Quantity, end: int, unit: str | None, measure: str | None, counted: str | None) -> Figure:
    span = Span(q.start, max(q.end, end))
    iri = ids.figure_iri(s.article.iri, span)
    return Figure(iri, span, q.value, q.low, q.high, unit, measure, counted)


def untimely(word: Word) -> bool:
    return word.low in UNTIMELY or word.low in DISTANCES or word.low in ("degrees", "percent")


def ended(text: str, end: int) -> bool:
    return ENDING.match(text, end) is not None


def copula(sentence: Sequence[Word], first: int) -> int:
    """The place of the "is" or "had" before a number; its own place, which has no subject, where there is none."""
    k = first - 1
    if k > 0 and sentence[k].low in ("at", "is", "was", "are", "were", "be", "been", "has", "had", "have", "worth"):
        return k
    return 0
