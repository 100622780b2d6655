"""Whether a graph agrees with its articles' texts: what SHACL core cannot compare and SHACL-SPARQL compares slowly.

Positions count Unicode code points, as everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg import ids
from kg.rdf.evidence import AROUND
from kg.vocab import HS, OA, RDF, SCHEMA

BODY, HASH, TEXT = URIRef(SCHEMA("articleBody")), URIRef(HS("textHash")), URIRef(SCHEMA("text"))
TYPE, QUOTATION, CONTENT = URIRef(RDF("type")), URIRef(SCHEMA("Quotation")), URIRef(HS("content"))
HAS_SOURCE, HAS_SELECTOR = URIRef(OA("hasSource")), URIRef(OA("hasSelector"))
START, END = URIRef(OA("start")), URIRef(OA("end"))
EXACT, PREFIX, SUFFIX = URIRef(OA("exact")), URIRef(OA("prefix")), URIRef(OA("suffix"))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``value`` of ``path`` at ``focus`` is not what the text says; ``shape`` is the local name of the shape."""

    focus: Node
    path: URIRef
    value: Node
    shape: str
    message: str


def disagreements(graph: Graph) -> Iterator[Disagreement]:
    """Spans, statements and hashes that differ from the text of their article; what is missing is left to SHACL."""
    texts = {article: str(body) for article, body in graph.subject_objects(BODY)}
    for article, text in texts.items():
        yield from _differing(graph, article, HASH, ids.text_hash(text), "Article-textHash", "the hash of the text")
    words: dict[Node, tuple[int, str]] = {}
    for span, article in graph.subject_objects(HAS_SOURCE):
        if article in texts:
            yield from _span(graph, span, texts[article], words)
    for statement in graph.subjects(TYPE, QUOTATION):
        parts = list(graph.objects(statement, CONTENT))
        if parts and all(part in words for part in parts):
            expected = " … ".join(text for _, text in sorted(words[part] for part in parts))
            yield from _differing(
                graph, statement, TEXT, expected, "Statement-text", "the words of the statement's content"
            )


def _span(graph: Graph, span: Node, text: str, words: dict[Node, tuple[int, str]]) -> Iterator[Disagreement]:
    selectors = list(graph.objects(span, HAS_SELECTOR))
    for selector in selectors:
        start, end = _integer(graph, selector, START), _integer(graph, selector, END)
        if start is None or end is None or not 0 <= start < end:
            continue
        if end > len(text):
            message = f"a span ends within its article's text of {len(text)} characters"
            yield Disagreement(selector, END, Literal(end), "Position-end", message)
            continue
        words[span] = (start, text[start:end])
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        for quote in selectors:
            yield from _differing(
                graph, quote, EXACT, text[start:end], "Quote-exact", "the article's text at the span's position"
            )
            yield from _differing(
                graph, quote, PREFIX, before, "Quote-prefix", f"the {AROUND} characters before the span"
            )
            yield from _differing(
                graph, quote, SUFFIX, after, "Quote-suffix", f"the {AROUND} characters after the span"
            )


def _differing(graph: Graph, focus: Node, path: URIRef, expected: str, shape: str, what: str) -> Iterator[Disagreement]:
    for value in graph.objects(focus, path):
        if str(value) != expected:
            yield Disagreement(focus, path, value, shape, f"{path.fragment or _local(path)} is {what}: {expected!r}")


def _local(iri: URIRef) -> str:
    return iri.rpartition("/")[2]


def _integer(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    value = next(iter(graph.objects(node, predicate)), None)
    number = value.toPython() if isinstance(value, Literal) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None
