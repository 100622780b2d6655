"""Citations: outlets, wire lines, links, documents."""

from collections.abc import Callable

import pytest

from kg import ids
from kg.model import Article, Link, Span
from kg.nlp.names import is_outlet
from kg.nlp.nesting import passes_on
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


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("“It rained,” she said Sunday on CNN’s “State of the Union.”", "CNN"),
        ("“It rained,” she told El Universal newspaper on Tuesday.", "El Universal"),
        ("“It rained,” she said in an interview with Time magazine.", "Time"),
        ("“It rained,” she told Vogue last year.", "Vogue"),
        ("It rained in the town, the Vell Sun-Times reported.", "Vell Sun-Times"),
        ("The rain was first reported by ProPublica.", "ProPublica"),
        ("It rained, according to a Vell Herald analysis.", "Vell Herald"),
        ("It rained, a CNN/ORC poll shows.", "CNN"),
        ("It rained all day in the north of the town. [Ana Vik, CNN]", "CNN"),
        ("The Vell Post said it rained. She had told the Post so.", "Vell Post"),
    ],
)
def test_more_ways_to_point_to_an_outlet(read: Callable, text: str, target: str) -> None:
    assert {c.target for c in read(text).citations if c.kind == "outlet"} == {target}


@pytest.mark.parametrize(
    "text",
    [
        "“It rained,” she told the FBI on Tuesday.",
        "“It rained,” she told People of Vell on Tuesday.",
        "“It rained,” she told Ana Vik in an interview on Sunday.",
        "Mr. Bloomberg said it rained.",
        "She told Congress that it rained.",
        "The committee reported that it rained.",
        "An anchor for Fox News, Ana Vik, swam in the lake.",
        "“It rained,” she told voters in Kentucky on Sunday.",
    ],
)
def test_nobody_is_an_outlet_for_being_told_something(read: Callable, text: str) -> None:
    assert [c.target for c in read(text).citations if c.kind == "outlet"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In a 2013 memo, the agency said that it rained.", "a 2013 memo"),
        ("A ministry report released last year found that it rained.", "A ministry report"),
        ("In her book, Rain, Ana Vik wrote that it rained.", "her book, Rain"),
        ("In a book Ana Vik bought it rained.", None),
    ],
)
def test_documents_that_are_pointed_to(read: Callable, text: str, words: str | None) -> None:
    found = [c.span.of(text) for c in read(text).citations if c.kind == "document"]
    assert found == ([] if words is None else [words])


@pytest.mark.parametrize("cue", ["said", "had told", "believes", "according to", "wrote on", "asked for", "claim"])
def test_cues_that_pass_on_words(cue: str) -> None:
    assert passes_on(cue)


@pytest.mark.parametrize("cue", ["wants", "did not say", "failed to note", "aiming", "decided", "hasn’t said", "shows"])
def test_cues_that_pass_on_nothing(cue: str) -> None:
    assert not passes_on(cue)


def test_outlets_in_a_list(read: Callable) -> None:
    text = "She accepted interviews with ABC News, MSNBC and CNN, where it rained."
    assert [c.target for c in read(text).citations] == ["ABC News", "MSNBC", "CNN"]


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


@pytest.mark.parametrize(
    ("source", "cited"),
    [("The report", ["The report"]), ("The programme", []), ("The poll", []), ("The recording", [])],
)
def test_only_what_is_published_to_be_read_is_a_cited_document(source: str, cited: list[str]) -> None:
    text = f"The port was closed.\n\n{source} said on Monday that the pumps had failed."
    extraction = extract(Article(ids.article_iri(None, None, text), text))
    assert [e.kind for e in extraction.entities] == ["document"]
    assert [c.span.of(text) for c in extraction.citations if c.kind == "document"] == cited
