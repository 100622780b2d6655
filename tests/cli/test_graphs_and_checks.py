import json
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import Run
from tests.contract.conftest import server


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """The truth of examples/ is the store that every command finds."""
    monkeypatch.setenv("KG_STORE", str(newsroom))


@pytest.mark.usefixtures("store")
def test_the_longest_path_of_citations_has_four_steps(kg: Run) -> None:
    rows = json.loads(kg("analyze", "longest-paths", "--json").out)
    assert max(r["length"] for r in rows if r["kind"] == "path") >= 4


@pytest.mark.usefixtures("store")
def test_export_by_suffix_and_to_standard_output(kg: Run, tmp_path: Path) -> None:
    ran = kg("export", "graph.gexf", "--view", "citations")
    assert ran.err == "wrote graph.gexf\n"
    assert len(nx.read_gexf(tmp_path / "graph.gexf")) > 5
    assert kg("export", "-", "--format", "turtle").out.startswith("@prefix")
    assert {p.name for p in tmp_path.iterdir()} == {"graph.gexf"}
    kg("export", "tables.csv", "--quiet")
    assert {p.name for p in tmp_path.iterdir()} == {"graph.gexf", "tables.nodes.csv", "tables.edges.csv"}


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export", "x.foo"], 2),
        (["export", "-"], 2),
        (["export", "x.ttl", "--speaker", "Varnholt"], 2),
        (["export", "x.ttl", "--view", "citations"], 2),
        (["export", "no/such/folder/x.ttl"], 3),
        (["export", "-", "--format", "csv"], 2),
        (["analyze", "pagerank", "--since", "soon"], 2),
        (["status", "--store", "missing.kg"], 3),
        (["status", "--store", "http://127.0.0.1:9"], 3),
        (["evaluate", "polnear", "missing.jsonl"], 2),
        (["validate", "missing.ttl"], 1),
    ],
)
def test_errors_are_one_line_with_their_code(kg: Run, arguments: list[str], code: int) -> None:
    ran = kg(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran.err


@pytest.mark.usefixtures("store")
def test_status_counts_what_is_there(kg: Run) -> None:
    rows = {r["item"]: r["value"] for r in json.loads(kg("status", "--json").out)}
    assert (rows["articles"], rows["outlets"], rows["attributions"]) == (12, 5, 119)
    assert rows["articles read by imported"] == 12


def test_status_of_a_server_without_the_union_says_how_to_set_it(kg: Run, tmp_path: Path, examples: Path) -> None:
    with server(tmp_path / "graph") as url:
        assert kg("ingest", "--store", url, "-q", str(examples / "night-talks.txt")).code == 0
        ran = kg("status", "--store", url)
    assert ran.code == 1
    assert "--union-default-graph" in ran.out


@pytest.mark.usefixtures("store")
def test_validate_the_store_and_a_broken_file(kg: Run, tmp_path: Path) -> None:
    ran = kg("validate")
    assert (ran.code, ran.err) == (0, "valid\n")
    (tmp_path / "x.ttl").write_text("<urn:a> a <https://w3id.org/hearsay#Attribution> .", encoding="utf-8")
    ran = kg("validate", "x.ttl", "--report", "report.ttl", "--json")
    assert ran.code == 1 and {r["focus"] for r in json.loads(ran.out)} == {"urn:a"}
    assert "sh:ValidationReport" in (tmp_path / "report.ttl").read_text(encoding="utf-8")


def test_evaluate_reads_and_scores(kg: Run, tmp_path: Path) -> None:
    text = "Ada Stone said that the bridge was shut."
    marks = [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 39]]}]
    gold = {"id": "a", "text": text, "annotations": [{"annotator": "x", "attributions": marks}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "read.jsonl").write_text(kg("extract", "gold.jsonl").out, encoding="utf-8")
    fresh, saved = (
        kg("evaluate", "polnear", "gold.jsonl", "--json"),
        kg("evaluate", "polnear", "gold.jsonl", "--pred", "read.jsonl", "--json"),
    )
    assert json.loads(fresh.out) == json.loads(saved.out)
    assert "linked" in fresh.out and "1 articles in" in fresh.err
    assert "content, exact" in kg("evaluate", "polnear", "gold.jsonl").out


def test_help_names_every_command(kg: Run) -> None:
    ran = kg("--help")
    for name in ("ingest", "extract", "statements", "query", "evaluate"):
        assert name in ran.out
        shown = kg(name, "--help")
        assert shown.code == 0 and "Usage: " in shown.out


def test_strangers_cannot_write_to_the_terminal(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada Stone said that \x1b[31mred\x1b[0m \u202e was it.", encoding="utf-8")
    assert kg("ingest", "a.txt", "--title", "t\x1b]0;x\x07").code == 0
    out = kg("statements").out
    assert "\x1b" not in out and "\u202e" not in out and "red" in out


def test_a_case_is_handed_on_and_taken_in(kg: Run, newsroom: Path, tmp_path: Path) -> None:
    written = kg("export", "--store", str(newsroom), "case.zip", "--speaker", "Varnholt", "--until", "2022-03-02")
    assert (written.code, written.err) == (0, "wrote case.zip\n")
    first = kg("ingest", "--store", "theirs.kg", "case.zip")
    assert first.code == 0
    assert "4 new" in first.err
    again = kg("ingest", "--store", "theirs.kg", "case.zip")
    assert (again.code, "0 new, 4 there already" in again.err) == (0, True)
    (tmp_path / "bad.zip").write_bytes(b"PK")
    assert kg("ingest", "--store", "theirs.kg", "bad.zip").code == 1
    assert kg("ingest", "--store", "theirs.kg", "case.zip", "other.txt").code == 2
    for wrong in (("--view", "speakers"), ("--layout", "none")):
        assert kg("export", "--store", str(newsroom), "case.zip", *wrong).code == 2
    assert kg("export", "--store", str(newsroom), "case.zip", "--speaker", "Nobody").code != 0
