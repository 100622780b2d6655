"""The values: spans, statements and tables."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import model
from kg.model import Span, Table, statement_text
from tests.strategies import extractions, spans, texts

pairs = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 0)])
def test_what_is_no_interval_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"not a span: \[{start}, {end}\)"):
        Span(start, end)


@given(st.data(), texts())
def test_a_span_selects_code_points(data: st.DataObject, text: str) -> None:
    span = data.draw(spans(text))
    assert text[span.start : span.end] == span.of(text)
    assert span.of(text).strip() == span.of(text) != ""


@given(pairs, pairs)
def test_holding_and_overlapping_are_those_of_sets(one: Span, other: Span) -> None:
    first, second = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.holds(other) == (second <= first)
    assert one.overlaps(other) == bool(first & second)


@given(st.lists(pairs))
def test_spans_sort_by_place(found: list[Span]) -> None:
    assert sorted(found) == sorted(found, key=lambda s: (s.start, s.end))


def test_a_statement_shows_where_it_was_interrupted() -> None:
    text = "“We hold,” she said, “and wait.”"
    assert statement_text(text, (Span(0, 10), Span(21, 32))) == "“We hold,” … “and wait.”"
    assert statement_text(text, (Span(0, 10),)) == "“We hold,”"


@given(extractions())
def test_the_strategies_make_what_they_promise(extraction: model.Extraction) -> None:
    text = extraction.article.text
    for attribution in extraction.attributions:
        assert attribution.content
        for role in (attribution.source, attribution.cue, attribution.content):
            assert list(role) == sorted(role)
            assert all(s.of(text) == s.of(text).strip() != "" for s in role)
    iris = [x.iri for x in extraction.entities]
    iris += [x.iri for x in extraction.attributions]
    iris += [x.iri for x in extraction.figures]
    assert len(set(iris)) == len(iris)


def test_every_value_is_frozen_and_slotted() -> None:
    values = [v for v in vars(model).values() if is_dataclass(v) and isinstance(v, type)]
    assert len(values) >= 16
    for value in values:
        assert set(value.__slots__) == {f.name for f in fields(value)}  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        Span(0, 1).start = 1  # type: ignore[misc]


def test_the_choices_are_those_of_the_format() -> None:
    assert model.ENTITY_KINDS == ("person", "organisation", "collective", "unnamed", "document", "outlet", "place")
    assert model.MENTION_FORMS == ("name", "role", "pronoun", "noun")
    assert model.QUOTE_TYPES == ("direct", "indirect", "mixed")
    assert model.ACTS == ("speech", "writing", "thought")
    assert model.CITATION_KINDS == ("outlet", "link", "wire", "document")


def test_a_table_as_dictionaries() -> None:
    assert Table(("a", "b"), ((1, None), ("x", 2.5))).dicts() == [{"a": 1, "b": None}, {"a": "x", "b": 2.5}]
    with pytest.raises(ValueError, match="shorter"):
        Table(("a", "b"), ((1,),)).dicts()
