"""``kg variants``: what a reader sees, as text, JSON and rows."""

import json
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    monkeypatch.setenv("KG_STORE", str(newsroom))


def test_a_group_shows_each_wording_who_was_first_and_what_differs(kg: Run) -> None:
    ran = kg("variants", "--text", "going to kneel")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0].startswith("Ilsa Varnholt, Rurik Dane, A report on Saturday  9 statements, 5 outlets  utterance/")
    assert lines[1].startswith("  “We have bread for nine days and water for four")
    assert "first: Ilsa Varnholt, direct, The Harbour Post 2022-03-01  [237:451]" in lines[2]
    assert any("nobody in this city [-is going to-] {+will+} kneel" in line for line in lines)
    assert "the same words under different speakers: Ilsa Varnholt, The Harbour Post" in ran.out


def test_json_holds_the_diff_and_the_evidence(kg: Run) -> None:
    (group,) = json.loads(kg("variants", "--speaker", "Erzhin", "--text", "no intention", "--json").out)
    fullest, told = group["wordings"]
    assert fullest["statements"][0]["statement"] == group["fullest"]
    assert fullest["difference"] is None
    assert told["difference"] == "paraphrase"
    assert [s["outlet"] for s in told["statements"]] == ["Meridian", "Calvenne Courier", "Northern Ledger"]
    assert [d["op"] for d in told["diff"]] == ["replace", "equal", "delete"]
    assert len(group["became_quotes"]) == 2
    by_id = json.loads(kg("variants", group["utterance"], "--json").out)
    assert by_id == [group]
    assert json.loads(kg("variants", told["statements"][0]["statement"].split("/")[-1][:12], "--json").out) == [group]


def test_rows_are_one_a_statement(kg: Run) -> None:
    rows = [json.loads(line) for line in kg("variants", "--format", "jsonl").out.splitlines()]
    assert len({r["statement"] for r in rows}) == len(rows) > 20
    assert all(r["first"] in (True, False) and r["words"] and r["start"] < r["end"] for r in rows)


def test_what_is_not_there_says_where_it_looked(kg: Run) -> None:
    ran = kg("variants", "--outlets", "6")
    assert (ran.code, ran.out) == (0, "")
    assert "no variants that 6 outlets or more carry in 12 articles of 5 outlets" in ran.err
    assert kg("variants", "nothing-of-that-name").code == 2
    assert kg("variants", "--outlets", "0").code == 2


def test_old_variants_are_brought_up_to_date_or_that_is_said(
    kg: Run, tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "late.kg"
    truth = sorted(map(str, (examples / "truth").glob("*.json")))
    with monkeypatch.context() as patch:
        patch.setattr("kg.workflow.storing.update_variants", lambda store: None)
        assert kg("ingest", "--extractions", "--quiet", "--store", str(where), *truth).code == 0
    with open_store(str(where)) as held:
        assert held.select("SELECT ?x { ?x a hs:Utterance }").rows == ()
    ran = kg("variants", "--store", str(where), "--text", "kneel")
    assert ran.out.startswith("Ilsa Varnholt")
    assert ran.err == ""
