"""Nodes and edges as rows: what GraphML, GEXF and CSV have in common.

Each row has an id that is unique and not empty, and a label; each edge a kind and a weight > 0. What such a place
cannot hold (a weight of 0, an id that is taken, a day that is none) is an attribute of its own, whose key is
``(name,)``.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from kg.export.values import plain
from kg.export.xmltext import legal

Data = Mapping[Any, Any]
"""Attributes by name, or by ``(name,)``."""

NODE = frozenset({"id", "label"})
EDGE = frozenset({"id", "label", "kind", "weight"})
TIME = frozenset({"start", "end"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NodeRow(NamedTuple):
    """A node; ``data`` are its attributes, with those that the row itself holds."""

    id: str
    label: str
    start: str | None
    end: str | None
    data: Data


EdgeRow = tuple[str, str, str, str, str, int | float, str | None, str | None, Data]
"""An edge: its id, source and target ids, kind, label, weight, start, end, and data as in NodeRow."""


class Survey(NamedTuple):
    """The sum of the weights of each node's edges, in the graph's order (a weight that is none counts as 1); and
    whether no edge has an id, or all have plain words of which no two are the same.
    """

    strengths: list[float]
    apart: bool


def held(of: frozenset[str], *, timed: bool) -> frozenset[str]:
    """The attributes that a row itself holds; with ``timed`` also start and end."""
    return of | TIME if timed else of


def node_ids(graph: "nx.Graph[Any]") -> dict[Any, str]:
    """The id of each node in the file: its key as text, told apart by a number where another has it."""
    taken: set[str] = set()
    return {node: _name(str(node), taken) for node in graph}


def node_rows(graph: "nx.Graph[Any]", ids: Mapping[Any, str], *, timed: bool) -> Iterator[NodeRow]:
    """The nodes in the graph's order."""
    for node, data in graph.nodes(data=True):
        name = ids[node]
        more: dict[Any, Any] = {}
        if data.get("id", node) != node:
            more["id",] = data["id"]
        start, end = _times(data, more) if timed else (None, None)
        yield NodeRow(name, _label(data.get("label"), name), start, end, data | more if more else data)


def edge_rows(
    graph: "nx.Graph[Any]", ids: Mapping[Any, str], *, timed: bool, besides: Iterable[str] = (), apart: bool = False
) -> Iterator[EdgeRow]:
    """The edges in the graph's order; one without an id gets its place's number, one without a kind its label.

    No edge's id is one of ``besides``. ``apart`` is that of the graph's survey: no id need be remembered then.
    """
    taken = set(besides)
    for number, (u, v, data) in enumerate(edges(graph)):
        more: dict[Any, Any] = {}
        wanted = data.get("id")
        if apart:
            name = f"e{number}" if wanted is None else wanted
        elif wanted.__class__ is str and wanted.isalnum() and wanted not in taken:
            name = wanted
            taken.add(name)
        else:
            name = _name(f"e{number}" if wanted is None else str(wanted), taken)
            if name != wanted and wanted is not None:
                more["id",] = wanted
        kind, label = data.get("kind"), data.get("label")
        same = kind.__class__ is label.__class__ is str
        kind, label = _known_names(kind, label) if same else _names(kind, label)
        weight = data.get("weight", 1)
        if not (weight.__class__ in (int, float) and 0 < weight < 2**53):
            more["weight",] = weight
            weight = 1
        start = end = None
        if timed and ("start" in data or "end" in data):
            start, end = _times(data, more)
        yield name, ids[u], ids[v], kind, label, weight, start, end, (data | more if more else data)


def edges(graph: "nx.Graph[Any]") -> Iterator[tuple[Any, Any, dict[Any, Any]]]:
    """What ``graph.edges(data=True)`` gives, for directed graphs without its cost."""
    if not graph.is_directed():
        yield from graph.edges(data=True)
        return
    several = graph.is_multigraph()
    for u, targets in graph.adjacency():
        for v, found in targets.items():
            if several:
                for data in found.values():
                    yield u, v, data
            else:
                yield u, v, found


def surveyed(graph: "nx.Graph[Any]") -> Survey:
    """What one walk over the edges tells.

    No two hashes of ids are the same only if no two ids are: an array of them takes a fifth of the memory of a set.
    """
    strong = dict.fromkeys(graph, 0.0)
    missing = odd = False
    hashes = array("q")
    for u, v, data in edges(graph):
        weight = data.get("weight", 1)
        if not (weight.__class__ in (int, float) and 0 < weight < 2**53):
            weight = 1
        strong[u] += weight
        strong[v] += weight
        wanted = data.get("id")
        if wanted is None:
            missing = True
        elif wanted.__class__ is str and wanted.isalnum():
            hashes.append(hash(wanted))
        else:
            odd = True
    found = np.sort(np.frombuffer(hashes, dtype=np.int64)) if hashes else np.empty(0)
    apart = not odd and not (missing and hashes) and bool((found[1:] != found[:-1]).all())
    return Survey(list(strong.values()), apart)


def _name(wanted: str, taken: set[str]) -> str:
    name = stem = legal(wanted) or "_"
    number = 1
    while name in taken or name.isspace():
        number += 1
        name = f"{stem.strip()}-{number}"
    taken.add(name)
    return name


def _names(kind: object, label: object) -> tuple[str, str]:
    """The kind and label of an edge: each stands for the other where one is missing."""
    name = _label(kind, _label(label, "link"))
    return name, _label(label, name)


@lru_cache(maxsize=1024)
def _known_names(kind: str, label: str) -> tuple[str, str]:
    return _names(kind, label)


def _label(value: object, otherwise: str) -> str:
    if value is None:
        return otherwise
    label = legal(value if isinstance(value, str) else plain(value))
    return label if label and not label.isspace() else otherwise


def _times(data: Data, more: dict[Any, Any]) -> tuple[str | None, str | None]:
    given_start, given_end = data.get("start"), data.get("end")
    start, end = _day(given_start), _day(given_end)
    if start is not None and end is not None and end < start:
        start = end = None
    if given_start != start:
        more["start",] = given_start
    if given_end != end:
        more["end",] = given_end
    return start, end


def _day(value: object) -> str | None:
    """YYYY-MM-DD of a day or of a moment; None for anything else, which Gephi would reject."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _day_of_text(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _day_of_text(text: str) -> str | None:
    day = text[:10] if text[10:11] in ("", "T") else ""
    try:
        return date.fromisoformat(day).isoformat() if _DAY.fullmatch(day) else None
    except ValueError:
        return None
