"""How a graph looks when it is opened: colour and size, and a place for each node."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import ceil, cos, pi, sin, sqrt
from types import MappingProxyType
from typing import Any

import networkx as nx

Colour = tuple[int, int, int]
Point = tuple[float, float]
Places = dict[Any, Point]
Near = dict[Any, list[Any]]
Tree = dict[Any, Any]
"""Each node to its parent; the root, which comes first, to None."""

COLOURS: Mapping[str, Colour] = MappingProxyType(
    {"speaker": (230, 159, 0), "outlet": (0, 114, 178), "article": (0, 158, 115), "statement": (86, 180, 233)}
)
"""By node type, of the palette that colour-blind readers tell apart (Okabe and Ito, Color universal design, 2008)."""

OTHERS: tuple[Colour, ...] = ((204, 121, 167), (213, 94, 0), (240, 228, 66), (120, 120, 120))
SMALLEST, LARGEST, GROWTH = 8.0, 80.0, 4.0
STEP, ROOM, GAP = 100.0, 44.0, 80.0


Look = tuple[Colour, float, float, float]
"""Colour, size and place (x, y) of a node."""


def looks(graph: "nx.Graph[Any]") -> Iterator[Look]:
    """The look of each node, in the graph's order.

    Types beyond the known ones share what is left of the palette. A node's area grows with its ``statements``, or with
    its neighbours where it counts none.
    """
    near = _neighbours(graph)
    places = _places(near)
    others = sorted({str(kind) for _, kind in graph.nodes(data="type")} - COLOURS.keys())
    colours = {**COLOURS, **{kind: OTHERS[min(i, len(OTHERS) - 1)] for i, kind in enumerate(others)}}
    for node, data in graph.nodes(data=True):
        number = data.get("statements")
        if number.__class__ is not int or not 0 < number < 2**53:
            number = len(near[node])
        x, y = places[node]
        yield colours[str(data.get("type"))], _size(number), x, y


@lru_cache(maxsize=1024)
def _size(number: int) -> float:
    return round(min(LARGEST, SMALLEST + GROWTH * sqrt(number)), 2)


def layout(graph: "nx.Graph[Any]") -> Places:
    """A place for each node, rounded to 0.1: each component a radial tree around its best connected node.

    The tree is the breadth-first one; its branches share the circle by their leaves (Wills, NicheWorks, 1999), and each
    ring is wide enough for its nodes. Components stand in rows, the largest first. The time is linear but for sorting,
    where force-directed layouts take minutes beyond a few thousand nodes; Gephi runs those on what is opened.
    """
    return _places(_neighbours(graph))


def _neighbours(graph: "nx.Graph[Any]") -> Near:
    """The neighbours of each node, in the order of the graph's adjacency; both ways, so one may be there twice."""
    near = {node: list(found) for node, found in graph.adjacency()}
    if graph.is_directed():
        for node, found in graph.adjacency():
            for other in found:
                near[other].append(node)
    return near


def _places(near: Near) -> Places:
    """The discs of the components, in rows."""
    discs = sorted(_discs(near), key=lambda disc: -disc[1][-1])
    width = 1.1 * sqrt(sum((2 * rings[-1] + GAP) ** 2 for _, rings in discs))
    places: Places = {}
    x = y = height = 0.0
    for tree, rings in discs:
        size = 2 * rings[-1] + GAP
        if x > 0 and x + size > width:
            x, y, height = 0.0, y - height, 0.0
        height = max(height, size)
        _place(tree, rings, (x + size / 2, y - size / 2), places)
        x += size
    return places


def _discs(near: Near) -> Iterator[tuple[Tree, list[float]]]:
    """Each component as a tree in breadth-first order, from its best connected node, and the radii of its rings."""
    seen: set[Any] = set()
    for root in sorted(near, key=lambda node: -len(near[node])):
        if root in seen:
            continue
        seen.add(root)
        tree: Tree = {root: None}
        ring = [root]
        rings = [0.0]
        while ring:
            below: list[Any] = []
            for node in ring:
                for other in near[node]:
                    if other not in seen:
                        seen.add(other)
                        tree[other] = node
                        below.append(other)
            ring = below
            if ring:
                rings.append(max(rings[-1] + STEP, ceil(len(ring) * ROOM / (2 * pi))))
        yield tree, rings


def _place(tree: Tree, rings: list[float], middle: Point, places: Places) -> None:
    """Places a tree around ``middle``: each node in the middle of its share of the circle, on the ring of its depth."""
    leaves = dict.fromkeys(tree, 0)
    for node, parent in reversed(tree.items()):
        leaves[node] = count = leaves[node] or 1
        if parent is not None:
            leaves[parent] += count
    root = next(iter(tree))
    share = 2 * pi / leaves[root]
    used = {root: 0.0}
    depth = {root: 0}
    middle_x, middle_y = middle
    for node, parent in tree.items():
        if parent is None:
            places[node] = (round(middle_x, 1), round(middle_y, 1))
            continue
        start = used[node] = used[parent]
        width = leaves[node] * share
        used[parent] = start + width
        depth[node] = level = depth[parent] + 1
        angle, radius = start + width / 2, rings[level]
        places[node] = (round(middle_x + radius * cos(angle), 1) + 0.0, round(middle_y + radius * sin(angle), 1) + 0.0)
