"""Keys by which statements that may report one utterance are found: two that share none are never compared.

Near-verbatim wordings share a stretch of words: a window of few words is a key if its hash is the least of its
neighbourhood (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003), whatever the lengths of the two. Wordings with
many words changed share a band of their signature (MinHash: Broder 1997; banding: Indyk and Motwani 1998). Wordings of
the same content share a pair of rare words of one speaker.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from kg.resolve.worded import Worded

if TYPE_CHECKING:
    from datasketch import MinHash  # slow to import, and needed only where something new is stored

WINDOW = 3
"""Words of a stretch."""
NEIGHBOURS = 2
"""Of so many stretches one after the other at least one is a key."""
FEW = 6
"""So few stretches are all keys."""
LEAST_BITS = 26.0
"""What a stretch must tell to be a key."""
BANDS, ROWS = 8, 3
RAREST = 5
"""Words whose pairs are keys; a statement of fewer than two such words has none."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a statement, signed 64-bit numbers: of stretches, which find reports of any time, and ``others``."""

    stretches: frozenset[int]
    others: frozenset[int]


def keys(w: Worded) -> Keys:
    """The keys of a statement."""
    return Keys(frozenset(_stretches(w)), frozenset((*_bands(w), *_pairs(w))))


def hashed(*parts: object) -> int:
    """A signed 64-bit number for a sequence of texts and numbers."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def _stretches(w: Worded) -> Iterator[int]:
    size = min(WINDOW, len(w.words))
    places = (i for i in range(len(w.words) - size + 1) if sum(w.bits[i : i + size]) >= LEAST_BITS)
    telling = [hashed("stretch", *w.words[i : i + size]) for i in places]
    if len(telling) <= FEW:
        yield from telling
    else:
        yield from (min(telling[i : i + NEIGHBOURS]) for i in range(max(1, len(telling) - NEIGHBOURS + 1)))


def _bands(w: Worded) -> Iterator[int]:
    if len(w.stems) < ROWS:
        return
    sketch = _blank().copy()
    sketch.update_batch([s.encode("utf-8", "surrogatepass") for s, _ in w.stems])
    values = sketch.hashvalues.tolist()
    for band in range(BANDS):
        yield hashed("band", band, *values[band * ROWS : (band + 1) * ROWS])


@cache
def _blank() -> "MinHash":
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * ROWS, scheme="affine32")


def _pairs(w: Worded) -> Iterator[int]:
    rarest = sorted(w.stems, key=lambda s: (-s[1], s[0]))[:RAREST]
    if w.statement.speaker is not None:
        for pair in combinations(sorted(s for s, _ in rarest), 2):
            yield hashed("pair", w.statement.speaker, *pair)
