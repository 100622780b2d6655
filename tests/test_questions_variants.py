"""Questions 1, 8, 9, 10 and 24 on examples/: what its README says was planted there, in the words of the truth."""

from collections.abc import Iterator

import pytest

from kg.model import Extraction
from kg.questions import ask
from kg.store import EmbeddedStore
from tests.test_questions import expected, newsroom

Told = tuple[str, str]
"""An outlet and words of a statement by which it is known."""

FULLEST = ("The Harbour Post", "nobody in this city is going to kneel")
KNEEL = [
    FULLEST,
    ("Meridian", "Nobody in this city will kneel"),
    ("Calvenne Courier", "Nobody in this city will kneel"),
    ("Daybreak", "that “no one in Karsholm is going to kneel”"),
]
DANE, CORRECTED = (
    ("Northern Ledger", "„Nobody in this city"),
    ("Northern Ledger", "“Nobody in this city is going to kneel.”"),
)
NO_INTENTION = ("Calvenne Courier", "We have no intention of entering the city")


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        yield made


def attribution(truth: tuple[Extraction, ...], told: Told) -> object:
    """The innermost attribution of an outlet's article that holds these words."""
    outlet, words = told
    found = [r for r, *_ in expected(truth) if r["outlet"] == outlet and words in str(r["words"])]
    return min(found, key=lambda r: len(str(r["words"])))["attribution"]


def test_which_statements_several_outlets_carry(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "variants", {"speaker": "Varnholt"}).dicts()
    kneel = next(r["utterance"] for r in rows if r["attribution"] == attribution(truth, FULLEST))
    carried = {r["attribution"]: r["difference"] for r in rows if r["utterance"] == kneel}
    assert {attribution(truth, told) for told in [*KNEEL, CORRECTED]} <= carried.keys()
    assert carried[attribution(truth, FULLEST)] is None
    assert [carried[attribution(truth, told)] for told in KNEEL[1:]] == ["altered"] * 3
    assert carried[attribution(truth, CORRECTED)] == "cut"
    assert {r["speaker"] for r in rows} == {"Ilsa Varnholt"}
    assert {r["outlets"] for r in rows if r["utterance"] == kneel} == {5}
    assert ask(store, "variants", {"speaker": "Varnholt", "outlets": "6"}).rows == ()


def test_all_that_the_wire_copy_repeats_is_carried_by_two(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    of = {r["attribution"]: r["utterance"] for r in ask(store, "variants").dicts()}
    copied = [r for r, x, *_ in expected(truth) if x.article.title == "Siege closes around Karsholm"]
    original = {str(r["words"]): r["attribution"] for r, *_ in expected(truth) if r["outlet"] == "Meridian"}
    assert len(copied) == 10
    for row in copied:
        assert of[row["attribution"]] == of[original[str(row["words"])]]


def test_who_published_each_wording_first(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "differing-quotes").dicts()
    kneel = next(r["utterance"] for r in rows if r["attribution"] == attribution(truth, FULLEST))
    found = [r["attribution"] for r in rows if r["utterance"] == kneel]
    assert {attribution(truth, told) for told in (KNEEL[0], KNEEL[1], KNEEL[3], DANE)} <= set(found)
    assert attribution(truth, KNEEL[2]) not in found  # the Courier had it from the agency
    assert attribution(truth, CORRECTED) not in found  # the governor's article had these words before
    by_utterance = {u: [r["words"] for r in rows if r["utterance"] == u] for u in {r["utterance"] for r in rows}}
    assert all(len(words) > 1 for words in by_utterance.values())


def test_where_a_paraphrase_became_a_quote(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "paraphrase-to-quote").dicts()
    assert [(r["attribution"], r["paraphrase_attribution"]) for r in rows] == [
        (attribution(truth, NO_INTENTION), attribution(truth, (outlet, "no intention of entering the city")))
        for outlet in ("Meridian", "Northern Ledger")
    ]
    assert all(str(r["paraphrased_on"]) < str(r["published"]) for r in rows)


def test_the_same_words_under_different_speakers(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "same-words-other-speakers").dicts()
    assert {(r["attribution"], r["speaker"], r["other_attribution"], r["other_speaker"]) for r in rows} == {
        (attribution(truth, FULLEST), "Ilsa Varnholt", attribution(truth, DANE), "Rurik Dane"),
        (attribution(truth, DANE), "Rurik Dane", attribution(truth, CORRECTED), "Ilsa Varnholt"),
    }


def test_which_quotes_were_cut(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "cut-quotes").dicts()
    assert {r["attribution"] for r in rows} == {attribution(truth, DANE), attribution(truth, CORRECTED)}
    for r in rows:
        assert r["whole_outlet"] == "The Harbour Post"
        assert "leaves out “We have bread for nine days" in str(r["reason"])
    assert [r["speaker"] for r in ask(store, "cut-quotes", {"speaker": "Dane"}).dicts()] == ["Rurik Dane"]
