"""``kg review``, ``kg reindex`` and ``kg speakers --explain``."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

VELMORAN = "Velmoran Defence Ministry"
DROVNIAN = "Drovnian Defence Ministry"


@pytest.fixture
def store(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """A copy of the truth of examples/ that the test may change."""
    shutil.copytree(newsroom, tmp_path / "s.kg")
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s.kg"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1646697600")


pytestmark = pytest.mark.usefixtures("store")


def named(kg: Run) -> set[str]:
    return {r["speaker"] for r in json.loads(kg("speakers", "--json").out)}


def test_same_is_seen_by_every_question_and_undo_takes_it_back(kg: Run) -> None:
    assert {VELMORAN, DROVNIAN} <= named(kg)
    ran = kg("review", "same", VELMORAN, DROVNIAN, "--note", "for a test", "--by", "Ann")
    assert ran.code == 0 and ran.out.startswith("judgement/") and "same: " in ran.err
    assert len({VELMORAN, DROVNIAN} & named(kg)) == 1
    listed = kg("review", "--json")
    assert listed.out == kg("review", "list", "--json").out
    (row,) = json.loads(listed.out)
    assert (row["verdict"], row["by"], row["note"], row["holds"]) == ("same", "Ann", "for a test", True)
    assert {row["one"], row["other"]} == {VELMORAN, DROVNIAN}
    assert row["created"] == "2022-03-08T00:00:00Z"
    assert kg("review", "undo", ran.out.strip()).code == 0
    assert {VELMORAN, DROVNIAN} <= named(kg)
    assert [r["holds"] for r in json.loads(kg("review", "--json").out)].count(True) == 0


def test_nobody_is_named_unless_said(kg: Run) -> None:
    kg("review", "different", VELMORAN, DROVNIAN)
    (row,) = json.loads(kg("review", "--json").out)
    assert (row["by"], row["note"]) == (None, None)
    again = kg("review", "different", VELMORAN, DROVNIAN)
    assert again.code == 0 and "nothing changed" in again.err


def test_no_judgements_is_said(kg: Run) -> None:
    assert kg("review") == Ran(0, "", "no judgements\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["review", "same", VELMORAN], "Missing argument"),
        (["review", "same", VELMORAN, "Nobody Atall"], "no speaker is called 'Nobody Atall'"),
        (["review", "same", "Defence Ministry", VELMORAN], "means 3 speakers"),
        (["review", "undo", "judgement/000000"], "no judgement"),
        (["review", "agree"], "No such command"),
        (["speakers", "--explain", "Nobody Atall"], "no speaker is called"),
        (["speakers", "--explain", VELMORAN, "--format", "csv"], "json or jsonl"),
        (["review", "same", VELMORAN, DROVNIAN, "--note", "\x1b[31m"], "no text"),
    ],
)
def test_wrong_use_is_one_line_and_2(kg: Run, arguments: list[str], reason: str) -> None:
    ran = kg(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert reason in ran.err


def test_a_contradiction_names_the_judgement(kg: Run) -> None:
    made = kg("review", "same", VELMORAN, DROVNIAN).out.strip()
    rows = json.loads(kg("review", "--json").out)
    third = json.loads(kg("speakers", "--explain", "Lantern Aid", "--json").out)[0]["entities"][0]["entity"]
    assert kg("review", "different", rows[0]["one_iri"], third).code == 0
    ran = kg("review", "same", rows[0]["other_iri"], third)
    assert ran.code == 2 and made in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [["review", "same", "a", "b"], ["reindex"], ["review"]])
def test_a_store_that_is_not_there_is_not_made(kg: Run, tmp_path: Path, command: list[str]) -> None:
    ran = kg(*command, "--store", "missing.kg")
    assert (ran.code, ran.out) == (3, "") and "missing.kg" in ran.err
    assert not (tmp_path / "missing.kg").exists()


def test_reindex_changes_nothing_where_nothing_changed(kg: Run) -> None:
    assert kg("copies").code == 0
    before = kg("query", "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o", "--format", "tsv").out
    ran = kg("reindex")
    assert (ran.code, ran.out) == (0, "") and "; 0 moved; " in ran.err and " utterances; " in ran.err
    after = kg("query", "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o", "--format", "tsv").out
    assert kg("reindex").err == ran.err
    assert len(after) > 10_000 and after.count("\n") == before.count("\n")


def test_speakers_tell_roles_and_outlets_in_every_format(kg: Run) -> None:
    rows = {r["speaker"]: r for r in json.loads(kg("speakers", "--json").out)}
    mayor = rows["Ilsa Varnholt"]
    assert {"role": "Mayor", "first": "2022-03-01", "last": "2022-03-06"} in mayor["roles"]
    assert len(mayor["outlet_names"]) == mayor["outlets"]
    assert json.loads(kg("speakers", "--format", "jsonl").out.splitlines()[0]) == mayor
    assert "Mayor (2022-03-01 to 2022-03-06); " in kg("speakers", "--format", "csv").out
    head, _, first = kg("speakers").out.splitlines()[:3]
    assert "roles" in head and first.startswith("Ilsa Varnholt") and "…" in first


def test_nobody_quoted_is_said(kg: Run) -> None:
    ran = kg("speakers", "--outlet", "Nowhere")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "nothing found in 12 articles of 5 outlets, 2022-03-01 to 2022-03-07\n"
    assert kg("speakers", "--outlet", "Nowhere", "--format", "csv").out.startswith("speaker,kind,")


def test_explain_shows_places_scores_and_reasons(kg: Run) -> None:
    ran = kg("speakers", "--explain", "Ilsa Varnholt")
    assert ran.code == 0
    assert "joined: Ilsa Varnholt (speaker/107335b3), score " in ran.out
    assert "Mayor [Ilsa Varnholt] said the city had bread" in ran.out
    assert "role [70:79]  … ore than a week and will not surrender, [its mayor] has said" in ran.out
    (found,) = json.loads(kg("speakers", "--explain", "107335b3", "--json").out)
    assert found["speaker"] == "Ilsa Varnholt" and len(found["entities"]) == ran.out.count("\n  Ilsa Varnholt")
    both = kg("speakers", "--explain", "Defence Ministry")
    assert both.out.count("\n\n") >= 2 and {VELMORAN, DROVNIAN} <= set(both.out.replace("  ", "\n").split("\n"))
