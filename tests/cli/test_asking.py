import csv
import io
import json
from pathlib import Path

import pytest

from kg import ids
from kg.model import Extraction
from tests.cli.conftest import Run

COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a hs:Attribution }"


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """The truth of examples/ is the store that every command finds."""
    monkeypatch.setenv("KG_STORE", str(newsroom))


pytestmark = pytest.mark.usefixtures("store")


def test_statements_show_the_words_the_article_and_the_place(kg: Run) -> None:
    ran = kg("statements", "--speaker", "Varnholt", "--type", "direct", "--outlet", "Meridian")
    head, words, where = ran.out.splitlines()[:3]
    assert head.split(", ") == ["Ilsa Varnholt  direct", "Meridian", "2022-03-01"]
    assert words.strip() == '"Nobody in this city will kneel,"'
    assert "Drovnian forces encircle port of Karsholm  [256:289]" in where


@pytest.mark.parametrize("nature", ["speech", "writing", "thought"])
def test_statements_by_nature(kg: Run, truth: tuple[Extraction, ...], nature: str) -> None:
    rows = json.loads(kg("statements", "--nature", nature, "--json").out)
    assert {r["attribution"] for r in rows} == {a.iri for x in truth for a in x.attributions if a.act == nature}


def test_statements_by_day_and_text(kg: Run) -> None:
    rows = json.loads(
        kg("statements", "--since", "2022-03-04", "--until", "2022-03-05", "--text", "kneel", "--json").out
    )
    assert [r["speaker"] for r in rows] == ["Rurik Dane"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_every_format_holds_the_same_rows(kg: Run, form: str) -> None:
    out = kg("speakers", "--format", form).out
    if form == "json":
        rows = json.loads(out)
    elif form == "jsonl":
        rows = [json.loads(line) for line in out.splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(out), dialect="excel" if form == "csv" else "excel-tab"))
    assert [(r["speaker"], str(r["statements"])) for r in rows[:1]] == [("Ilsa Varnholt", "15")]
    assert len(rows) == len(json.loads(kg("speakers", "--json").out))


def test_nothing_found_says_where_it_looked(kg: Run) -> None:
    ran = kg("statements", "--speaker", "Nobody Atall")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "nothing found in 12 articles of 5 outlets, 2022-03-01 to 2022-03-07\n"


def test_a_query_without_rows_says_so(kg: Run) -> None:
    ran = kg("query", "SELECT ?s { ?s a schema:Movie }")
    assert (ran.code, ran.out, ran.err) == (0, "", "no rows\n")


def test_ask_alone_lists_the_questions(kg: Run) -> None:
    rows = json.loads(kg("ask", "--json").out)
    assert {"wording", "timeline", "single-source", "only-unnamed"} <= {r["question"] for r in rows}


