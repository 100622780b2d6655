"""The text index: what shares rare terms comes first, what is dropped is forgotten."""

from collections.abc import Iterator, Sequence

import pytest

from kg.store import EmbeddedStore
from kg.store import index as text_index
from kg.store.index import Coverage, Entry, IndexedArticle, TextIndex

WORDS = {
    "a": ("river bridge harbour", "river mayor"),
    "b": ("river curfew",),
    "c": (),
}


def read(articles: Sequence[str]) -> Iterator[IndexedArticle]:
    for a in articles:
        entries = tuple(Entry(f"{a}{n}", text) for n, text in enumerate(WORDS[a]))
        yield IndexedArticle(a, "Post" if a != "c" else None, "2022-03-01", entries)


@pytest.fixture
def index() -> Iterator[TextIndex]:
    with EmbeddedStore.memory() as store, TextIndex.open(store, str.split, "words") as made:
        yield made


def found(index: TextIndex, terms: str, limit: int = 10) -> list[str]:
    return [e.iri for e in index.alike(terms.split(), limit)]


def test_rare_terms_count_more_than_common_ones(index: TextIndex) -> None:
    assert index.catch_up({"a": "1", "b": "1", "c": "1"}, read) == 3
    assert found(index, "river curfew mayor") == ["a1", "b0", "a0"] or found(index, "river curfew mayor")[2] == "a0"
    assert found(index, "bridge harbour") == ["a0"]
    assert found(index, "bridge river", 1) == ["a0"]
    assert found(index, "nowhere") == []
    assert found(index, "") == []
    assert index.coverage() == Coverage(3, 1, 1, 3)
    assert index.coverage(["a"]) == Coverage(2, 1, 1, 1)


def test_what_is_read_again_or_gone_is_forgotten(index: TextIndex) -> None:
    index.catch_up({"a": "1", "b": "1"}, read)
    before = found(index, "river bridge harbour curfew mayor")
    assert index.catch_up({"a": "2"}, read) == 2
    assert index.pending({"a": "2"}) == 0
    assert found(index, "river bridge harbour curfew mayor") == [i for i in before if i != "b0"]
    index.empty()
    assert index.catch_up({"a": "2"}, read) == 1
    assert found(index, "bridge") == ["a0"]
    assert index.coverage() == Coverage(1, 1, 1, 2)


def test_terms_that_are_all_too_common_are_looked_for_together(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_index, "POSTINGS", 1)
    index.catch_up({"a": "1", "b": "1"}, read)
    assert found(index, "river") == ["a0"], "as many as may be looked at"
    assert found(index, "mayor river") == ["a1"]


def test_words_of_a_query_language_are_words(index: TextIndex) -> None:
    index.catch_up({"a": "1"}, read)
    for term in ("OR", "NEAR", "AND", "NOT", "ÄÖ", "terms", "·"):
        assert found(index, term) == []
