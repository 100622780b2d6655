"""graphology and cytoscape.js, run under node, find each node, edge and attribute in what we write.

``make node`` installs them beside tests/node/read.js; where they or node are not, these tests skip and say so.
"""

import json
import math
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export.cyjs import write_cyjs
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.looks import looks
from kg.export.rows import strengths
from kg.model import Extraction
from kg.network import VIEWS, view
from kg.store.embedded import EmbeddedStore
from kg.workflow.storing import ingest_extractions
from tests.export.graphs import column, expected, unguarded

WRITERS = {"gexf": write_gexf, "graphml": write_graphml, "cyjs": write_cyjs}
TIMES = {"start", "end"}
"""In GEXF these stand outside of the attributes, where graphology does not look."""
Found = dict[str, Any]


@pytest.fixture(scope="module")
def reader(root: Path) -> list[str]:
    """The command that reads graph files."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the JavaScript readers were not asked")
    if not (root / "tests/node/node_modules/graphology").is_dir():
        pytest.skip("the JavaScript readers are not installed: make node")
    return [node, str(root / "tests/node/read.js")]


def read(reader: list[str], folder: Path, graphs: dict[str, Any]) -> dict[tuple[str, str], Found]:
    """What is found in each graph as written in each format."""
    paths = {(name, suffix): folder / f"{name}.{suffix}" for name in graphs for suffix in WRITERS}
    for (name, suffix), path in paths.items():
        with path.open("wb") as output:
            WRITERS[suffix](graphs[name], output)
    ran = subprocess.run([*reader, *map(str, paths.values())], capture_output=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    return dict(zip(paths, map(json.loads, ran.stdout.decode().rstrip("\n").split("\n")), strict=True))


def number(value: Any) -> Any:
    """A number that JSON could not hold, as it was."""
    return float(value["number"].replace("Infinity", "inf")) if isinstance(value, dict) else unguarded(value)


def compare(found: list[dict[str, Any]], given: list[dict[str, Any]], suffix: str, own: set[str]) -> None:
    """Every attribute of ``given`` is found, and nothing but those and what the format adds (``own``)."""
    names = sorted({name for data in given for name in data} - {"id"})
    for name in names:
        kind = column([data.get(name) for data in given])
        for data, before in zip(found, given, strict=True):
            value = before.get(name)
            if value is None or (suffix == "gexf" and name in TIMES):
                assert name not in data or name in own
                continue
            wanted = expected(value, kind if suffix != "cyjs" or type(value) not in (int, float, bool) else type(value))
            got = number(data[name])
            if isinstance(wanted, float) and math.isnan(wanted):
                assert math.isnan(got)
            elif isinstance(wanted, int | float) and not isinstance(wanted, bool):
                assert float(got) == float(wanted), (name, value)
            else:
                assert (type(got), got) == (type(wanted), wanted), (name, value)
    for data in found:
        assert data.keys() <= own | set(names), data.keys() - own - set(names)


NODE_OWN = {"id", "label", "name", "color", "size", "x", "y", "z"}
EDGE_OWN = {"id", "label", "name", "kind", "interaction", "weight", "source", "target"}


def check(graph: Any, found: Found, suffix: str) -> None:
    assert found["directed"] == graph.is_directed()
    assert [key for key, _ in found["nodes"]] == list(graph)
    compare([data for _, data in found["nodes"]], list(graph.nodes.values()), suffix, NODE_OWN)
    for (_, data), (colour, size, place) in zip(found["nodes"], looks(graph, strengths(graph)), strict=True):
        assert place is not None
        assert (data["x"], data["y"]) == (place[0], place[1] if suffix != "cyjs" else 0.0 - place[1])
        assert data["size"] == size
        assert data["color"] in (f"rgb({colour[0]},{colour[1]},{colour[2]})", "#" + bytes(colour).hex())
    edges = {data["id"]: (u, v, data) for u, v, data in graph.edges(data=True)}
    assert len(edges) == len(found["edges"]) == graph.number_of_edges()
    ends = {key: (source, target) for key, source, target, _ in found["edges"]}
    assert ends == {key: edge[:2] for key, edge in edges.items()}
    data = [data for *_, data in found["edges"]]
    compare(data, [edges[key][2] for key, *_ in found["edges"]], suffix, EDGE_OWN)


def test_the_views_of_the_example_newsroom(reader: list[str], tmp_path: Path, truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as store:
        ingest_extractions(store, truth, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
        graphs = {name: view(store, name) for name in VIEWS}
    for (name, suffix), found in read(reader, tmp_path, graphs).items():
        check(graphs[name], found, suffix)


def hard() -> "nx.MultiDiGraph[str]":
    """Values that readers lose: parallel edges, INF, lists, dates, XML's own characters, whole columns of one type."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label='<a href="x">&amp;', type="outlet", words="INF Treaty", many=["x", "y|z"], some=True)
    graph.add_node("b", label="line\nbreak", type="speaker", day=date(2022, 3, 1), share=0.5, count=3)
    graph.add_node("c", label="é 😀 \u2028", type="new", words="]]>", share=7, count=-2, some=False)
    for number_, kind in enumerate(("said", "cites", "said")):
        own = {"id": f"e{number_}", "kind": kind, "label": kind, "weight": number_ + 0.5}
        graph.add_edge("a", "b", key=own["id"], **own, words="tab\tand “quotes”", start="2022-03-01")
    graph.add_edge("b", "b", key="loop", id="loop", kind="said", label="says", weight=1)
    return graph


def test_values_that_readers_lose(reader: list[str], tmp_path: Path) -> None:
    graph = hard()
    other = nx.MultiGraph([("a", "b", "e", {"id": "e", "kind": "quoted-with", "label": "with", "weight": 2})])
    for (name, suffix), found in read(reader, tmp_path, {"hard": graph, "undirected": other}).items():
        check(graph if name == "hard" else other, found, suffix)
