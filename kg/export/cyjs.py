"""Cytoscape.js JSON (https://js.cytoscape.org), as Cytoscape and cytoscape.js read it.

Both give nodes and edges one set of ids, so an edge's is told apart from those of nodes. ``name`` and ``interaction``
are what Cytoscape shows by itself; ``color`` (#rrggbb) and ``size`` are there for a style to pass through.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from math import isfinite
from typing import IO, Any, TypeVar

import networkx as nx

from kg.export.layout import Layout
from kg.export.looks import Look, looks
from kg.export.rows import EDGE, NODE, Data, EdgeRow, NodeRow, edge_rows, held, node_ids, node_rows, strengths
from kg.export.stream import write_lines
from kg.export.values import Columns, plain
from kg.export.xmltext import legal

OWN = ("id", "label", "name", "shared_name", "shared name", "suid", "selected", "color", "size", "parent")
NODE_NAMES = OWN
EDGE_NAMES = (*OWN, "source", "target", "kind", "interaction", "shared_interaction", "shared interaction", "weight")
EXACT = 2**53

Row = TypeVar("Row")
Titles = list[tuple[Hashable, str]]


def write_cyjs(graph: "nx.Graph[Any]", output: IO[bytes], layout: Layout = "auto") -> None:
    """Writes the graph, an element a line; it is walked twice, for the titles of the attributes must be known first.

    What a reader of JSON would change is written as text: integers beyond 2**53, and what is not finite.
    """
    ids = node_ids(graph)

    def nodes() -> Iterator[NodeRow]:
        return node_rows(graph, ids, timed=False)

    def edges() -> Iterator[EdgeRow]:
        return edge_rows(graph, ids, timed=False, besides=ids.values())

    of_nodes = _titles((row.data for row in nodes()), held(NODE, timed=False), NODE_NAMES)
    of_edges = _titles((row[-1] for row in edges()), held(EDGE, timed=False), EDGE_NAMES)
    about = {"name": graph.name or "Hearsay", "directed": graph.is_directed()}
    head = {"format_version": "1.0", "generated_by": "Hearsay", "target_cytoscapejs_version": "~3.0", "data": about}
    write_lines(output, [f'{_json(head)[:-1]}, "elements": {{\n"nodes": ['])
    write_lines(
        output,
        _lines(
            zip(nodes(), looks(graph, strengths(graph), layout), strict=True),
            lambda row: _node(*row, of_nodes),
        ),
    )
    write_lines(output, ['],\n"edges": ['])
    write_lines(output, _lines(edges(), lambda row: _edge(row, of_edges)))
    write_lines(output, ["]\n}}\n"])


def _titles(rows: Iterable[Data], own: frozenset[str], reserved: tuple[str, ...]) -> Titles:
    columns = Columns(own, "%d", "", str)
    for data in rows:
        columns.cells(data)
    return [(key, title) for _, title, _, key in columns.declared(reserved)]


def _lines(rows: Iterable[Row], element: Callable[[Row], dict[str, Any]]) -> Iterator[str]:
    before = "\n"
    for row in rows:
        yield before + _json(element(row))
        before = ",\n"


def _node(row: NodeRow, look: Look, titles: Titles) -> dict[str, Any]:
    (r, g, b), size, place = look
    own = {"id": row.id, "label": row.label, "name": row.label, "color": f"#{r:02x}{g:02x}{b:02x}", "size": size}
    data = {"data": own | _attributes(row.data, titles)}
    return data if place is None else data | {"position": {"x": place[0], "y": 0.0 - place[1]}}  # y points down


def _edge(row: EdgeRow, titles: Titles) -> dict[str, Any]:
    name, source, target, kind, label, weight, _, _, data = row
    own = {"id": name, "source": source, "target": target, "kind": kind, "interaction": kind, "label": label}
    return {"data": own | {"name": label, "weight": weight} | _attributes(data, titles)}


def _attributes(data: Data, titles: Titles) -> dict[str, Any]:
    return {title: _value(data[key]) for key, title in titles if data.get(key) is not None}


def _value(value: Any) -> Any:
    if value.__class__ is bool or (value.__class__ is int and -EXACT <= value <= EXACT):
        return value
    if value.__class__ is float and isfinite(value):
        return value
    return legal(plain(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
