"""The rdflib face of an embedded store: one graph, the union of all, for reading.

oxrdflib shows a store's default graph or, without an identifier, an empty one, and repeats a triple that stands in two
named graphs. Here every pattern is matched over all graphs and every triple is given once.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from oxrdflib._converter import from_ox, to_ox_quad_pattern
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.errors import StoreError
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint


class Owner(Protocol):
    """What holds the engine."""

    @property
    def inner(self) -> ox.Store: ...


class UnionStore(OxigraphStore):
    """An rdflib store that holds no engine of its own, so that closing the Hearsay store lets the directory go."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        super().__init__()

    @property
    def _inner(self) -> ox.Store:
        return self._owner.inner

    def triples(self, triple_pattern: Any, context: object = None) -> Iterator[Any]:
        """Each triple of the union once, with no context."""
        seen = set()
        try:
            pattern = to_ox_quad_pattern(triple_pattern)
            found = self._inner.quads_for_pattern(*pattern[:3], None)
        except (TypeError, ValueError):
            return
        for quad in found:
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield (from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object)), iter(())

    def __len__(self, context: object = None) -> int:
        return int(super().__len__(None))

    def query(self, query: Any, initNs: Mapping[str, Any], initBindings: Any, queryGraph: str, **kwargs: object) -> Any:  # noqa: N803
        """A query over the union."""
        return super().query(query, {**PREFIXES, **initNs}, initBindings, "__UNION__", **kwargs)

    def _refuse(self, *_: object, **__: object) -> None:
        raise StoreError("this graph is for reading: write with Store.write")

    add = addN = remove = update = add_graph = remove_graph = _refuse  # noqa: N815


def union_graph(owner: Owner) -> rdflib.Graph:
    """An rdflib graph over all graphs of ``owner``."""
    graph = rdflib.Graph(store=UnionStore(owner), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def remote_graph(endpoint: "Endpoint") -> rdflib.Graph:
    """An rdflib graph over the default graph of a server, for reading."""
    headers = {"Authorization": endpoint.authorization} if endpoint.authorization else {}
    store = SPARQLStore(endpoint.query, context_aware=False, method="POST_FORM", headers=headers)
    graph = rdflib.Graph(store=store, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
