"""``kg analyze``, and the filters that it shares with ``kg export``."""

import csv
import json
import shutil
from pathlib import Path

import networkx as nx
import pytest

from kg.analysis import ANALYSES
from kg.network import VIEWS
from tests.cli.conftest import Run


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kg: Run) -> Path:
    """A copy of the truth of examples/, with its copies and relays, which every command finds."""
    path = tmp_path / "store.kg"
    shutil.copytree(newsroom, path)
    monkeypatch.setenv("KG_STORE", str(path))
    assert kg("copies", "--quiet").code == 0
    return path


def test_analyze_lists_and_runs_each_analysis(kg: Run, store: Path) -> None:
    rows = json.loads(kg("analyze", "--json").out)
    assert [r["analysis"] for r in rows] == list(ANALYSES)
    assert all(r["shows"].endswith(".") for r in rows)
    for name in ANALYSES:
        ran = kg("analyze", name, "--top", "3", "--json")
        found = json.loads(ran.out)
        assert ran.code == 0
        assert found if name != "bursts" else found == [] and "nothing found" in ran.err
        assert len(found) <= 3 * (4 if name in ("longest-paths", "circles") else 1)
        assert kg("analyze", name, "--top", "3").code == 0
    assert "did you mean 'pagerank'" in kg("analyze", "pagrank").err


def test_options_go_with_the_analyses_that_have_them(kg: Run, store: Path) -> None:
    rows = json.loads(kg("analyze", "share-of-voice", "--of", "outlet", "--period", "day", "--top", "1", "--json").out)
    assert [r["period"] for r in rows] == sorted({r["period"] for r in rows})
    assert rows[0]["voice"] == "Meridian"
    ran = kg("analyze", "pagerank", "--of", "outlet")
    assert (ran.code, ran.err) == (2, "error: --of goes with share-of-voice, not with pagerank\n")
    ran = kg("analyze", "likeness", "--period", "day")
    assert ran.code == 2 and "share-of-voice, concentration, bursts" in ran.err


def test_identifiers_of_groups_are_in_json_and_not_in_the_table(kg: Run, store: Path) -> None:
    assert "https://" in json.loads(kg("analyze", "components", "--json").out)[0]["ids"]
    assert "https://" not in kg("analyze", "components").out


FILTERS = [
    ["--since", "2022-03-04"],
    ["--until", "2022-03-02"],
    ["--outlet", "Daybreak"],
    ["--speaker", "Varnholt"],
    ["--text", "nine days"],
]


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda f: f[0])
def test_each_filter_narrows_views_and_analyses(kg: Run, store: Path, tmp_path: Path, filter_: list[str]) -> None:
    whole = json.loads(kg("analyze", "who-said-what", "--top", "999", "--json").out)
    part = json.loads(kg("analyze", "who-said-what", "--top", "999", "--json", *filter_).out)
    assert 0 < len(part) < len(whole)
    for view in VIEWS:
        for name, given in (("whole", []), ("part", filter_)):
            assert kg("export", f"{name}.graphml", "--view", view, *given).code == 0
        sizes = [len(nx.read_graphml(tmp_path / f"{name}.graphml")) for name in ("part", "whole")]
        assert sizes[0] < sizes[1], view


def test_what_was_read_has_no_doubt_here_and_nobody_reviewed_it(kg: Run, store: Path) -> None:
    ran = kg("analyze", "who-said-what", "--reviewed")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing found: the view speakers has 0 nodes" in ran.err
    assert kg("analyze", "who-said-what", "--min-confidence", "2").code == 2
    assert kg("export", "x.ttl", "--reviewed", "--min-confidence", "0.5").err == (
        "error: --reviewed, --min-confidence: only for views (GraphML, GEXF, CSV, ...); RDF holds the whole store\n"
    )


def test_a_person_who_accepts_makes_it_reviewed(kg: Run, store: Path) -> None:
    (row, *_) = json.loads(kg("statements", "--speaker", "Varnholt", "--json").out)
    assert kg("review", "accept", row["attribution"], "--by", "ann").code == 0
    (found,) = json.loads(kg("analyze", "who-said-what", "--reviewed", "--json").out)
    assert (found["speaker"], found["statements"]) == ("Ilsa Varnholt", 1)


def test_an_outlet_and_a_speaker_may_be_the_first_digits_of_their_hash(kg: Run, store: Path) -> None:
    rows = json.loads(kg("analyze", "likeness", "--json").out)
    digits = rows[0]["id"].rpartition("/")[2][:8]
    found = json.loads(kg("analyze", "who-said-what", "--outlet", digits, "--json").out)
    assert {r["outlet"] for r in found} == {rows[0]["outlet"]}


def test_covoice_is_written_without_a_direction(kg: Run, store: Path, tmp_path: Path) -> None:
    for suffix in ("gexf", "graphml", "csv"):
        assert kg("export", f"c.{suffix}", "--view", "covoice").code == 0
    gexf, graphml = nx.read_gexf(tmp_path / "c.gexf"), nx.read_graphml(tmp_path / "c.graphml")
    assert not gexf.is_directed() and not graphml.is_directed()
    with (tmp_path / "c.edges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["Type"] for r in rows} == {"Undirected"}
    assert len(rows) == gexf.number_of_edges() == graphml.number_of_edges() > 0


def test_an_analysis_is_written_shown_by_query_and_valid(kg: Run, store: Path) -> None:
    ran = kg("analyze", "pagerank", "--top", "1", "--write", "--json")
    assert ran.code == 0 and len(json.loads(ran.out)) == 1
    assert ran.err.startswith("wrote ") and ran.err.endswith(" rows to the graph derived/analysis/pagerank\n")
    query = """SELECT ?name ?rank WHERE {
        ?row hs:rowOf/hs:analysisName "pagerank" ; hs:rowNumber 1 ; hs:rowValue ?a , ?b .
        ?a hs:column "label" ; schema:value ?name . ?b hs:column "pagerank" ; schema:value ?rank }"""
    (row,) = json.loads(kg("query", query, "--json").out)["results"]["bindings"]
    assert (row["name"]["value"], float(row["rank"]["value"])) == tuple(json.loads(ran.out)[0].values())[::2]
    assert kg("validate").code == 0


def test_nothing_is_written_where_there_is_no_store(kg: Run, tmp_path: Path) -> None:
    ran = kg("analyze", "pagerank", "--write", "--store", "none.kg")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert not (tmp_path / "none.kg").exists()
