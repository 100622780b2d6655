"""From scores to the parts of an attribution: the best sequence of tags among those that an attribution can have.

An attribution has one cue, which begins where it was proposed, at most one source, in one piece, and one or more pieces
of content. Viterbi's algorithm runs over tags paired with what has been seen already (a source, a content).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
OUTSIDE, CUE_BEGINS = 0, 3
EDGES = (0, 1, 2, 3, 4, 6, 9, 15, 25, 50)  # distances in words; each begins a bucket
DISTANCES = 2 * len(EDGES) - 1
LOW = -1e9

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def allowed() -> npt.NDArray[np.bool_]:
    """[from, to]: a tag that goes on stands after one of its own role only."""
    out = np.ones((len(TAGS), len(TAGS)), dtype=bool)
    for i, before in enumerate(TAGS):
        for j, tag in enumerate(TAGS):
            if tag.startswith("I"):
                out[i, j] = before[2:] == tag[2:]
    return out


def distances(length: int, cue: int) -> Ints:
    """For each of ``length`` words the bucket of its distance from the word ``cue``: 0 far before, the middle at it."""
    away = np.arange(length) - cue
    bucket = np.searchsorted(EDGES, np.abs(away), "right") - 1
    middle: Ints = DISTANCES // 2 + np.sign(away) * bucket
    return middle


# A state is (tag, a source was seen, a content was seen): only those that can be.
STATES = [
    (tag, s, c)
    for tag in range(len(TAGS))
    for s in (0, 1)
    for c in (0, 1)
    if not (tag in (1, 2) and not s) and not (tag in (5, 6) and not c)
]


def _moves() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """[from, to] for states, and which states may begin."""
    follows = allowed()
    can = np.zeros((len(STATES), len(STATES)), dtype=bool)
    for i, (a, s, c) in enumerate(STATES):
        for j, (b, s2, c2) in enumerate(STATES):
            source = not s and s2 if b == 1 else s == s2
            content = bool(c2) if b == 5 else c == c2
            can[i, j] = bool(follows[a, b] and source and content)
    begin = np.array([t in (0, 1, 3, 5) and s == (t == 1) and c == (t == 5) for t, s, c in STATES])
    return can, begin


CAN, BEGIN = _moves()
TAG_OF = np.array([t for t, _, _ in STATES])
FINAL = np.array([c == 1 for _, _, c in STATES])


def best_tags(
    emitted: Floats, lengths: Sequence[int], cues: Sequence[int], transition: Floats, start: Floats
) -> list[Ints]:
    """The best tags of each of n attributions.

    ``emitted``: [n, words, tags], padded; ``lengths``: words of each; ``cues``: the word with which each cue begins.
    A cue that is the only word has no content.
    """
    n, longest, _ = emitted.shape
    scores = emitted.astype(np.float32, copy=True)
    scores[:, :, CUE_BEGINS] = LOW
    rows = np.arange(n)
    scores[rows, cues, :] = LOW
    scores[rows, cues, CUE_BEGINS] = 0.0
    move = np.where(CAN, transition[TAG_OF][:, TAG_OF], LOW).astype(np.float32)
    here = scores[:, :, TAG_OF].transpose(1, 0, 2)
    alpha = np.empty((longest, n, len(STATES)), dtype=np.float32)
    alpha[0] = np.where(BEGIN, start[TAG_OF], LOW) + here[0]
    back = np.zeros((longest, n, len(STATES)), dtype=np.int16)
    for t in range(1, longest):
        through = alpha[t - 1][:, :, None] + move
        back[t] = through.argmax(1)
        alpha[t] = through.max(1) + here[t]
    ends = np.asarray(lengths) - 1
    last = alpha[ends, rows]
    last = np.where(FINAL, last, last + LOW / 2)
    return [_path(back, k, int(ends[k]), int(last[k].argmax())) for k in range(n)]


def _path(back: npt.NDArray[np.int16], k: int, end: int, state: int) -> Ints:
    out = np.zeros(end + 1, dtype=np.int64)
    for t in range(end, -1, -1):
        out[t] = TAG_OF[state]
        state = int(back[t, k, state])
    return out


def parts(tags: Ints) -> dict[str, list[tuple[int, int]]]:
    """The runs of words [first, end) of each role."""
    out: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for i, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        runs = out[TAGS[tag][2:]]
        if TAGS[tag].startswith("B") or not runs or runs[-1][1] != i:
            runs.append((i, i + 1))
        else:
            runs[-1] = (runs[-1][0], i + 1)
    return out
