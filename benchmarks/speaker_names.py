"""The names found in GUM's texts against those that people marked: persons, organisations, places."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from benchmarks.speaker_cases import Report
from kg.evaluate.rates import Count, Score, percent, samples, score
from kg.model import EntityKind, Table, Value
from kg.nlp import pipeline
from kg.nlp.labels import KINDS
from training import gum
from training.marked import Name

OURS: dict[EntityKind, str] = {
    "person": "person",
    "organisation": "organization",
    "outlet": "organization",
    "place": "place",
}
ANY = "any kind"


@dataclass(frozen=True, slots=True)
class Read:
    """A text's genre, the names that people marked in it, and those that the product finds."""

    genre: str
    marked: tuple[Name, ...]
    found: tuple[Name, ...]


def named(text: str) -> tuple[Name, ...]:
    """The names that the product finds in a text, by GUM's kinds; a collective's is none of them."""
    found = pipeline.names(text)
    return tuple((n.span.start, n.span.end, OURS[n.kind]) for n in found if n.kind in OURS)


def measured(documents: Iterable[gum.Text]) -> Report:
    """Precision, recall and F1 by kind and by genre; an error a name that has no partner, a miss or a false one.

    Exact: the same characters and the same kind ("any kind": the same characters). Overlap: the same kind and a
    character in common; each name counts once, in the order of the text.
    """
    read = [(d.text, Read(d.genre, gum.names(d), named(d.text))) for d in documents]
    return Report(tables([r for _, r in read]), tuple(chain.from_iterable(_errors(*r) for r in read)))


def tables(read: Sequence[Read]) -> dict[str, Table]:
    """The figures by kind, with the interval of the exact F1 over texts, and by genre."""
    picks = samples(len(read))
    kinds: list[tuple[Value, ...]] = []
    for kind in (*KINDS, "all", ANY):
        exact = score([_counts(_of(r, kind), _exact) for r in read], picks)
        overlap = score([_counts(_of(r, kind), _overlap) for r in read], picks)
        kinds.append(
            (kind, exact.gold, *_figures(exact), round(exact.low, 2), round(exact.high, 2), *_figures(overlap))
        )
    genres: list[tuple[Value, ...]] = []
    for genre in sorted({r.genre for r in read}):
        inside = [r for r in read if r.genre == genre]
        counts = [[_counts((r.marked, r.found), way) for r in inside] for way in (_exact, _overlap)]
        genres.append((genre, len(inside), sum(c.gold for c in counts[0]), *map(_f1, counts)))
    exactly = ("exact precision", "exact recall", "exact f1", "low", "high")
    columns = ("kind", "marked", *exactly, "overlap precision", "overlap recall", "overlap f1")
    return {
        "by kind": Table(columns, tuple(kinds)),
        "by genre": Table(("genre", "texts", "marked", "exact f1", "overlap f1"), tuple(genres)),
    }


Pair = tuple[Sequence[Name], Sequence[Name]]


def _of(read: Read, kind: str) -> Pair:
    """The marked and the found names of a kind; for ``ANY`` all, as if of one kind."""
    if kind == ANY:
        marked, found = ([(start, end, ANY) for start, end, _ in side] for side in (read.marked, read.found))
        return marked, found
    marked, found = ([n for n in side if kind in ("all", n[2])] for side in (read.marked, read.found))
    return marked, found


def _counts(pair: Pair, matched: Callable[[Pair], int]) -> Count:
    return Count(matched(pair), len(pair[1]), len(pair[0]))


def _exact(pair: Pair) -> int:
    return len(set(pair[0]) & set(pair[1]))


def _overlap(pair: Pair) -> int:
    """How many marked names find a free one of their kind that shares a character."""
    free = sorted(pair[1])
    matched = 0
    for start, end, kind in sorted(pair[0]):
        partner = next((n for n in free if n[2] == kind and n[0] < end and start < n[1]), None)
        if partner is not None:
            free.remove(partner)
            matched += 1
    return matched


def _figures(found: Score) -> tuple[float, float, float]:
    return round(found.precision, 2), round(found.recall, 2), round(found.f1, 2)


def _f1(counts: Sequence[Count]) -> float:
    return round(percent(2 * sum(c.matched for c in counts), sum(c.predicted + c.gold for c in counts)), 2)


def _errors(text: str, read: Read) -> Iterable[str]:
    """The names of one side that are not on the other, in text order."""
    marked, found = set(read.marked), set(read.found)
    for start, end, kind in sorted(marked ^ found):
        which = "missed" if (start, end, kind) in marked else "false"
        yield f"{read.genre} {start}: {which} {kind} {text[start:end]!r}"
