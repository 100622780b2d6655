"""What a person types is found in the article, and what is shown is the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError, UsageError
from kg.model import Article, Entity, Extraction, Span
from kg.rdf.judged import Passage
from kg.review.anchoring import GONE, spans
from kg.review.items import shown
from kg.review.places import entity_of, spans_of
from tests.rdf.test_judged import made

TEXT = "The mayor said that the port\nis closed. The port is old, the mayor said."
NEAR = Span(0, 39)


PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60), st.sampled_from(["cue", "source"])))
LETTERS = st.text(alphabet="ab", max_size=120)


@given(st.text(min_size=1), PLACES)
def test_the_parts_of_a_passage_are_the_text_in_its_order(text: str, places: list[tuple[int, int, str]]) -> None:
    marks = [(Span(s, min(s + n, len(text))), role) for s, n, role in places if s < min(s + n, len(text))]
    parts = shown(Article("urn:a", text), marks).parts
    at = 0
    for part in parts:
        assert part.start >= at and text[part.start : part.start + len(part.text)] == part.text
        at = part.start + len(part.text)
    marked = {i for p in parts if p.role for i in range(p.start, p.start + len(p.text))}
    assert marked == {i for span, _ in marks for i in range(span.start, span.end)}


@given(st.text(min_size=1), st.integers(0, 50), st.integers(1, 50))
def test_offsets_mean_their_words_without_outer_space(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    if start >= end or not text[start:end].strip():
        with pytest.raises(UsageError):
            spans_of(text, [f"{start}-{end}"], Span(0, 1))
        return
    (span,) = spans_of(text, [f"{start}-{end}"], Span(0, 1))
    assert span.of(text) == text[start:end].strip() and start <= span.start and span.end <= end


def test_words_mean_the_only_place_or_the_one_nearby() -> None:
    assert spans_of(TEXT, ["the port is closed"], NEAR) == (Span(20, 38),)
    assert spans_of(TEXT, ["mayor"], NEAR) == (Span(4, 9),)
    assert spans_of(TEXT, ["said", "The mayor"], NEAR) == (Span(0, 9), Span(10, 14))
    with pytest.raises(UsageError, match="3 times, give one place: 2-3, "):
        spans_of("b.a.a.a", ["a"], Span(0, 1))
    with pytest.raises(NotFoundError):
        spans_of(TEXT, ["the harbour"], NEAR)
    with pytest.raises(UsageError, match="overlap"):
        spans_of(TEXT, ["0-9", "4-14"], NEAR)


@given(LETTERS, st.integers(0, 100), st.integers(1, 20), LETTERS)
def test_a_passage_of_another_text_has_one_place_with_the_same_words_around_or_none(
    text: str, start: int, length: int, before: str
) -> None:
    end = min(start + length, len(text))
    if start >= end:
        return
    passage = Passage.of(text, Span(start, end))
    other = before + text
    found = spans(Extraction(Article("urn:other", other)), made((passage,)).article, (passage,))
    if isinstance(found, str):
        assert found != GONE
    else:
        (span,) = found
        assert Passage.of(other, span).exact == passage.exact
        assert other[: span.start].endswith(passage.prefix) and other[span.end :].startswith(passage.suffix)
        assert other.count(passage.prefix + passage.exact + passage.suffix) == 1


def test_a_name_means_an_entity_of_the_article_or_nobody_yet() -> None:
    names = [("person", "Ada Stone"), ("person", "Ben Stone"), ("organisation", "Stone")]
    entities = tuple(Entity(f"e{n}", f"urn:e{n}", kind, name) for n, (kind, name) in enumerate(names))  # type: ignore[arg-type]
    x = Extraction(Article("urn:a", "x"), entities)
    assert entity_of(x, "ada", None)[0] == entities[0]
    assert entity_of(x, " stone ", None)[0] == entities[2]
    assert entity_of(x, "urn:e1", None)[0] == entities[1]
    assert entity_of(x, "Cid  Lee", None) == (None, "Cid Lee")
    with pytest.raises(UsageError, match="means 2 in this article"):
        entity_of(x, "Stone", "person")
