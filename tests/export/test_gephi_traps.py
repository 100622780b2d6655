"""What Gephi loses without a word (values that caused it), and that our files don't hold it."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.looks import COLOURS
from tests.export.graphs import unguarded

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
Element = Any


def gexf(graph: Any) -> Element:
    output = io.BytesIO()
    write_gexf(graph, output)
    return etree.fromstring(output.getvalue())


def graphml(graph: Any) -> Element:
    output = io.BytesIO()
    write_graphml(graph, output)
    return etree.fromstring(output.getvalue())


def one(**node: Any) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", **node)
    return graph


def pair(*edges: dict[str, Any]) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, data in enumerate(edges):
        graph.add_edge("a", "b", key=str(number), **data)
    return graph


def cells(root: Element, of: str = "node") -> dict[str, tuple[str, str]]:
    """Title to type and the first value, of nodes or edges."""
    titles = {
        e.get("id"): (e.get("title"), e.get("type"))
        for e in root.iterfind(f".//g:attributes[@class='{of}']/g:attribute", GEXF)
    }
    found = root.iterfind(f".//g:{of}/g:attvalues/g:attvalue", GEXF)
    return {titles[e.get("for")][0]: (titles[e.get("for")][1], e.get("value")) for e in reversed(list(found))}


def test_the_namespaces_and_the_head_are_those_of_gexf_1_3() -> None:
    root = gexf(one())
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"
    graph = root.find("g:graph", GEXF)
    assert dict(graph.attrib) == {
        "defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval",
    }  # fmt: skip
    assert [e.tag.rpartition("}")[2] for e in graph] == ["attributes", "attributes", "nodes", "edges"]


def test_attribute_ids_are_numbers_and_iris_are_strings() -> None:
    root = gexf(one(url="https://a.example/#x", n=1))
    assert all(e.get("id").isdecimal() for e in root.iterfind(".//g:attribute", GEXF))
    assert cells(root)["url"] == ("string", "https://a.example/#x")


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ([True, False], "boolean"),
        ([1, 2**31 - 1, -(2**31)], "integer"),
        ([1, 2**31], "long"),
        ([1, 2**63], "string"),
        ([1, 2.5], "double"),
        ([2**53 + 1, 2.5], "string"),
        ([float("nan"), float("inf")], "double"),
        ([1, True], "string"),
        ([1, "one"], "string"),
        ([date(2022, 3, 1)], "string"),
        ([Decimal("1.50")], "string"),
        ([["a", "b"], {"b", "a"}], "string"),
    ],
)
def test_a_column_has_one_type_that_holds_all_its_values(values: list[Any], type_: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, value in enumerate(values):
        graph.add_node(str(number), a=value, b=None)
    types = [e.get("type") for e in gexf(graph).iterfind(".//g:attributes[@class='node']/g:attribute", GEXF)]
    assert types == [type_]
    java = {"integer": "int"}.get(type_, type_)
    assert graphml(graph).xpath("//*[@attr.name='a']/@attr.type") == [java]


def test_lists_are_joined_by_pipes_and_sets_sorted() -> None:
    assert cells(gexf(one(a=["x", "y|z", "\\"], b={"b", "a"})))["a"][1] == r"x|y\|z|\\"
    assert cells(gexf(one(b={"b", "a"})))["b"][1] == "a|b"


def test_none_is_left_out() -> None:
    assert cells(gexf(one(a=None))) == {}


def test_inf_in_a_value_is_guarded_and_reads_the_same_without_the_guard() -> None:
    graph = one(label="INF Treaty", words="The INF Treaty, INFINF")
    for root in (gexf(graph), graphml(graph)):
        text = etree.tostring(root, encoding="unicode")
        values = re.findall(r'value="([^"]*Treaty[^"]*)"|>([^<]*Treaty,[^<]*)<', text)
        assert values
        for found in values:
            value = "".join(found)
            assert "INF" not in value
            assert unguarded(value) == "The INF Treaty, INFINF"
    assert gexf(graph).find(".//g:node", GEXF).get("label") == "INF Treaty"


def test_numbers_without_an_end_are_written_as_xml_schema_does() -> None:
    for value, written in ((float("inf"), "INF"), (float("-inf"), "-INF"), (float("nan"), "NaN")):
        assert cells(gexf(one(a=value)))["a"] == ("double", written)
        assert f">{written}<" in etree.tostring(graphml(one(a=value)), encoding="unicode")


def test_there_is_always_a_label() -> None:
    for graph in (one(), one(label=""), one(label=" "), one(label=None), one(label="\x00")):
        assert gexf(graph).find(".//g:node", GEXF).get("label") == "a"
        assert graphml(graph).xpath("//*[@key='label']/text()") == ["a"]


def test_parallel_edges_of_several_kinds_keep_kind_and_label() -> None:
    graph = pair({"kind": "said", "label": "says"}, {"kind": "cites"}, {"label": "denied"}, {})
    edges = gexf(graph).findall(".//g:edge", GEXF)
    assert [(e.get("kind"), e.get("label")) for e in edges] == [
        ("said", "says"), ("cites", "cites"), ("denied", "denied"), ("link", "link"),
    ]  # fmt: skip
    assert [e.get("label") for e in graphml(graph).iterfind(".//{*}edge")] == ["said", "cites", "denied", "link"]


def test_edge_ids_are_unique_and_a_taken_one_is_kept_beside() -> None:
    graph = pair({"id": "x"}, {"id": "x"}, {}, {"id": ""}, {"id": "e2"})
    ids = [e.get("id") for e in gexf(graph).iterfind(".//g:edge", GEXF)]
    assert len(set(ids)) == 5
    assert ids[0] == "x"
    assert "id_" in cells(gexf(graph), "edge")


@pytest.mark.parametrize("weight", [0, -1, 0.0, float("nan"), float("inf"), "3", True, 2**60])
def test_a_weight_is_above_0_and_another_is_kept_beside(weight: Any) -> None:
    edge = gexf(pair({"weight": weight})).find(".//g:edge", GEXF)
    assert edge.get("weight") == "1"
    assert cells(gexf(pair({"weight": weight})), "edge")["weight_"][1] in (
        str(weight),
        str(weight).lower(),
        "NaN",
        "INF",
    )


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("2022-03-01", "2022-03-02", {"start": "2022-03-01", "end": "2022-03-02"}),
        ("2022-03-01", None, {"start": "2022-03-01"}),
        (date(2022, 3, 1), None, {"start": "2022-03-01"}),
        ("2022-03-01T10:00:00Z", None, {"start": "2022-03-01"}),
        ("2022", "2023", {}),
        ("01/03/2022", "02/03/2022", {}),
        ("2022-02-30", "last week", {}),
        ("2022-03-02", "2022-03-01", {}),
        ("20220301", "2022-W09-2", {}),
    ],
)
def test_days_that_gephi_rejects_are_kept_as_text(start: Any, end: Any, kept: dict[str, str]) -> None:
    root = gexf(one(start=start, end=end))
    node = root.find(".//g:node", GEXF)
    assert {name: node.get(name) for name in ("start", "end") if node.get(name)} == kept
    lost = {
        f"{name}_" for name, value in (("start", start), ("end", end)) if value is not None and kept.get(name) != value
    }
    assert set(cells(root)) == lost


def test_an_attribute_named_like_something_of_the_format_does_not_take_its_place() -> None:
    edge = gexf(pair({"type": "undirected", "source": "x", "target": "y", "kind": "said"})).find(".//g:edge", GEXF)
    assert edge.get("type") is None
    assert (edge.get("source"), edge.get("target")) == ("a", "b")
    graph = one(x="here", size="big", r="red", id="other", d3="yEd")
    root = graphml(graph)
    names = root.xpath("//*[@for='node']/@attr.name")
    assert {"x_", "size_", "r_", "id_", "d3_"} <= set(names)
    assert len(names) == len(set(names))


def test_control_characters_and_surrogates_are_stripped() -> None:
    assert cells(gexf(one(a="x\x00\x0b\x1f\ud800\ufffe\uffffy\U0001f692")))["a"][1] == "xy\U0001f692"


def test_colour_size_and_place_are_there() -> None:
    graph = one(type="outlet")
    graph.add_edge("a", "b", weight=9)
    node = gexf(graph).find(".//g:node", GEXF)
    colour, size, place = (node.find(f"viz:{name}", GEXF) for name in ("color", "size", "position"))
    assert tuple(int(colour.get(c)) for c in "rgb") == COLOURS["outlet"]
    assert float(size.get("value")) == 20.0
    assert {place.get(c) is not None for c in "xyz"} == {True}
    found = {e.get("key"): e.text for e in graphml(graph).find(".//{*}node")}
    assert [found[key] for key in "rgb"] == [str(c) for c in COLOURS["outlet"]]
    assert found["size"] == "20.0"
    assert {"x", "y"} <= found.keys()


def test_a_node_is_larger_the_more_its_edges_weigh_and_a_weight_that_is_none_counts_as_one() -> None:
    graph = pair({"weight": 16}, {"weight": -3}, {"weight": "9"})
    graph.add_edge("a", "c", weight=2)
    sizes = [float(e.get("value")) for e in gexf(graph).iterfind(".//viz:size", GEXF)]
    assert sizes == [round(8 + 4 * strength**0.5, 2) for strength in (20, 18, 2)]


def test_without_a_layout_there_are_no_places_and_all_else() -> None:
    graph = one(type="outlet")
    for write, place in ((write_gexf, "{*}position"), (write_graphml, "{*}data[@key='x']")):
        roots = []
        for layout in ("auto", "none"):
            output = io.BytesIO()
            write(graph, output, layout)
            roots.append(etree.fromstring(output.getvalue()))
        placed, bare = (len(list(root.iterfind(f".//{place}"))) for root in roots)
        assert (placed, bare) == (1, 0)
        assert roots[1].find(".//{*}node") is not None
