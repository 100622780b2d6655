"""GEXF 1.3 (https://gexf.net) as Gephi reads it without a loss: typed columns, kinds, days, colours, places."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, Any

import networkx as nx

from kg.export.layout import Layout
from kg.export.looks import Look, looks
from kg.export.rows import EDGE, NODE, EdgeRow, NodeRow, Survey, edge_rows, held, node_ids, node_rows, written
from kg.export.stream import append, write_anew, write_lines
from kg.export.values import Columns
from kg.export.xmltext import attribute, guarded_attribute

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>Hearsay</creator></meta>
<graph defaultedgetype="%s" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
NODE_NAMES = ("id", "label", "pid", "parents", "slices", "spells", "viz", "start", "end")
EDGE_NAMES = ("id", "source", "target", "label", "kind", "weight", "start", "end", "slices", "spells", "networkx_key")
CELL = '<attvalue for="%d" value="'


def write_gexf(graph: "nx.Graph[Any]", output: IO[bytes], layout: Layout = "auto") -> None:
    """Writes the graph; memory grows with its nodes and edge ids only: nodes and edges are written aside first.

    ``kind`` stands on each edge twice: as the GEXF attribute, and as a column for readers that don't know it. Days that
    are none, and intervals that end before they start, are kept as text in columns "start_" and "end_".
    """
    ids = node_ids(graph)
    escaped = {node: attribute(name) for node, name in ids.items()}
    node_columns = Columns(held(NODE, timed=True), CELL, '"/>', guarded_attribute)
    with TemporaryFile() as nodes, TemporaryFile() as edges:

        def write(survey: Survey | None) -> Columns:
            columns = Columns(held(EDGE, timed=True), CELL, '"/>', guarded_attribute, first=1)
            write_anew(edges, _edges(graph, edge_rows(graph, escaped, timed=True, survey=survey), columns))
            return columns

        edge_columns, strong = written(graph, write)
        looked = zip(node_rows(graph, ids, timed=True), looks(graph, strong, layout), strict=True)
        write_lines(nodes, _nodes(looked, len(ids), node_columns))
        write_lines(output, [HEAD % ("directed" if graph.is_directed() else "undirected")])
        write_lines(output, _declared("node", node_columns, NODE_NAMES))
        write_lines(output, _declared("edge", edge_columns, EDGE_NAMES))
        append(output, nodes)
        append(output, edges)
    write_lines(output, ["</graph>\n</gexf>\n"])


def _declared(of: str, columns: Columns, reserved: tuple[str, ...]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">\n'
    if of == "edge":
        yield '<attribute id="0" title="kind" type="string"/>\n'
    for place, title, type_, _ in columns.declared(reserved):
        yield f'<attribute id="{place}" title="{attribute(title)}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _nodes(rows: Iterable[tuple[NodeRow, Look]], count: int, columns: Columns) -> Iterator[str]:
    yield f'<nodes count="{count}">\n'
    for row, ((r, g, b), size, place) in rows:
        position = "" if place is None else f'<viz:position x="{place[0]}" y="{place[1]}" z="0.0"/>'
        yield (
            f'<node id="{attribute(row.id)}" label="{attribute(row.label)}"{_interval(row.start, row.end)}>'
            f'<attvalues>{columns.cells(row.data)}</attvalues><viz:color r="{r}" g="{g}" b="{b}"/>'
            f'{position}<viz:size value="{size}"/></node>\n'
        )
    yield "</nodes>\n"


def _edges(graph: "nx.Graph[Any]", rows: Iterable[EdgeRow], columns: Columns) -> Iterator[str]:
    yield f'<edges count="{graph.number_of_edges()}">\n'
    for name, source, target, kind, label, weight, start, end, data in rows:
        names, cell = _names(kind, label)
        time = _interval(start, end) if start or end else ""
        yield (
            f'<edge id="{attribute(name)}" source="{source}" target="{target}"{names} weight="{weight}"{time}>'
            f"<attvalues>{cell}{columns.cells(data)}</attvalues></edge>\n"
        )
    yield "</edges>\n"


@lru_cache(maxsize=1024)
def _names(kind: str, label: str) -> tuple[str, str]:
    """Kind and label as attributes of an edge, and the kind as a cell."""
    return (
        f' kind="{attribute(kind)}" label="{attribute(label)}"',
        f'<attvalue for="0" value="{guarded_attribute(kind)}"/>',
    )


def _interval(start: str | None, end: str | None) -> str:
    from_ = "" if start is None else f' start="{start}"'
    return from_ if end is None else f'{from_} end="{end}"'
