"""Nodes and edges while a view collects them, and the graph that they make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import networkx as nx

from kg import ids
from kg.model import Value

LABEL_LENGTH = 80

if TYPE_CHECKING:
    Network = nx.MultiGraph[str]
    Directed = nx.MultiDiGraph[str]
else:
    Network = nx.MultiGraph  # a MultiDiGraph is one
    Directed = nx.MultiDiGraph


@dataclass(frozen=True, slots=True)
class Draft:
    """Nodes and edges while they are collected; the days of an element widen to hold each new one."""

    nodes: dict[str, dict[str, Value]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], dict[str, Value]] = field(default_factory=dict)

    def node(self, iri: str, type_: str, label: Value, day: Value, **more: Value) -> None:
        """A node; what is known of it already stays."""
        new: dict[str, Value] = {"id": iri, "label": label or iri, "type": type_}
        _add(self.nodes.setdefault(iri, new), day, more)

    def edge(self, source: str, kind: str, target: str, weight: int, day: Value, **more: Value) -> dict[str, Value]:
        """An edge, whose weights add up; its attributes, to be added to."""
        known = self.edges.get((source, target, kind))
        if known is None:
            known = {"id": ids.digest([source, kind, target]), "kind": kind, "label": kind, "weight": 0}
            self.edges[source, target, kind] = known
        known["weight"] = int(known["weight"] or 0) + weight
        _add(known, day, more)
        return known

    def count(self, iri: str, name: str, number: int) -> None:
        """Adds to a number that a node holds."""
        self.nodes[iri][name] = int(self.nodes[iri].get(name) or 0) + number

    def graph(self, name: str, *, directed: bool) -> Network:
        """The graph, nodes and edges sorted; an undirected edge has the lesser IRI as its source."""
        out = Directed(name=name) if directed else Network(name=name)
        out.add_nodes_from((iri, self.nodes[iri]) for iri in sorted(self.nodes))
        for source, target, kind in sorted(self.edges):
            data = self.edges[source, target, kind]
            out.add_edge(source, target, key=str(data["id"]), **data)
        return out


def short(words: str) -> str:
    """The words as a label."""
    line = " ".join(words.split())
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1].rstrip() + "…"


def _add(known: dict[str, Value], day: Value, more: Mapping[str, Value]) -> None:
    """Adds what is not known yet, and widens the days."""
    known.update({key: value for key, value in more.items() if value is not None and key not in known})
    if day is not None:
        known["start"] = min(str(known.get("start", day)), str(day))
        known["end"] = max(str(known.get("end", day)), str(day))
