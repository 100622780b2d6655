"""Pajek networks (.net; Batagelj and Mrvar, Pajek reference manual), in the part of the format that all readers know.

A Pajek file holds names, places, sizes, weights and kinds, and nothing else: for all attributes take another format.
"""

from collections.abc import Iterator
from typing import IO, Any

import networkx as nx

from kg.export.layout import Layout
from kg.export.looks import SMALLEST, looks
from kg.export.rows import edge_rows, node_ids, node_rows, strengths
from kg.export.stream import write_lines


def write_pajek(graph: "nx.Graph[Any]", output: IO[bytes], layout: Layout = "auto") -> None:
    """Writes the graph: its vertices by their labels, each label once, then its edges, labelled by their kinds.

    A quotation mark in a label becomes an apostrophe, a backslash a slash, for nothing can stand for them. Places lie
    between 0 and 1.
    """
    write_lines(output, _vertices(graph, layout))
    write_lines(output, _lines(graph))


def _vertices(graph: "nx.Graph[Any]", layout: Layout) -> Iterator[str]:
    yield f"*Vertices {len(graph)}\n"
    found = list(looks(graph, strengths(graph), layout))
    placed = [place for _, _, place in found if place is not None]
    left, low = (min((place[axis] for place in placed), default=0.0) for axis in (0, 1))
    side = max((*(x - left for x, _ in placed), *(y - low for _, y in placed), 1.0))
    taken: set[str] = set()
    for number, (row, (_, size, place)) in enumerate(zip(_named(graph), found, strict=True), 1):
        label = _quoted(row)
        name, again = label, 1
        while name in taken:
            again += 1
            name = f"{label} ({again})"
        taken.add(name)
        where = ""
        if place is not None:
            x, y = _unit(place[0] - left, side), _unit(low + side - place[1], side)
            where = f" {x} {y} ellipse x_fact {round(size / SMALLEST, 2)} y_fact {round(size / SMALLEST, 2)}"
        yield f'{number} "{name}"{where}\n'


def _named(graph: "nx.Graph[Any]") -> Iterator[str]:
    return (row.label for row in node_rows(graph, node_ids(graph), timed=False))


def _lines(graph: "nx.Graph[Any]") -> Iterator[str]:
    number = {node: str(n) for n, node in enumerate(graph, 1)}
    yield "*Arcs\n" if graph.is_directed() else "*Edges\n"
    for _, source, target, kind, _, weight, *_ in edge_rows(graph, number, timed=False):
        yield f'{source} {target} {weight} l "{_quoted(kind)}"\n'


def _quoted(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("\\", "/").split())


def _unit(length: float, side: float) -> float:
    return round(0.05 + 0.9 * length / side, 5)
