"""GraphML (http://graphml.graphdrawing.org), as Gephi, igraph and networkx read it without losing anything."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, Any

import networkx as nx

from kg.export.layout import Layout
from kg.export.looks import Colour, Look, looks
from kg.export.rows import EDGE, NODE, EdgeRow, NodeRow, Survey, edge_rows, held, node_ids, node_rows, written
from kg.export.stream import append, write_anew, write_lines
from kg.export.values import Columns
from kg.export.xmltext import attribute, content, guarded_content

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
OWN = (
    ("label", "node", "label", "string"),
    ("x", "node", "x", "double"),
    ("y", "node", "y", "double"),
    ("size", "node", "size", "double"),
    ("r", "node", "r", "int"),
    ("g", "node", "g", "int"),
    ("b", "node", "b", "int"),
    ("edgelabel", "edge", "label", "string"),
    ("weight", "edge", "weight", "double"),
    ("kind", "edge", "kind", "string"),
)
"""Keys with a meaning to Gephi: id, for, name, type."""

NODE_NAMES = ("id", "label", "d3", "x", "y", "z", "xpos", "ypos", "size", "r", "g", "b", "color")
EDGE_NAMES = (
    *("id", "edgeid", "source", "target", "label", "edgelabel", "d7", "kind", "weight", "edge weight"),
    *("r", "g", "b", "color", "key"),
)
TYPES = {"integer": "int"}


def write_graphml(graph: "nx.Graph[Any]", output: IO[bytes], layout: Layout = "auto") -> None:
    """Writes the graph; memory grows with its nodes and edge ids only: nodes and edges are written aside first.

    ``kind`` stands on each edge twice: as the attribute ``label`` of the element, which Gephi takes for its kind, and
    as a column. GraphML knows no time: ``start`` and ``end`` are columns.
    """
    ids = node_ids(graph)
    escaped = {node: attribute(name) for node, name in ids.items()}
    node_columns = Columns(held(NODE, timed=False), '<data key="node-%d">', "</data>", guarded_content)
    with TemporaryFile() as nodes, TemporaryFile() as edges:

        def write(survey: Survey | None) -> Columns:
            columns = Columns(held(EDGE, timed=False), '<data key="edge-%d">', "</data>", guarded_content)
            write_anew(edges, _edges(edge_rows(graph, escaped, timed=False, survey=survey), columns))
            return columns

        edge_columns, strong = written(graph, write)
        looked = zip(node_rows(graph, ids, timed=False), looks(graph, strong, layout), strict=True)
        write_lines(nodes, _nodes(looked, node_columns))
        write_lines(output, [HEAD])
        write_lines(output, (f'<key id="{i}" for="{of}" attr.name="{n}" attr.type="{t}"/>\n' for i, of, n, t in OWN))
        write_lines(output, _declared("node", node_columns, NODE_NAMES))
        write_lines(output, _declared("edge", edge_columns, EDGE_NAMES))
        write_lines(output, [f'<graph edgedefault="{"directed" if graph.is_directed() else "undirected"}">\n'])
        append(output, nodes)
        append(output, edges)
    write_lines(output, ["</graph>\n</graphml>\n"])


def _declared(of: str, columns: Columns, reserved: tuple[str, ...]) -> Iterator[str]:
    for place, title, type_, _ in columns.declared(reserved):
        name = TYPES.get(type_, type_)
        yield f'<key id="{of}-{place}" for="{of}" attr.name="{attribute(title)}" attr.type="{name}"/>\n'


def _nodes(rows: Iterable[tuple[NodeRow, Look]], columns: Columns) -> Iterator[str]:
    for row, (colour, size, place) in rows:
        position = "" if place is None else f'<data key="x">{place[0]}</data><data key="y">{place[1]}</data>'
        yield (
            f'<node id="{attribute(row.id)}"><data key="label">{content(row.label)}</data>{columns.cells(row.data)}'
            f"{position}{_dress(colour, size)}</node>\n"
        )


@lru_cache(maxsize=1024)
def _dress(colour: Colour, size: float) -> str:
    r, g, b = colour
    return f'<data key="size">{size}</data><data key="r">{r}</data><data key="g">{g}</data><data key="b">{b}</data>'


def _edges(rows: Iterable[EdgeRow], columns: Columns) -> Iterator[str]:
    for name, source, target, kind, label, weight, _, _, data in rows:
        attributes, names = _names(kind, label)
        yield (
            f'<edge id="{attribute(name)}" source="{source}" target="{target}"{attributes}>{names}'
            f'<data key="weight">{weight}</data>{columns.cells(data)}</edge>\n'
        )


@lru_cache(maxsize=1024)
def _names(kind: str, label: str) -> tuple[str, str]:
    """The kind as an attribute of an edge; its label and kind as data."""
    return (
        f' label="{attribute(kind)}"',
        f'<data key="edgelabel">{content(label)}</data><data key="kind">{guarded_content(kind)}</data>',
    )
