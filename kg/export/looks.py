"""How the nodes of a graph look when it is opened: colour by type, size by centrality, and a place."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import sqrt
from types import MappingProxyType
from typing import Any

import networkx as nx

from kg.export.layout import Layout, places

Colour = tuple[int, int, int]

COLOURS: Mapping[str, Colour] = MappingProxyType(
    {"speaker": (230, 159, 0), "outlet": (0, 114, 178), "article": (0, 158, 115), "statement": (86, 180, 233)}
)
"""By node type, of the palette that colour-blind readers tell apart (Okabe and Ito, Color universal design, 2008)."""

OTHERS: tuple[Colour, ...] = ((204, 121, 167), (213, 94, 0), (240, 228, 66), (120, 120, 120))
SMALLEST, LARGEST, GROWTH = 8.0, 80.0, 4.0

Look = tuple[Colour, float, tuple[float, float] | None]
"""Colour, size (the diameter), and place of a node; None where there is no layout."""


def looks(graph: "nx.Graph[Any]", strengths: Iterable[float], layout: Layout = "auto") -> Iterator[Look]:
    """The look of each node, in the graph's order, as are their ``strengths``.

    Types beyond the known ones share what is left of the palette. A node's area grows with its strength: the sum of the
    weights of its edges, the centrality of weighted networks (Barrat et al., PNAS, 2004).
    """
    others = sorted({str(kind) for _, kind in graph.nodes(data="type")} - COLOURS.keys())
    colours = {**COLOURS, **{kind: OTHERS[min(i, len(OTHERS) - 1)] for i, kind in enumerate(others)}}
    found = places(graph, layout)
    for number, (strength, kind) in enumerate(zip(strengths, graph.nodes(data="type"), strict=True)):
        place = None if found is None else (float(found[number, 0]), float(found[number, 1]))
        yield colours[str(kind[1])], _size(strength), place


@lru_cache(maxsize=1024)
def _size(strength: float) -> float:
    return round(min(LARGEST, SMALLEST + GROWTH * sqrt(strength)), 2)
