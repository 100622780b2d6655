"""How much a word tells, by how rare it is in English: the order of the reader's vocabulary, the commonest first.

By Zipf's law the word of rank r is a tenth of an r-th of all words (Zipf 1949, with the constant of English), so that
it tells log2(10 r) bits. Nothing here depends on what a store holds: the same two wordings compare alike in any.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import log2
from types import MappingProxyType

FIRST = "the"
"""The commonest word; what stands before it in the vocabulary are letters and signs."""
UNLISTED = 18.0
LETTER = 5.0
DIGITS = (8.0, 11.0, 13.0, 14.0)
"""Of numbers with one, two, three and more digits."""


def bits(word: str) -> float:
    """What a lower-case word or a number in digits tells; one that the vocabulary lacks tells most."""
    if word.isdecimal():
        return DIGITS[min(len(word), len(DIGITS)) - 1]
    return LETTER if len(word) == 1 else _listed().get(word, UNLISTED)


@cache
def _listed() -> Mapping[str, float]:
    file = resources.files("kg.nlp").joinpath("model", "vocabulary.txt")
    words = file.read_text(encoding="utf-8").split("\n")
    ranked = enumerate(words[words.index(FIRST) :], 1)
    return MappingProxyType({word: log2(10 * rank) for rank, word in ranked})
