"""Names and pronouns against GUM's and CoreNLP's: what is counted, on texts written for this."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from benchmarks import speaker_coref, speaker_names
from benchmarks.speaker_marks import Mark
from kg.nlp.labels import KINDS
from tests.marked import marked, spans
from tests.spoken import GUM, MARKS, MAYOR, PORT, PORT_RECORD
from training import gum


@pytest.fixture
def documents(tmp_path: Path) -> list[gum.Text]:
    """Two invented texts in GUM's format."""
    path = tmp_path / "gum.conllu.gz"
    path.write_bytes(gzip.compress(GUM.encode()))
    return list(gum.documents(path))


def test_the_texts_of_gum_have_genres_chains_and_names(documents: list[gum.Text]) -> None:
    first = documents[0]
    assert [(d.key, d.genre) for d in documents] == [("GUM_news_harbour", "news"), ("GUM_voyage_ostrel", "voyage")]
    assert (
        first.text
        == "Mr. Tom Ek said rain was near. Ann Lee left Ostrel. She said the harbour was shut because it flooded."
    )
    assert [first.text[s:e] for s, e, _ in gum.names(first)] == ["Tom Ek", "Ann Lee", "Ostrel"]
    assert [e.chain for e in first.entities] == ["4", "1", "2", "1", "3", "3"]


def test_pronouns_that_speak_have_the_longest_name_of_their_chain(documents: list[gum.Text]) -> None:
    found = [(s.of(d.text), mark) for d in documents for s, mark in speaker_coref.subjects_of_speech(d)]
    assert [(pronoun, mark.speakers, mark.kind) for pronoun, mark in found] == [
        ("She", spans(documents[0].text, "Ann Lee"), "person"),
        ("It", (None,), None),  # in no chain with a name; "it flooded" does not speak, "says it" is no subject
    ]


def test_a_pronoun_of_gum_is_judged_where_it_is_read_as_a_source(documents: list[gum.Text]) -> None:
    found = speaker_coref.spoken(documents, "model")
    rows = {row["pronoun"]: row for row in found.tables["GUM"].dicts()}
    assert found.tables["GUM, marked"].rows == ((2,),)
    assert (rows["named in its chain"]["read as a source"], rows["named in its chain"]["right"]) == (1, 100.0)
    assert (rows["not named"]["read as a source"], rows["all"]["read as a source"]) == (1, 2)


def test_the_names_that_are_found_lie_in_the_text_and_have_the_kinds_of_gum() -> None:
    text = f"{PORT} The Harbour Ministry did not comment."
    found = speaker_names.named(text)
    kinds = {text[s:e]: kind for s, e, kind in found}
    assert (kinds["Ilsa Varnholt"], kinds["Harbour Ministry"]) == ("person", "organization")
    assert all(0 <= s < e <= len(text) and kind in KINDS for s, e, kind in found)


def test_names_count_by_exact_characters_and_by_overlap() -> None:
    marked_names = ((0, 7, "person"), (10, 16, "place"), (20, 30, "organization"))
    found = ((0, 7, "person"), (10, 16, "person"), (22, 30, "organization"), (20, 22, "organization"))
    tables = speaker_names.tables([speaker_names.Read("news", marked_names, found)])
    rows = {row["kind"]: row for row in tables["by kind"].dicts()}
    assert [rows["person"][f"exact {f}"] for f in ("precision", "recall", "f1")] == [50.0, 100.0, 66.67]
    assert (rows["all"]["exact precision"], rows["all"]["exact recall"]) == (25.0, 33.33)
    assert (rows["any kind"]["exact precision"], rows["any kind"]["exact recall"]) == (50.0, 66.67)
    assert (rows["all"]["overlap precision"], rows["all"]["overlap recall"]) == (50.0, 66.67)
    assert tables["by genre"].rows == (("news", 1, 3, 28.57, 57.14),)
    joined = speaker_names.Read("news", ((0, 3, "person"), (4, 7, "person")), ((0, 7, "person"),))
    rows = {row["kind"]: row for row in speaker_names.tables([joined])["by kind"].dicts()}
    assert (rows["person"]["overlap precision"], rows["person"]["overlap recall"]) == (100.0, 50.0)


def test_the_names_of_each_genre_are_counted(documents: list[gum.Text]) -> None:
    found = speaker_names.measured(documents)
    assert [(row["genre"], row["texts"], row["marked"]) for row in found.tables["by genre"].dicts()] == [
        ("news", 1, 3),
        ("voyage", 1, 0),
    ]


def silver_record(*chain: str) -> dict[str, Any]:
    """The port with one chain of CoreNLP's: the first places of these words."""
    places = [[s.start, s.end] for words in chain for s in spans(PORT, words)]
    people = [[s.start, s.end, "PERSON"] for words in ("Ilsa Varnholt", "Varnholt") for s in spans(PORT, words)]
    return {**PORT_RECORD, "corenlp": {"sentences": [], "entities": people, "coreference": [places]}}


def test_corenlp_answers_with_the_longest_name_that_heads_a_mention() -> None:
    she = MARKS[1]
    named = speaker_coref.silver(silver_record("Mayor Ilsa Varnholt", "She"), she)
    assert named is not None
    assert (named.kind, named.name) == ("person", "Ilsa Varnholt")
    apposed = speaker_coref.silver(silver_record("Ilsa Varnholt said the harbour", "She"), she)
    assert apposed is not None
    assert (apposed.kind, apposed.name) == ("unnamed", "Ilsa Varnholt said the harbour")
    assert speaker_coref.silver(silver_record("Mayor Ilsa Varnholt", "the mayor"), she) is None
    assert speaker_coref.silver(silver_record("She", "them"), she) is None
    nameless = speaker_coref.silver(silver_record("Mayor", "She"), she)  # the name stands beside the mention
    assert nameless is not None
    assert (nameless.kind, nameless.name) == ("unnamed", "Mayor")


def test_the_product_and_corenlp_are_counted_on_the_same_pronouns() -> None:
    marks = {"port": MARKS}
    beside = speaker_coref.polnear([silver_record("Mayor Ilsa Varnholt", "She")], marks, "rules")
    rows = {row["pronoun"]: row for row in beside.tables["PolNeAR"].dicts()}
    assert (rows["he, she"]["number"], rows["he, she"]["right"], rows["he, she"]["CoreNLP right"]) == (1, 100.0, 100.0)
    assert (rows["they"]["number"], rows["all"]["number"]) == (0, 1)
    without = speaker_coref.polnear([silver_record("Tomas Erzhin", "the mayor")], marks, "rules")
    rows = {row["pronoun"]: row for row in without.tables["PolNeAR"].dicts()}
    assert (rows["all"]["right"], rows["all"]["CoreNLP right"], rows["all"]["CoreNLP unknown"]) == (100.0, 0.0, 100.0)
    elsewhere = marked("port", PORT, ("She", "added", "Monday"))
    record = {**elsewhere, "corenlp": silver_record("Mayor Ilsa Varnholt", "She")["corenlp"]}
    unread = speaker_coref.polnear([record], {"port": [Mark(0, (MAYOR,), "person", "pronoun")]}, "rules")
    rows = {row["pronoun"]: row for row in unread.tables["PolNeAR"].dicts()}
    assert (rows["all"]["number"], rows["all, read or not"]["number"]) == (0, 1)
    assert rows["all, read or not"]["CoreNLP right"] == 100.0
