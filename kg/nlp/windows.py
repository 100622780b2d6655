"""A text as words, word pieces and windows: what the attribution network reads.

Words are runs of word characters and single other marks, as in the measuring protocol; marks of one kind are written
one way (every double quotation mark as '"', every dash as "—"), so that print and typing styles read alike. Paragraphs
are packed into windows of at most ``LENGTH`` pieces; each window begins with the end of the paragraph before, for
context.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kg.model import Span
from kg.nlp.segment import Segment

LENGTH = 256  # pieces in a window
LONGEST = 480  # pieces of a paragraph that a window of its own may hold
OVERLAP = 200  # pieces that two windows of a longer paragraph share
CONTEXT = 32  # pieces of the paragraph before
POSITIONS = 512  # pieces whose places the network can tell apart
PIECES = 8  # pieces of one word that are read
CLS, SEP = 101, 102
WORD = re.compile(r"\w+|``|''|--+|\.{2,}|[^\w\s]")
MARKS = {
    **dict.fromkeys(("“", "”", "„", "‟", "«", "»", "``", "''", "″", "〝", "〞", "「", "」"), '"'),
    **dict.fromkeys(("‘", "’", "‚", "‛", "‹", "›", "`", "´", "′"), "'"),
    **dict.fromkeys(("–", "―", "−"), "—"),
}
LOWER, TITLE, UPPER, MIXED, OTHER = range(1, 6)
CASES = 6
STATES = 4  # outside, at the first word of a quotation, inside, at its last

Ints = npt.NDArray[np.int64]


class Pieces(Protocol):
    """Gives the word pieces of a word, as numbers of the vocabulary."""

    def __call__(self, word: str) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words: ``spans`` and, one for each word, its paragraph's number, case, quotation state and pieces."""

    spans: tuple[Span, ...]
    paragraph: Ints
    case: Ints
    state: Ints
    pieces: tuple[tuple[int, ...], ...]
    joined: frozenset[int]  # paragraphs that the one before announces ("He said:")


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: ``ids``, ``case``, ``state`` (a number a piece) and, for each word from
    ``first_word`` on, the index ``at`` of its first piece. The words of ``own`` are read here, the others are context.
    """

    ids: Ints
    case: Ints
    state: Ints
    at: Ints
    first_word: int
    own: range


def words(text: str, segments: Sequence[Segment], pieces: Pieces) -> Words:
    """The words of all paragraphs that may hold statements."""
    spans: list[Span] = []
    paragraph: list[int] = []
    state: list[int] = []
    joined: set[int] = set()
    bodies = [s for s in segments if s.body is not None]
    for number, segment in enumerate(bodies):
        assert segment.body is not None
        first = len(spans)
        spans.extend(Span(*m.span()) for m in WORD.finditer(text, segment.body.start, segment.body.end))
        if len(spans) > first and number and text[spans[first].start] in "“\"«„‘'`" and _announces(text, spans, first):
            joined.add(number)
        paragraph.extend([number] * (len(spans) - first))
        state.extend(_states(spans[first:], segment))
    found = [s.of(text) for s in spans]
    return Words(
        tuple(spans),
        np.array(paragraph, dtype=np.int64),
        np.array([case(w) for w in found], dtype=np.int64),
        np.array(state, dtype=np.int64),
        tuple(pieces(normal(w)) for w in found),
        frozenset(joined),
    )


def normal(word: str) -> str:
    """The word with its marks written one way."""
    if word[0].isalnum():
        return word
    if word.startswith("--"):
        return "—"
    return "…" if word.startswith("..") else MARKS.get(word, word)


def case(word: str) -> int:
    """The letter case of a word, as a number from 1 to 5."""
    if not any(c.isalpha() for c in word):
        return OTHER
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


def windows(read: Words, length: int = LENGTH) -> Iterator[Window]:
    """Windows that hold every word once among their ``own``, in order; only windows of one long paragraph overlap."""
    lengths = np.array([min(len(p), PIECES) for p in read.pieces], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    begins = _paragraph_starts(read)
    k = 0
    while k < len(begins) - 1:
        context = _context(starts, begins, k)
        room = length - 2 - int(starts[begins[k]] - starts[context]) - (context < begins[k])
        last = k
        used = int(starts[begins[k + 1]] - starts[begins[k]]) + 1
        if used > max(room, LONGEST):
            yield from _long(read, starts, begins[k], begins[k + 1])
            k += 1
            continue
        while last + 2 < len(begins) and used + int(starts[begins[last + 2]] - starts[begins[last + 1]]) + 1 <= room:
            last += 1
            used += int(starts[begins[last + 1]] - starts[begins[last]]) + 1
        yield _window(read, context, begins[last + 1], range(begins[k], begins[last + 1]))
        k = last + 1


def scope(read: Words, window: Window, word: int) -> range:
    """The words among which the parts of an attribution stand whose cue begins with ``word``: its paragraph and the
    quotation that it announces, as far as the window holds them.
    """
    here = read.paragraph[word]
    low = int(np.searchsorted(read.paragraph, here, "left"))
    last = here
    while int(last) + 1 in read.joined:
        last += 1
    high = int(np.searchsorted(read.paragraph, last, "right"))
    return range(max(low, window.first_word), min(high, window.first_word + len(window.at)))


def _announces(text: str, spans: Sequence[Span], first: int) -> bool:
    return first > 0 and text[spans[first - 1].start] == ":"


def _states(spans: Sequence[Span], segment: Segment) -> list[int]:
    out = [0] * len(spans)
    q = 0
    for i, span in enumerate(spans):
        while q < len(segment.quotes) and segment.quotes[q].span.end <= span.start:
            q += 1
        if q < len(segment.quotes) and segment.quotes[q].span.start <= span.start:
            quote = segment.quotes[q].span
            out[i] = 1 if span.start == quote.start else 3 if span.end >= quote.end else 2
    return out


def _paragraph_starts(read: Words) -> list[int]:
    changes = np.flatnonzero(np.diff(read.paragraph)) + 1
    return [0, *(int(c) for c in changes), len(read.spans)] if len(read.spans) else [0]


def _context(starts: Ints, begins: list[int], k: int) -> int:
    """The first word of the context of paragraph ``k``: as much as fits beside it."""
    if k == 0:
        return 0
    room = POSITIONS - 3 - int(starts[begins[k + 1]] - starts[begins[k]])
    low = int(np.searchsorted(starts, starts[begins[k]] - min(CONTEXT, max(room, 0))))
    return max(low, begins[k - 1])


def _long(read: Words, starts: Ints, first: int, end: int) -> Iterator[Window]:
    a = own = first
    while own < end:
        b = min(int(np.searchsorted(starts, starts[a] + LONGEST, "right")) - 1, end)
        stop = b if b == end else int(np.searchsorted(starts, starts[b] - OVERLAP // 2))
        yield _window(read, a, b, range(own, stop))
        own = stop
        a = int(np.searchsorted(starts, starts[own] - OVERLAP // 2))


def _window(read: Words, first: int, end: int, own: range) -> Window:
    ids, case_, state, at = [CLS], [0], [0], []
    for w in range(first, end):
        if w > first and read.paragraph[w] != read.paragraph[w - 1]:
            ids.append(SEP)
            case_.append(0)
            state.append(0)
        at.append(len(ids))
        for piece in read.pieces[w][:PIECES]:
            ids.append(piece)
            case_.append(int(read.case[w]))
            state.append(int(read.state[w]))
    return Window(
        np.array([*ids, SEP], dtype=np.int64),
        np.array([*case_, 0], dtype=np.int64),
        np.array([*state, 0], dtype=np.int64),
        np.array(at, dtype=np.int64),
        first,
        own,
    )
