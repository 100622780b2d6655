"""A place for each node: the same graph has the same picture each time it is opened."""

from collections.abc import Iterator
from math import sqrt
from typing import Any, Literal

import networkx as nx
import numpy as np

from kg.export.force import force_places
from kg.export.links import Links, Real, Whole
from kg.export.tree import tree_places

Layout = Literal["auto", "force", "tree", "none"]
LAYOUTS: tuple[Layout, ...] = ("auto", "force", "tree", "none")
"""Force-directed up to 20,000 nodes and 200,000 edges, beyond that as trees; always so, or so; no places."""

FORCED, LINKED = 20_000, 200_000
FEW = 4
GAP = 80.0


def places(graph: "nx.Graph[Any]", layout: Layout = "auto") -> Real | None:
    """The place of each node in the graph's order, (nodes, 2), rounded to 0.1, no two the same; None for "none".

    Each component is laid out by itself, those of fewer than four nodes always as trees, and stands in a row with
    others, the largest first.
    """
    if layout == "none":
        return None
    links = links_of(graph)
    label = links.components()
    found = tree_places(links, label)
    groups = list(_groups(label))
    if layout == "force" or (layout == "auto" and links.size <= FORCED and len(links.neighbours) <= 2 * LINKED):
        for nodes in groups:
            if len(nodes) >= FEW:
                found[nodes] = force_places(links.part(nodes), found[nodes])
    _pack(groups, found)
    return _apart(np.round(found, 1) + 0.0)


def links_of(graph: "nx.Graph[Any]") -> Links:
    """The links of a graph's nodes, numbered in its order."""
    number, size = {node: n for n, node in enumerate(graph)}, len(graph)
    ends = ((u, number[v]) for u, (_, near) in enumerate(graph.adjacency()) for v in near)
    pairs = np.fromiter((u * size + v if u < v else v * size + u for u, v in ends if u != v), dtype=np.int64)
    return Links.of(size, pairs)


def _groups(label: Whole) -> Iterator[Whole]:
    """The nodes of each component."""
    order = np.argsort(label, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(order) else ()


def _pack(groups: list[Whole], found: Real) -> None:
    """Moves the components, each in a square of its own, into rows."""
    sides = []
    for nodes in groups:
        low, high = found[nodes].min(axis=0), found[nodes].max(axis=0)
        found[nodes] -= (low + high) / 2
        sides.append(float((high - low).max()) + GAP)
    width = 1.1 * sqrt(sum(side * side for side in sides))
    x = y = height = 0.0
    for group in sorted(range(len(groups)), key=lambda group: -sides[group]):
        side = sides[group]
        if x > 0 and x + side > width:
            x, y, height = 0.0, y - height, 0.0
        height = max(height, side)
        found[groups[group]] += (x + side / 2, y - side / 2)
        x += side


def _apart(found: Real) -> Real:
    """The places, each that is taken moved by tenths until it is free."""
    taken: set[tuple[float, float]] = set()
    _, first = np.unique(found, axis=0, return_index=True)
    if len(first) == len(found):
        return found
    for place in found:
        while (place[0], place[1]) in taken:
            place[0] = round(place[0] + 0.1, 1)
        taken.add((place[0], place[1]))
    return found
