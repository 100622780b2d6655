"""Marked articles as batches: PolNeAR's attributions on the words and windows that the reader makes of a text."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from kg.nlp.decode import DISTANCES, TAGS, distances
from kg.nlp.labels import KINDS
from kg.nlp.segment import segments
from kg.nlp.windows import LENGTH, Pieces, Window, Words, scope, windows, words
from training.marked import Marked, Spans
from training.network import Batch, Scopes

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cue:
    """A marked cue of a window: the words read for it, which of them the cue begins with, and the tag of each."""

    words: range  # numbers of the window's words
    cue: int  # among ``words``
    tags: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the tag of each word, the words that count, and its cues.

    ``names`` has a number a word (0: none, then one where a name of each of KINDS begins and one where it goes on), or
    is None where names are not known; ``attributed`` says whether attributions are.
    """

    read: Words
    window: Window
    tags: Ints
    counts: npt.NDArray[np.bool_]
    cues: tuple[Cue, ...]
    names: Ints | None = None
    attributed: bool = True


def examples(article: Marked, pieces: Pieces, length: int = LENGTH) -> list[Example]:
    """The windows of an article; marks that stand in no paragraph of its body are left out."""
    read = words(article.text, segments(article.text), pieces)
    on = _places(read)
    on_words = [{role: [on(s, e) for s, e in a[role]] for role in a} for a in article.attributions]
    flat = np.zeros(len(read.spans), dtype=np.int64)
    for role in ("content", "source", "cue"):
        for a in on_words:
            _paint(flat, a[role], role)
    names = None if article.names is None else _named(len(read.spans), [(*on(s, e), k) for s, e, k in article.names])
    by_cue = {a["cue"][0][0]: a for a in on_words if a["cue"] and a["cue"][0][0] < a["cue"][0][1]}
    return [_example(read, w, flat, names, by_cue, article.attributed) for w in windows(read, length)]


def _places(read: Words) -> Callable[[int, int], tuple[int, int]]:
    starts = np.array([s.start for s in read.spans], dtype=np.int64)
    ends = np.array([s.end for s in read.spans], dtype=np.int64)
    return lambda s, e: (int(np.searchsorted(ends, s, "right")), int(np.searchsorted(starts, e, "left")))


def _named(count: int, names: Sequence[tuple[int, int, str]]) -> Ints:
    out = np.zeros(count, dtype=np.int64)
    for start, end, kind in names:
        if start < end:
            out[start] = 2 * KINDS.index(kind) + 1
            out[start + 1 : end] = 2 * KINDS.index(kind) + 2
    return out


def batches(found: Sequence[Example], pieces: int) -> Iterator[list[Example]]:
    """Groups of windows that hold at most ``pieces`` with padding."""
    group: list[Example] = []
    longest = 0
    for e in found:
        longest = max(longest, len(e.window.ids))
        if group and longest * (len(group) + 1) > pieces:
            yield group
            group, longest = [], len(e.window.ids)
        group.append(e)
    if group:
        yield group


def batch_of(windows_: Sequence[Window]) -> Batch:
    """The windows as tensors, padded with zeros."""
    length = max(len(w.ids) for w in windows_)
    count = max(len(w.at) for w in windows_)
    ids, case, state, at = (
        _padded([getattr(w, name) for w in windows_], n)
        for name, n in (("ids", length), ("case", length), ("state", length), ("at", count))
    )
    present = torch.arange(length) < torch.tensor([len(w.ids) for w in windows_])[:, None]
    word = torch.arange(count) < torch.tensor([len(w.at) for w in windows_])[:, None]
    return Batch(ids, case, state, present, at, word)


def scopes_of(cues: Sequence[tuple[int, range, int]]) -> Scopes:
    """Candidates (window, its words, the cue among them) as tensors."""
    longest = max(len(r) for _, r, _ in cues)
    index = np.zeros((len(cues), longest), dtype=np.int64)
    distance = np.full((len(cues), longest), DISTANCES - 1, dtype=np.int64)
    for k, (_, r, cue) in enumerate(cues):
        index[k, : len(r)] = r
        distance[k, : len(r)] = distances(len(r), cue)
    present = torch.arange(longest) < torch.tensor([len(r) for _, r, _ in cues])[:, None]
    return Scopes(torch.tensor([w for w, _, _ in cues]), torch.from_numpy(index), torch.from_numpy(distance), present)


def scope_in(read: Words, window: Window, word: int) -> tuple[range, int]:
    """What is read for a cue that begins with ``word``: words counted from the window's first, and the cue's place."""
    around = scope(read, window, word)
    first = window.first_word
    return range(around.start - first, around.stop - first), word - around.start


def shuffled(found: list[Example], rng: random.Random) -> list[Example]:
    """The examples in an order in which neighbours have much the same length, so that little is padding."""
    order = sorted(found, key=lambda e: len(e.window.ids) + rng.uniform(0, 10))
    groups = [order[i : i + 16] for i in range(0, len(order), 16)]
    rng.shuffle(groups)
    return [e for g in groups for e in g]


def _example(
    read: Words, window: Window, flat: Ints, names: Ints | None, by_cue: dict[int, dict[str, Spans]], attributed: bool
) -> Example:
    first, count = window.first_word, len(window.at)
    number = np.arange(first, first + count)
    counts = (number >= window.own.start) & (number < window.own.stop)
    cues = []
    for word in window.own:
        if word not in by_cue:
            continue
        around, cue = scope_in(read, window, word)
        tags = np.zeros(len(around), dtype=np.int64)
        for role in ("content", "source", "cue"):
            _paint(tags, [(s - first - around.start, e - first - around.start) for s, e in by_cue[word][role]], role)
        if tags[cue] == TAGS.index("B-cue"):
            cues.append(Cue(around, cue, tags))
    here = slice(first, first + count)
    named = None if names is None else names[here]
    return Example(read, window, flat[here], counts, tuple(cues), named, attributed)


def _paint(tags: Ints, runs: Spans, role: str) -> None:
    begins, inside = TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")
    for start, end in runs:
        start, end = max(start, 0), min(end, len(tags))
        if start < end:
            tags[start] = begins
            tags[start + 1 : end] = inside


def _padded(rows: Sequence[Ints], length: int) -> torch.Tensor:
    out = np.zeros((len(rows), length), dtype=np.int64)
    for k, row in enumerate(rows):
        out[k, : len(row)] = row
    return torch.from_numpy(out)
