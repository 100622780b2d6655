"""What people decided about attributions: values, and their quads in the graph of judgements (docs/data-model.md)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.model import Attribution, AttributionVerdict, EntityKind, QuoteType, Span
from kg.rdf import terms as t
from kg.rdf.annotation import Triple, annotation_triples, judged_quads
from kg.rdf.evidence import AROUND
from kg.rdf.literals import number


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article as they stood when they were judged: their place, and what tells them from the same words
    elsewhere (``prefix`` and ``suffix``, up to 32 characters each; a text quote selector of the Web Annotation model).
    """

    span: Span
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, span: Span) -> "Passage":
        """The words of ``text`` at ``span``."""
        around = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        return cls(span, span.of(text), *around)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right, whole: the ``source`` is empty where the text names none, the speaker None where nobody is known.

    The speaker is an entity (IRI) as the article had it, with its kind and name, by which it is found in another text.
    """

    source: tuple[Passage, ...]
    content: tuple[Passage, ...]
    type: QuoteType
    speaker: str | None = None
    kind: EntityKind | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class AttributionJudgement:
    """What a person decided about an attribution (IRI) of an article (IRI, and URL where it has one).

    ``passages`` are the spans of its content. ``created`` is ISO 8601; ``revises`` is the IRI of the judgement that
    this one takes the place of; ``correction`` is there exactly where the verdict is "corrected".
    """

    iri: str
    attribution: str
    article: str
    url: str | None
    passages: tuple[Passage, ...]
    verdict: AttributionVerdict
    note: str | None
    by: str | None
    created: str
    revises: str | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """An attribution as a person corrected it, in the place of the one that was read (``original``, an IRI)."""

    original: str
    attribution: Attribution
    judgement: str


def attribution_judgement_iri(
    attribution: str,
    verdict: AttributionVerdict,
    note: str | None,
    by: str | None,
    revises: str | None,
    correction: Correction | None = None,
) -> str:
    """The judgement of an attribution: all but its time, so that the same decision twice is one."""
    said: list[object] = [attribution, verdict, note or "", by or "", revises or ""]
    if correction is not None:
        c = correction
        spans = ([[p.span.start, p.span.end] for p in passages] for passages in (c.source, c.content))
        said += [*spans, c.type, c.speaker or "", c.kind or "", c.name or ""]
    return f"{ids.split(attribution)[0]}judgement/{ids.digest(said)}"


def attribution_judgement_quads(judgement: AttributionJudgement) -> Iterator[Quad]:
    """The annotation of a judgement; FormatError, before the first quad, for text that no graph can hold."""
    return judged_quads(judgement, _triples(judgement))


def _triples(j: AttributionJudgement) -> Iterator[Triple]:
    yield from annotation_triples(j, [j.attribution], t.VALUE_OF_JUDGED[j.verdict])
    node = NamedNode(j.iri)
    if j.url:
        yield node, t.ARTICLE_URL, Literal(j.url, datatype=t.ANY_URI)
    yield from passage_triples(j.iri, j.article, node, t.HAS_TARGET, "passage", j.passages)
    if j.correction is not None:
        yield from _correction(j, node, NamedNode(j.iri + "#correction"), j.correction)


def _correction(j: AttributionJudgement, node: NamedNode, body: NamedNode, c: Correction) -> Iterator[Triple]:
    yield node, t.HAS_BODY, body
    yield body, t.A, t.CORRECTION
    yield body, t.CORRECTED_TYPE, t.CONCEPT_OF_TYPE[c.type]
    if c.speaker is not None and c.kind is not None and c.name is not None:
        yield body, t.CORRECTED_SPEAKER, NamedNode(c.speaker)
        yield body, t.CORRECTED_KIND, t.CLASS_OF_KIND[c.kind]
        yield body, t.CORRECTED_NAME, Literal(c.name)
    yield from passage_triples(j.iri, j.article, body, t.CORRECTED_SOURCE, "source", c.source)
    yield from passage_triples(j.iri, j.article, body, t.CORRECTED_CONTENT, "content", c.content)


def passage_triples(
    judgement: str, article: str, subject: NamedNode, link: NamedNode, name: str, passages: tuple[Passage, ...]
) -> Iterator[Triple]:
    """Passages of an article (IRI) that ``link`` leads to, each a node of the judgement: "#name-1" the first."""
    for n, p in enumerate(passages, 1):
        node = NamedNode(f"{judgement}#{name}-{n}")
        position, quote = NamedNode(f"{node.value}-position"), NamedNode(f"{node.value}-quote")
        yield subject, link, node
        yield node, t.HAS_SOURCE, NamedNode(article)
        yield node, t.ORDER, number(n)
        yield node, t.HAS_SELECTOR, position
        yield node, t.HAS_SELECTOR, quote
        yield position, t.A, t.POSITION_SELECTOR
        yield position, t.START, number(p.span.start)
        yield position, t.END, number(p.span.end)
        yield quote, t.A, t.QUOTE_SELECTOR
        yield quote, t.EXACT, Literal(p.exact)
        yield quote, t.PREFIX, Literal(p.prefix)
        yield quote, t.SUFFIX, Literal(p.suffix)
