import pytest

from kg import ids
from kg.model import Article, Citation, CitationKind, Cited, Extraction, Span
from kg.resolve.citations import cited, outlet_of


def citing(kind: CitationKind, target: str) -> Extraction:
    text = "As the Courier reported."
    article = Article(ids.article_iri("https://post.example/1", "The Post", text), text, "https://post.example/1")
    article = Article(article.iri, text, article.url, outlet="The Post")
    span = Span(3, 14)
    return Extraction(article, citations=(Citation(ids.citation_iri(article.iri, span), span, kind, target),))


def only(extraction: Extraction, articles: dict[str, str], outlets: dict[str, tuple[str, str]]) -> Cited:
    (found,) = cited(extraction, articles, outlets)
    return found


@pytest.mark.parametrize("kind", ["outlet", "wire"])
def test_a_named_outlet_is_the_outlet_of_its_name(kind: CitationKind) -> None:
    found = only(citing(kind, "the Courier"), {}, {})
    assert (found.target, found.outlet) == (ids.outlet_iri("Courier"), "the Courier")


def test_a_link_to_a_stored_article_leads_to_it() -> None:
    found = only(citing("link", "https://courier.example/a"), {"https://courier.example/a": "urn:a"}, {})
    assert (found.target, found.outlet) == ("urn:a", None)


def test_any_other_link_leads_to_the_outlet_that_publishes_there() -> None:
    known = {"courier.example": ("urn:outlet", "The Courier")}
    found = only(citing("link", "https://www.courier.example/b"), {}, known)
    assert (found.target, found.outlet) == ("urn:outlet", "The Courier")


def test_or_to_the_outlet_of_its_host() -> None:
    found = only(citing("link", "https://courier.example/b"), {}, {})
    assert (found.target, found.outlet) == (ids.outlet_iri("courier.example"), "courier.example")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("document", "the report"),
        ("outlet", "Post"),
        ("link", "mailto:a@b.example"),
        ("link", "http://["),
        ("link", "https://www.post.example/2"),
    ],
)
def test_what_leads_nowhere(kind: CitationKind, target: str) -> None:
    assert cited(citing(kind, target), {}, {}) == ()


def test_the_outlet_of_an_article_is_its_name_or_its_host() -> None:
    named = Article(
        "https://w3id.org/hearsay/id/article/" + "0" * 20, "x", "https://www.post.example/1", outlet="The Post"
    )
    unnamed = Article(named.iri, "x", "https://www.post.example/1")
    assert outlet_of(named) == ids.outlet_iri("post")
    assert outlet_of(unnamed) == ids.outlet_iri("post.example")
    assert outlet_of(Article(named.iri, "x")) is None
