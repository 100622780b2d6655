"""``kg chain``, ``kg copies`` and ``kg analyze independence`` as a user runs them."""

import json
import shutil
from pathlib import Path

import pytest

from kg.model import Extraction
from tests.cli.conftest import Run
from tests.traced import attribution

KNEEL = '"Nobody in this city will kneel'


@pytest.fixture(autouse=True)
def store(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Path:
    """A copy of the newsroom, since ``kg copies`` writes."""
    place = tmp_path / "news.kg"
    shutil.copytree(newsroom, place)
    monkeypatch.setenv("KG_STORE", str(place))
    return place


def test_a_chain_shows_each_step_with_its_words_and_where_it_ends(kg: Run, truth: tuple[Extraction, ...]) -> None:
    digits = attribution(truth, "Calvenne Courier", KNEEL).rpartition("/")[2]
    ran = kg("chain", f"attribution/{digits[:8]}")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Ilsa Varnholt: the first known utterer (The Harbour Post names no other source for it)"
    assert [line for line in lines if line.startswith("  ") and line[2].isalpha()] == [
        "  Calvenne Courier, 2022-03-02  “Siege closes around Karsholm”",
        "  Meridian, 2022-03-01  “Drovnian forces encircle port of Karsholm”",
        "  The Harbour Post, 2022-03-01  “Karsholm closes its gates as the guns reach the coast road”",
    ]
    assert sum("because:" in line for line in lines) == 2
    assert "looked in 12 articles of 5 outlets, 2022-03-01 to 2022-03-07" in ran.err
    rows = json.loads(kg("chain", digits, "--json").out)
    assert [(r["chain"], r["step"], r["how"]) for r in rows] == [(1, 1, "start"), (1, 2, "copy"), (1, 3, "outlet")]
    assert [r["ends"] for r in rows] == [None, None, "speaker"]


def test_an_article_has_a_chain_for_each_statement(kg: Run, truth: tuple[Extraction, ...]) -> None:
    article = next(x for x in truth if x.article.title == "Siege closes around Karsholm")
    rows = [json.loads(line) for line in kg("chain", article.article.iri, "--format", "jsonl").out.splitlines()]
    assert {r["chain"] for r in rows} == set(range(1, len(article.attributions) + 1))


@pytest.mark.parametrize("name", ["nonsense", "attribution/000000", "https://example.org/", "outlet/107f21"])
def test_what_has_no_chain_is_one_line(kg: Run, name: str) -> None:
    ran = kg("chain", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("error: ")


def test_copies_are_listed_and_the_questions_then_have_rows(kg: Run, truth: tuple[Extraction, ...]) -> None:
    ran = kg("ask", "citation-cycles", "--json")
    assert json.loads(ran.out) == [] and "run kg copies" in ran.err
    ran = kg("copies", "--json")
    (row,) = json.loads(ran.out)
    assert (row["outlet"], row["order"], row["other_outlet"], row["share"]) == (
        "Calvenne Courier",
        "later",
        "Meridian",
        1.0,
    )
    assert "1 pair of articles share a text, 15 statements taken from other articles" in ran.err
    assert len(json.loads(kg("ask", "citation-cycles", "--json").out)) == 2
    digits = attribution(truth, "Daybreak", "that “no one in Karsholm").rpartition("/")[2]
    assert len(json.loads(kg("ask", "chain", f"statement=attribution/{digits[:8]}", "--json").out)) == 5
    assert kg("validate").code == 0


def test_a_copy_of_the_store_without_its_index_gives_the_same(kg: Run, store: Path) -> None:
    before = kg("copies", "--json").out
    shutil.rmtree(store / "index")
    assert kg("copies", "--json").out == before


def test_independence_in_words(kg: Run) -> None:
    kg("copies", "-q")
    rows = json.loads(kg("analyze", "independence", "--json").out)
    assert rows[0]["verdict"] == "2 independent origins" and rows[0]["articles"] == 6
    (row,) = json.loads(kg("analyze", "independence", "--text", "no intention of entering", "--json").out)
    assert row["who"] == "Tomas Erzhin"
    ran = kg("analyze", "independence", "--text", "!")
    assert (ran.code, ran.err) == (2, "error: text: '!' has no word to look for\n")