def test_ask_a_question(kg: Run) -> None:
    rows = json.loads(kg("ask", "single-source", "--json").out)
    assert {(r["speaker"], r["title"]) for r in rows} == {("Marta Quill", "The pilot with no ships")}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["ask", "wordin", "text=x"], "did you mean wording?"),
        (["ask", "wording"], "wording needs text=..."),
        (["ask", "who-said-what", "type=foo"], "none of direct, indirect, mixed"),
        (["ask", "wording", "text"], "a parameter is key=value"),
        (["ask", "wording", "txt=a"], "has no parameter 'txt'"),
        (["statements", "--since", "yesterday"], "no date"),
        (["query"], "give a query"),
        (["query", "SELECT * {", "-f", "x.rq"], "give a query"),
        (["query", "-f", "missing.rq"], "missing.rq: No such file"),
        (["query", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"], "changes the store"),
        (["query", "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }"], "SERVICE"),
        (["query", "SELECT * {\n?s a schema:Person LIMIT 2"], "line 2, column"),
        (["query", "SELECT * { ?s foo:bar ?o }"], "prefix foo: is not declared"),
        (["query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--json"], "use --format turtle"),
        (["query", COUNT, "--format", "turtle"], "give rows"),
        (["staements"], "Did you mean 'statements'?"),
        (["statements", "--speakr", "x"], "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_2(kg: Run, arguments: list[str], reason: str) -> None:
    ran = kg(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert reason in ran.err


def test_query_in_each_format(kg: Run, truth: tuple[Extraction, ...]) -> None:
    n = sum(len(x.attributions) for x in truth)
    assert kg("query", COUNT).out.split() == ["n", "─" * 3, str(n)]
    assert json.loads(kg("query", COUNT, "--json").out)["results"]["bindings"][0]["n"]["value"] == str(n)
    assert json.loads(kg("query", COUNT, "--format", "jsonl").out) == {"n": n}
    assert kg("query", COUNT, "--format", "csv").out.split() == ["n", str(n)]
    assert kg("query", COUNT, "--format", "tsv").out.split() == ["?n", str(n)]


def test_query_from_a_file_and_from_standard_input(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    assert kg("query", "-f", "count.rq").out == kg("query", "-f", "-", stdin=COUNT.encode()).out != ""
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\xff")
    assert kg("query", "-f", "bad.rq").code == 2


def test_ask_and_construct(kg: Run) -> None:
    assert kg("query", "ASK { ?s a hs:Attribution }", "--format", "jsonl").out == '{"answer": true}\n'
    turtle = kg("query", "CONSTRUCT { ?s schema:name ?n } { ?s a schema:Person ; schema:name ?n }").out
    assert 'schema:name "Ilsa Varnholt"' in turtle


def test_a_runaway_query_is_stopped(kg: Run) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ran = kg("query", runaway, "--timeout", "0.5")
    assert (ran.code, ran.out) == (3, "") and "stopped after 0.5 s" in ran.err


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "0", "-1"])
def test_a_time_limit_is_a_number_of_seconds(kg: Run, seconds: str) -> None:
    ran = kg("query", "ASK {}", "--timeout", seconds)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_lines_of_json_hold_no_number_that_json_lacks(kg: Run) -> None:
    ran = kg("query", 'SELECT ("NaN"^^xsd:double AS ?a) ("INF"^^xsd:double AS ?b) (2.5 AS ?c) {}', "--format", "jsonl")
    assert ran.out == '{"a": "NaN", "b": "INF", "c": 2.5}\n'


def test_a_query_reads_the_graphs_that_it_names(kg: Run) -> None:
    def count(dataset: str) -> int:
        shown = kg("query", f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}", "--format", "jsonl").out
        n = json.loads(shown)["n"]
        assert isinstance(n, int)
        return n

    assert count("FROM <https://nowhere.example/g>") == 0
    assert 0 < count(f"FROM <{ids.derived_graph('citations')}>") < count("")


def test_an_identifier_may_be_shortened_to_six_digits_of_its_hash(kg: Run) -> None:
    rows = json.loads(kg("speakers", "--json").out)
    iri = next(r["speaker_iri"] for r in rows if r["speaker"] == "Ilsa Varnholt")
    digits = iri.rpartition("/")[2]
    whole = kg("statements", "--speaker", iri, "--json").out
    assert len(json.loads(whole)) == 15
    for short in (digits[:6], digits, f"speaker/{digits[:8]}"):
        assert kg("statements", "--speaker", short, "--json").out == whole
        assert kg("ask", "who-said-what", f"speaker={short}", "--json").out == whole
    cited = json.loads(kg("ask", "articles-citing", "target=The Harbour Post", "--json").out)
    outlet = next(r["target_iri"] for r in cited if "/outlet/" in r["target_iri"])
    short = "/".join(outlet.rsplit("/", 2)[1:])[:13]
    assert (
        kg("ask", "articles-citing", f"target={short}").out
        == kg("ask", "articles-citing", f"target={outlet}").out
        != ""
    )
    exported = kg("export", "-", "--format", "gexf", "--speaker", iri).out
    assert kg("export", "-", "--format", "gexf", "--speaker", digits[:6]).out == exported != ""


def test_digits_that_begin_no_identifier(kg: Run) -> None:
    ran = kg("statements", "--speaker", "speaker/000000")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: no identifier begins with speaker/000000\n")
    assert kg("statements", "--speaker", "decade").code == 0
    assert kg("statements", "--speaker", "abcde").code == 0
