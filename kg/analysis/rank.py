"""Importance of nodes: by what leads to them, and by what passes through them."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.analysis.arrays import Arrays, Floats, arrays
from kg.analysis.relations import label
from kg.model import Table
from kg.network import Network

PAGERANK_COLUMNS = ("label", "type", "pagerank", "id")
HITS_COLUMNS = ("label", "type", "authority", "hub", "id")
BETWEENNESS_COLUMNS = ("label", "type", "betweenness", "standard_error", "id")
EXACT_UP_TO = 1_000
SAMPLE = 200
AT_ONCE = 16
SEED = 20_220_302
PLACES = 6


def pagerank(
    graph: Network, *, top: int | None = None, damping: float = 0.85, tolerance: float = 1e-9, rounds: int = 500
) -> Table:
    """The nodes by PageRank over the weighted edges, which sums to 1; values are rounded to six places.

    Brin and Page, The anatomy of a large-scale hypertextual Web search engine, 1998; the rank of nodes that lead
    nowhere is spread evenly. Power iteration until a round moves less than ``tolerance`` a node, ``rounds`` at most.
    """
    found = arrays(graph)
    if not found.nodes:
        return Table(PAGERANK_COLUMNS, ())
    a = found if found.directed else found.both_ways()
    size = len(a.nodes)
    out = np.bincount(a.source, a.weight, size)
    share = a.weight / out[a.source]
    rank = np.full(size, 1 / size)
    for _ in range(rounds):
        spread = (1 - damping + damping * rank[out == 0].sum()) / size
        new = spread + damping * np.bincount(a.target, rank[a.source] * share, size)
        moved = np.abs(new - rank).sum()
        rank = new
        if moved < tolerance * size:
            break
    return _ranking(graph, a.nodes, PAGERANK_COLUMNS, top, rank)


def hits(graph: Network, *, top: int | None = None, tolerance: float = 1e-12, rounds: int = 1_000) -> Table:
    """The nodes as authorities, which good hubs cite, and as hubs, which cite good authorities; each sums to 1.

    Kleinberg, Authoritative sources in a hyperlinked environment, 1999: the first singular vectors of the weighted
    edges, by power iteration from equal scores, until a round moves less than ``tolerance``, ``rounds`` at most. Of
    several parts that do not hang together the strongest has all of the score.
    """
    a = arrays(graph)
    size = len(a.nodes)
    if not len(a.source):
        return Table(HITS_COLUMNS, ())
    a = a if a.directed else a.both_ways()
    hub = authority = np.full(size, 1 / size)
    for _ in range(rounds):
        authority = _to_one(np.bincount(a.target, hub[a.source] * a.weight, size))
        new = _to_one(np.bincount(a.source, authority[a.target] * a.weight, size))
        moved = np.abs(new - hub).sum()
        hub = new
        if moved < tolerance:
            break
    return _ranking(graph, a.nodes, HITS_COLUMNS, top, authority, hub)


def betweenness(graph: Network, *, top: int | None = None) -> Table:
    """The nodes by the share of shortest paths between others that pass through them, edges taken both ways.

    Freeman, A set of measures of centrality based on betweenness, 1977, by the algorithm of Brandes, 2001, level by
    level for several start nodes at once. Above 1,000 nodes it is estimated from 200 start nodes, chosen with a fixed
    seed (Brandes and Pich, Centrality estimation in large networks, 2007), a pair of nodes counting more for what is
    far from the start, so that its neighbours are not overrated (Geisberger, Sanders and Schultes, Better approximation
    of betweenness centrality, 2008). ``standard_error`` is that of the mean over the start nodes, 0 where all were
    counted; where little passes through a node it is itself uncertain. Values are normalised to [0, 1] and rounded to
    six places.
    """
    found = arrays(graph)
    size = len(found.nodes)
    sampled = size > EXACT_UP_TO
    dice = random.Random(SEED)  # noqa: S311 (sampling, not secrets)
    starts = sorted(dice.sample(range(size), SAMPLE)) if sampled else list(range(size))
    total, squares = np.zeros(size), np.zeros(size)
    for dependencies in _dependencies(found, starts):
        total += dependencies.sum(axis=1)
        squares += (dependencies**2).sum(axis=1)
    number = max(len(starts), 1)
    scale = size / max((size - 1) * (size - 2), 1)
    error = np.zeros(size)
    if sampled:
        variance = np.maximum(squares - total**2 / number, 0) / (number - 1)
        error = scale * np.sqrt(variance / number * (1 - number / size))
    return _ranking(graph, found.nodes, BETWEENNESS_COLUMNS, top, scale * total / number, error)


def _dependencies(a: Arrays, starts: Sequence[int]) -> Iterator[Floats]:
    """What Brandes calls the dependency of each start node (column) on each node (row), some start nodes at a time.

    Of a pair's paths a node has its distance from the start by theirs, twice: over both directions that is once each.
    """
    matrix = a.both_ways().matrix()
    matrix.data[:] = 1
    for first in range(0, len(starts), AT_ONCE):
        some = np.array(starts[first : first + AT_ONCE])
        columns = np.arange(len(some))
        paths = np.zeros((len(a.nodes), len(some)))
        paths[some, columns] = 1
        levels = [paths > 0]
        seen = levels[0].copy()
        while levels[-1].any():
            reached = matrix @ np.where(levels[-1], paths, 0)
            new = (reached > 0) & ~seen
            paths += np.where(new, reached, 0)
            seen |= new
            levels.append(new)
        shares = np.zeros_like(paths)
        dependency = np.zeros_like(paths)
        for far in range(len(levels) - 1, 1, -1):
            onward = np.divide(1 / far + shares, paths, out=np.zeros_like(paths), where=levels[far])
            passed = np.where(levels[far - 1], paths * (matrix @ onward), 0)
            shares += passed
            dependency += 2 * (far - 1) * passed
        yield dependency


def _to_one(scores: NDArray[Any]) -> Floats:
    total = scores.sum()
    return scores / total if total > 0 else scores


def _ranking(graph: Network, nodes: list[str], columns: tuple[str, ...], top: int | None, *scores: Floats) -> Table:
    """The nodes by their first score, then the others, then name; label, type, scores, IRI."""
    rounded = [[round(float(value), PLACES) + 0.0 for value in column] for column in scores]
    each = zip(nodes, *rounded, strict=True)
    order = sorted(each, key=lambda row: ([-value for value in row[1:]], label(graph, row[0]), row[0]))
    rows = ((label(graph, node), str(graph.nodes[node].get("type")), *values, node) for node, *values in order[:top])
    return Table(columns, tuple(rows))
