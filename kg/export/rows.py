"""Nodes and edges as rows: what GraphML, GEXF and CSV have in common.

Each row has an id that is unique and not empty, and a label; each edge a kind and a weight > 0. What such a place
cannot hold (a weight of 0, an id that is taken, a day that is none) is an attribute of its own, whose key is
``(name,)``.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import networkx as nx
import numpy as np

from kg.export.values import plain
from kg.export.xmltext import legal

Data = Mapping[Any, Any]
"""Attributes by name, or by ``(name,)``."""

NODE = frozenset({"id", "label"})
EDGE = frozenset({"id", "label", "kind", "weight"})
TIME = frozenset({"start", "end"})
Made = TypeVar("Made")
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


@dataclass(slots=True)
class Survey:
    """What one walk over the edges tells: the sum of the weights of each node's edges (a weight that is none counts as
    1), and whether no edge has an id, or all have plain words of which no two are the same.

    No two hashes of ids are the same only if no two ids are: an array of them takes a fifth of the memory of a set.
    """

    strong: dict[Any, float]
    hashes: "array[int]" = field(default_factory=lambda: array("q"))
    missing: bool = False
    odd: bool = False

    @property
    def apart(self) -> bool:
        """Whether the edges are told apart by their ids as they are, or by their places."""
        if self.odd or (self.missing and self.hashes):
            return False
        found = np.sort(np.frombuffer(self.hashes, dtype=np.int64)) if self.hashes else np.empty(0)
        return bool((found[1:] != found[:-1]).all())


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
    graph: "nx.Graph[Any]",
    ids: Mapping[Any, str],
    *,
    timed: bool,
    besides: Iterable[str] = (),
    survey: Survey | None = None,
) -> Iterator[EdgeRow]:
    """The edges in the graph's order; one without an id gets its place's number, one without a kind its label.

    No edge's id is one of ``besides``. With a ``survey``, which the walk fills, no id is remembered: the rows are good
    if it finds the edges ``apart``, and end early where it is clear that it does not.
    """
    taken = set(besides)
    for number, (u, v, data) in enumerate(edges(graph)):
        more: dict[Any, Any] = {}
        wanted = data.get("id")
        if survey is not None:
            if wanted is None:
                survey.missing, name = True, f"e{number}"
            elif wanted.__class__ is str and wanted.isalnum():
                survey.hashes.append(hash(wanted))
                name = wanted
            else:
                survey.odd = True
                return
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
        if survey is not None:
            survey.strong[u] += weight
            survey.strong[v] += weight
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


def strengths(graph: "nx.Graph[Any]") -> list[float]:
    """The strength of each node, as in ``Survey``, in the graph's order."""
    strong = dict.fromkeys(graph, 0.0)
    for u, v, data in edges(graph):
        weight = data.get("weight", 1)
        if not (weight.__class__ in (int, float) and 0 < weight < 2**53):
            weight = 1
        strong[u] += weight
        strong[v] += weight
    return list(strong.values())


def written(graph: "nx.Graph[Any]", write: Callable[[Survey | None], Made]) -> tuple[Made, list[float]]:
    """What ``write`` makes of the edges in one walk, and the strengths; it writes anew where ids must be remembered."""
    survey = Survey(dict.fromkeys(graph, 0.0))
    made = write(survey)
    if survey.apart:
        return made, list(survey.strong.values())
    return write(None), strengths(graph)


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
