"""The CSV tables: every cell comes back, Gephi guesses types right, and no spreadsheet runs a cell."""

import csv
import io
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.csvtables import EDGE_HEAD, NODE_HEAD, safe, write_edges, write_nodes
from tests.export.graphs import NAMES, column, graphs, legal, text

Rows = list[dict[str, str]]


def table(writer: Any, graph: Any) -> Rows:
    output = io.BytesIO()
    writer(graph, output)
    return list(csv.DictReader(io.StringIO(output.getvalue().decode("utf-8"), newline="")))


def unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and safe(cell[1:]) == cell else cell


@settings(max_examples=60)
@given(graph=graphs())
def test_every_cell_comes_back(graph: "nx.MultiDiGraph[str]") -> None:
    nodes = {row["Id"]: row for row in table(write_nodes, graph)}
    edges = {row["Id"]: row for row in table(write_edges, graph)}
    before = {data["id"]: data for _, _, data in graph.edges(data=True)}
    assert nodes.keys() == set(graph)
    assert edges.keys() == before.keys()
    for found, given_ in ((nodes, graph.nodes), (edges, before)):
        for name in NAMES:
            kind = column([given_[key].get(name) for key in found])
            for key, row in found.items():
                value = given_[key].get(name)
                if value is None:
                    assert row.get(name, "") == ""
                elif kind == "double":
                    assert row[name] == text(float(value))
                else:
                    assert (unsafe(row[name]) if kind == "string" else row[name]) == legal(text(value))
    assert all((row["Source"], row["Target"]) in set(graph.edges()) for row in edges.values())


def test_the_headers_are_those_that_gephi_looks_for() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kind="said", weight=2, Type="x", timeset="y", extra="z")
    graph.nodes["a"]["Label"] = "z"
    (row,) = table(write_edges, graph)
    assert tuple(row) == (*EDGE_HEAD, "Type_", "extra", "timeset_")
    assert (row["Type"], row["Kind"], row["Weight"], row["Type_"]) == ("Directed", "said", "2.0", "x")
    assert tuple(table(write_nodes, graph)[0]) == (*NODE_HEAD, "Label_")


@given(st.text(st.sampled_from("'=+-@\t\rab ")))
def test_no_cell_begins_a_formula_and_the_guard_can_be_taken_away(cell: str) -> None:
    assert not safe(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unsafe(safe(cell)) == cell


def test_numbers_are_not_taken_for_formulas() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", n=-5, f=-0.5, s="-5")
    graph.add_node("b", s="x")
    assert [(r["n"], r["f"], r["s"]) for r in table(write_nodes, graph)] == [("-5", "-0.5", "'-5"), ("", "", "x")]


@pytest.mark.parametrize(("early", "late"), [("7", "seven"), (7, 2**40), ("true", "so"), ("2022-03-01", "March")])
def test_a_row_that_tells_a_columns_type_is_among_the_first_25(early: Any, late: Any) -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{i}", {"a": early}) for i in range(40))
    graph.add_node("last", a=late)
    rows = table(write_nodes, graph)
    assert rows[0]["Id"] == "last"
    assert [row["Id"] for row in rows[1:]] == [f"n{i}" for i in range(40)]


def test_a_column_with_one_fraction_has_fractions_from_the_start() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{i}", {"a": i if i < 30 else 0.5}) for i in range(31))
    assert table(write_nodes, graph)[0]["a"] == "0.0"
