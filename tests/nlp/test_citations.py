"""Citations: outlets, wire lines, links, documents."""

from collections.abc import Callable

import pytest

from kg import ids
from kg.model import Article, Link, Span
from kg.nlp.names import is_outlet
from kg.nlp.pipeline import extract


@pytest.mark.parametrize(
    ("text", "words", "attribution"),
    [
        ("Ana Vik told the BBC that it rained.", "BBC", "a1"),
        ("Ana Vik told the Vell Herald that it rained.", "Vell Herald", "a1"),
        ("Reuters reported that it rained.", "Reuters", "a1"),
        ("It rained, according to Coast News.", "Coast News", "a1"),
        ("In an interview with Radio Vell she wept.", None, None),
        ("In an interview with the Vell Tribune she wept.", "Vell Tribune", None),
        ("He read the Vell Tribune at breakfast.", None, None),
    ],
)
def test_outlets(read: Callable, text: str, words: str | None, attribution: str | None) -> None:
    found = [(c.kind, c.span.of(text), c.attribution) for c in read(text).citations]
    assert found == ([] if words is None else [("outlet", words, attribution)])


def test_a_wire_line(read: Callable) -> None:
    text = "PORT VELL (AP) - The cranes stood still."
    (citation,) = read(text).citations
    assert (citation.kind, citation.target, citation.span.of(text)) == ("wire", "AP", "AP")


def test_an_outlet_does_not_cite_itself(read: Callable) -> None:
    text = "PORT VELL (Coastwire) - Ana Vik told Coastwire that it rained."
    assert read(text, outlet="Coastwire").citations == ()
    assert [c.kind for c in read(text, outlet="Vell Herald").citations] == ["wire", "outlet"]


def test_a_link_is_cited_by_its_address() -> None:
    text = "The Vell Herald reported that it rained."
    span = Span(4, 15)
    article = Article(ids.article_iri(None, None, text), text, links=(Link(span, "https://vell.example/1"),))
    (citation,) = extract(article).citations
    assert (citation.kind, citation.target, citation.span, citation.attribution) == (
        "link",
        "https://vell.example/1",
        span,
        "a1",
    )


def test_a_document_that_is_a_source(read: Callable) -> None:
    text = "A leaked report said that it rained."
    (citation,) = read(text).citations
    assert (citation.kind, citation.target, citation.attribution) == ("document", "A leaked report", "a1")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", True),
        ("The Times", True),
        ("Vell Herald", True),
        ("Coast TV", True),
        ("Ana Vik", False),
        ("Times", False),
    ],
)
def test_is_outlet(name: str, expected: bool) -> None:
    assert is_outlet(name) is expected
