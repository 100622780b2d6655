"""exports/sample/ is what the code makes of examples/truth, and other readers see all of it."""

import csv
import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest

from kg.model import Extraction
from kg.network import VIEWS, view
from kg.store.embedded import EmbeddedStore
from kg.workflow.storing import ingest_extractions
from tests.export.graphs import unguarded


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made now by the script that makes it."""
    out = tmp_path_factory.mktemp("sample")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(["sh", str(root / "exports/make.sh"), str(out)], check=True, env={**os.environ, "PATH": path})
    return out


def test_the_sample_is_what_the_code_writes(made: Path, root: Path) -> None:
    sample = root / "exports/sample"
    names = sorted(p.name for p in made.iterdir())
    assert names == sorted(p.name for p in sample.iterdir())
    _, differing, missing = filecmp.cmpfiles(made, sample, names, shallow=False)
    assert (differing, missing) == ([], []), "run make exports"


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, truth, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
        yield made


def values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as every format can hold them; what is missing is left out."""
    texts = {k: unguarded(v) if isinstance(v, str) else v for k, v in data.items()}
    return {
        k: float(v) if isinstance(v, int | float) else v for k, v in texts.items() if v not in (None, "") and v == v
    }


@pytest.mark.parametrize("name", list(VIEWS))
def test_networkx_finds_each_node_edge_and_attribute(root: Path, store: EmbeddedStore, name: str) -> None:
    graph = view(store, name)
    graphml = nx.read_graphml(root / f"exports/sample/{name}.graphml", force_multigraph=True)
    gexf = nx.MultiDiGraph(nx.read_gexf(root / f"exports/sample/{name}.gexf"))
    for found in (graphml, gexf):
        assert list(found) == list(graph)
        for key, data in graph.nodes(data=True):
            assert values(data).items() - {("id", key)} <= values(found.nodes[key]).items()
        edges = {d.get("id", k): (a, b, d) for a, b, k, d in found.edges(keys=True, data=True)}
        assert len(edges) == graph.number_of_edges() > 0
        for a, b, data in graph.edges(data=True):
            assert (a, b) == edges[data["id"]][:2] or (not graph.is_directed() and (b, a) == edges[data["id"]][:2])
            assert values(data).items() - {("id", data["id"])} <= values(edges[data["id"]][2]).items()


@pytest.mark.parametrize("name", list(VIEWS))
def test_igraph_finds_each_node_edge_and_attribute(root: Path, store: EmbeddedStore, name: str) -> None:
    graph = view(store, name)
    found = igraph.Graph.Read_GraphML(str(root / f"exports/sample/{name}.graphml"))
    assert found.vs["id"] == list(graph)
    for vertex, data in zip(found.vs, graph.nodes.values(), strict=True):
        assert values(data).items() <= values(vertex.attributes()).items()
    edges = list(graph.edges(data=True))
    assert len(edges) == found.ecount()
    for edge, (a, b, data) in zip(found.es, edges, strict=True):
        assert (a, b) == (edge.source_vertex["id"], edge.target_vertex["id"])
        assert values(data).items() - {("id", data["id"])} <= values(edge.attributes()).items()


@pytest.mark.parametrize("name", list(VIEWS))
def test_the_tables_hold_each_node_and_edge(root: Path, store: EmbeddedStore, name: str) -> None:
    graph = view(store, name)
    with (root / f"exports/sample/{name}.nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {(row["Id"], row["Label"]) for row in csv.DictReader(file)}
    with (root / f"exports/sample/{name}.edges.csv").open(encoding="utf-8", newline="") as file:
        edges = {(row["Source"], row["Target"], row["Kind"]) for row in csv.DictReader(file)}
    assert nodes == {(key, data["label"]) for key, data in graph.nodes(data=True)}
    assert edges == {(a, b, data["kind"]) for a, b, data in graph.edges(data=True)}


def test_the_turtle_holds_every_triple(root: Path, store: EmbeddedStore) -> None:
    found = set(ox.parse(path=str(root / "exports/sample/hearsay.ttl")))
    triples = {(q.subject, q.predicate, q.object) for q in store.quads()}
    ended = {p for _, p, _ in triples if p.value.endswith("endedAtTime")}
    assert {(q.subject, q.predicate, q.object) for q in found if q.predicate not in ended} == {
        t for t in triples if t[1] not in ended
    }
