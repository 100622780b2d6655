"""Two runs of words laid side by side: what is equal, left out, put in, or put in the place of something else.

Local alignment with affine gaps (Smith and Waterman 1981, Gotoh 1982) over words: a quote may be a stretch of what was
said, and a cut costs little more for being long. A row at a time with numpy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from kg.check.weights import FULL, weight

Op = Literal["equal", "delete", "insert", "replace"]
OPS: tuple[Op, ...] = get_args(Op)
MATCH, MATCH_COMMON, MATCH_BREAK, MISMATCH = 20, 10, 1, -10
DELETE_FIRST, DELETE_NEXT = 8, 1
INSERT_FIRST, INSERT_NEXT = 8, 4
MAX_CELLS = 4_000_000
"""Above this many pairs of words a common subsequence has to do."""

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Change:
    """Words ``[said_start, said_end)`` of a statement and ``[quoted_start, quoted_end)`` of a quote.

    ``delete``: the quote leaves them out; ``insert``: the statement has none of them.
    """

    op: Op
    said_start: int
    said_end: int
    quoted_start: int
    quoted_end: int


def changes(said: Sequence[str], quoted: Sequence[str]) -> tuple[Change, ...]:
    """What makes the forms of a statement into those of a quote: every word of both once, in order.

    Neighbours differ in their operation; ``equal`` has as many words on both sides, with the same forms.
    """
    pairs = _exact(said, quoted)
    if pairs is None:
        pairs = _local(said, quoted) if len(said) * len(quoted) <= MAX_CELLS else _common(said, quoted)
    return tuple(_merged(part for c in _between(pairs, len(said), len(quoted)) for part in _trimmed(c, said, quoted)))


def _exact(said: Sequence[str], quoted: Sequence[str]) -> list[tuple[int, int]] | None:
    """The pairs of equal words where the quote is an unbroken stretch of the statement."""
    if not quoted or len(quoted) > len(said):
        return None
    whole = f" {' '.join(said)} "
    place = whole.find(f" {' '.join(quoted)} ")
    if place < 0:
        return None
    start = whole.count(" ", 0, place)
    return [(start + n, n) for n in range(len(quoted))]


def _common(said: Sequence[str], quoted: Sequence[str]) -> list[tuple[int, int]]:
    blocks = LCSseq.opcodes(said, quoted)
    return [
        (b.src_start + n, b.dest_start + n) for b in blocks if b.tag == "equal" for n in range(b.src_end - b.src_start)
    ]


def _local(said: Sequence[str], quoted: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of equal words of the best local alignment."""
    numbers: dict[str, int] = {}
    columns = np.array([numbers.setdefault(form, len(numbers)) for form in said], dtype=np.int32)
    steps = DELETE_NEXT * np.arange(len(said) + 1, dtype=np.int32)
    best = np.zeros((len(quoted) + 1, len(said) + 1), dtype=np.int32)
    inserted = np.full_like(best, -1_000_000)
    for i, form in enumerate(quoted, 1):
        gain = np.where(columns == numbers.get(form, -1), _gain(form), MISMATCH)
        inserted[i] = np.maximum(best[i - 1] - INSERT_FIRST, inserted[i - 1] - INSERT_NEXT)
        row = np.maximum(inserted[i], 0)
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + gain)
        reached = np.maximum.accumulate(row + steps)
        row[1:] = np.maximum(row[1:], reached[:-1] - DELETE_FIRST - steps[:-1])
        best[i] = row
    return list(_traced(said, quoted, best, inserted))[::-1]


def _gain(form: str) -> int:
    worth = weight(form)
    return MATCH if worth == FULL else MATCH_COMMON if worth else MATCH_BREAK


def _traced(said: Sequence[str], quoted: Sequence[str], best: Rows, inserted: Rows) -> Iterator[tuple[int, int]]:
    """Back from the best cell to where it began."""
    i, j = (int(n) for n in np.unravel_index(int(best.argmax()), best.shape))
    while i > 0 and j > 0 and best[i, j] > 0:
        here = int(best[i, j])
        same = said[j - 1] == quoted[i - 1]
        if here == best[i - 1, j - 1] + (_gain(quoted[i - 1]) if same else MISMATCH):
            if same:
                yield j - 1, i - 1
            i, j = i - 1, j - 1
        elif here == inserted[i, j]:
            while inserted[i, j] != best[i - 1, j] - INSERT_FIRST:
                i -= 1
            i -= 1
        else:
            back = np.arange(j - 1, -1, -1, dtype=np.int32)
            j = int(back[np.argmax(best[i, back] - DELETE_FIRST - DELETE_NEXT * (j - 1 - back) == here)])


def _between(pairs: Sequence[tuple[int, int]], said: int, quoted: int) -> Iterator[Change]:
    """The pairs with what lies between them; before the first and after the last only as much of the statement is
    paired with the rest of the quote as that is long."""
    a = b = 0
    for n, (i, j) in enumerate(pairs):
        yield from _gap(a, i, b, j, near_end=n == 0)
        yield Change("equal", i, i + 1, j, j + 1)
        a, b = i + 1, j + 1
    yield from _gap(a, said, b, quoted, near_start=bool(pairs))


def _gap(a: int, i: int, b: int, j: int, *, near_end: bool = False, near_start: bool = False) -> Iterator[Change]:
    if near_end:
        cut = max(a, i - (j - b))
        yield Change("delete", a, cut, b, b)
        a = cut
    rest = min(i, a + (j - b)) if near_start else i
    if a < rest and b < j:
        yield Change("replace", a, rest, b, j)
    else:
        yield Change("delete", a, rest, b, b)
        yield Change("insert", rest, rest, b, j)
    yield Change("delete", rest, i, j, j)


def _trimmed(c: Change, said: Sequence[str], quoted: Sequence[str]) -> Iterator[Change]:
    """A replacement without the words that both sides begin or end with."""
    a, i, b, j = c.said_start, c.said_end, c.quoted_start, c.quoted_end
    if c.op != "replace":
        yield c
        return
    while a < i and b < j and said[a] == quoted[b]:
        a, b = a + 1, b + 1
    while a < i and b < j and said[i - 1] == quoted[j - 1]:
        i, j = i - 1, j - 1
    yield Change("equal", c.said_start, a, c.quoted_start, b)
    yield Change("replace" if a < i and b < j else "delete" if a < i else "insert", a, i, b, j)
    yield Change("equal", i, c.said_end, j, c.quoted_end)


def _merged(found: Iterator[Change]) -> Iterator[Change]:
    last: Change | None = None
    for c in found:
        if c.said_start == c.said_end and c.quoted_start == c.quoted_end:
            continue
        if last is not None and last.op == c.op:
            last = Change(c.op, last.said_start, c.said_end, last.quoted_start, c.quoted_end)
            continue
        if last is not None:
            yield last
        last = c
    if last is not None:
        yield last
