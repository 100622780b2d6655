"""One article's extraction as the quads of its evidence graph (docs/data-model.md), and back.

``extraction(quads(x, run)) == x`` for every canonical ``x``: ids count from "e1" and "a1" in text order (an entity's
place is its first mention or role, then its name; an attribution's its first span, then source, cue and content),
mentions, figures and citations are in the order of their spans, the text of a role is its words, date-times are spelled
as by ``literals.moment_text``, confidences have four places, the article's links are those of its link citations, no
author is named twice, and ``original`` is None.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import FormatError
from kg.model import Article, Attribution, Citation, Entity, Extraction, Figure, Mention, Run, Span, statement_text
from kg.rdf import terms as t
from kg.rdf.checks import check, spans
from kg.rdf.literals import TRUE, confidence, moment, number
from kg.rdf.reading import extraction, run_of
from kg.rdf.terms import KIND_OF_CLASS

__all__ = ["KIND_OF_CLASS", "extraction", "quads", "run_of"]

AROUND = 32
"""How many characters ``oa:prefix`` and ``oa:suffix`` hold at most."""

Object = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Object]


def quads(extraction: Extraction, run: Run, previous_version: str | None = None) -> Iterator[Quad]:
    """The evidence graph of an article, each quad once, in an order that depends on the extraction alone.

    FormatError, before the first quad, for what no graph can hold: a reference to nothing, one IRI for two things,
    a span outside the text, an IRI that is none, a lone surrogate.
    """
    check(extraction)
    graph = _iri(ids.evidence_graph(extraction.article.iri), "article")
    try:
        triples = list(_triples(extraction, run, previous_version))
    except ValueError as e:  # all that a literal or a hash refuses of a str
        raise FormatError("a string of the extraction holds a lone surrogate") from e
    return (Quad(s, p, o, graph) for s, p, o in triples)


def _triples(extraction: Extraction, run: Run, previous_version: str | None) -> Iterator[Triple]:
    article = extraction.article
    about = _iri(article.iri, "article")
    entities = {e.id: _iri(e.iri, f"entity {e.id}") for e in extraction.entities}
    attributions = {a.id: _iri(a.iri, f"attribution {a.id}") for a in extraction.attributions}
    places = {s: NamedNode(ids.span_iri(article.iri, s)) for s in sorted(set(spans(extraction)))}
    reading = NamedNode(ids.run_iri(article.iri, run.model_version, run.software_version))
    yield from article_triples(article, about, previous_version)
    mentions: dict[str, list[Mention]] = {}
    for m in extraction.mentions:
        mentions.setdefault(m.entity, []).append(m)
    for e in extraction.entities:
        yield from _entity(e, mentions.get(e.id, []), about, entities, places)
    inner: dict[str, list[NamedNode]] = {}
    for a in extraction.attributions:
        if a.within is not None:
            inner.setdefault(a.within, []).append(attributions[a.id])
    stated: set[tuple[Span, ...]] = set()
    for a in extraction.attributions:
        statement = NamedNode(ids.statement_iri(article.iri, a.content))
        yield from _attribution(a, attributions[a.id], (about, statement, reading), entities, places)
        yield from ((attributions[a.id], t.RELAYS, node) for node in inner.get(a.id, []))
        if a.content not in stated:
            stated.add(a.content)
            yield from statement_triples(a, statement, article, about, places)
    for f in extraction.figures:
        yield from _figure(f, about, attributions, places)
    for c in extraction.citations:
        yield from _citation(c, about, attributions, places)
    yield from span_triples(article.text, about, places, _orders(extraction))
    yield from _run(run, reading, about)


def article_triples(article: Article, about: NamedNode, previous_version: str | None) -> Iterator[Triple]:
    """What is said of an article and its outlet."""
    yield about, t.A, t.NEWS_ARTICLE
    if article.title is not None:
        yield about, t.HEADLINE, Literal(article.title)
    name = article.outlet or ids.host(article.url)
    if name:
        outlet = NamedNode(ids.outlet_iri(name, ids.split(article.iri)[0]))
        yield about, t.PUBLISHER, outlet
        yield outlet, t.A, t.NEWS_MEDIA
        yield outlet, t.NAME, Literal(name)
    for author in dict.fromkeys(article.authors):
        yield about, t.AUTHOR, Literal(author)
    if len(article.authors) > 1:
        yield about, t.BYLINE, Literal("\n".join(dict.fromkeys(article.authors)))
    if article.published is not None:
        yield about, t.DATE_PUBLISHED, moment(article.published)
    if article.url is not None:
        yield about, t.URL, Literal(article.url, datatype=t.ANY_URI)
    if article.language is not None:
        yield about, t.IN_LANGUAGE, Literal(article.language)
    if article.source_id is not None:
        yield about, t.IDENTIFIER, Literal(article.source_id)
    yield about, t.ARTICLE_BODY, Literal(article.text)
    yield about, t.TEXT_HASH, Literal(ids.text_hash(article.text))
    if article.original is not None:
        yield about, t.ORIGINAL_HASH, Literal(article.original.sha256)
    if previous_version is not None:
        yield about, t.PREVIOUS_VERSION, _iri(previous_version, "previous version")


def _entity(
    e: Entity,
    mentions: list[Mention],
    about: NamedNode,
    entities: dict[str, NamedNode],
    places: dict[Span, NamedNode],
) -> Iterator[Triple]:
    node = entities[e.id]
    yield node, t.A, t.CLASS_OF_KIND[e.kind]
    yield node, t.NAME, Literal(e.name)
    yield node, t.IS_PART_OF, about
    for text in dict.fromkeys(role.text for role in e.roles):
        yield node, t.JOB_TITLE, Literal(text)
    for span in dict.fromkeys(role.span for role in e.roles):
        yield node, t.ROLE, places[span]
    if e.stands_for is not None:
        yield node, t.STANDS_FOR, Literal(e.stands_for)
    if e.speaks_for is not None:
        yield node, t.SPEAKS_FOR, entities[e.speaks_for]
    if e.same_as is not None:
        yield node, t.SAME_AS, _iri(e.same_as, f"entity {e.id} same_as")
    for span, form in dict.fromkeys((m.span, m.form) for m in mentions):
        yield node, t.PREDICATE_OF_FORM[form], places[span]


def _attribution(
    a: Attribution,
    node: NamedNode,
    ends: tuple[NamedNode, NamedNode, NamedNode],
    entities: dict[str, NamedNode],
    places: dict[Span, NamedNode],
) -> Iterator[Triple]:
    about, statement, reading = ends
    speaker = None if a.speaker is None else entities[a.speaker]
    yield from attribution_triples(a, node, (about, statement, speaker), places)
    if a.speaker_confidence is not None:
        yield node, t.SPEAKER_CONFIDENCE, confidence(a.speaker_confidence)
    if a.confidence is not None:
        yield node, t.CONFIDENCE, confidence(a.confidence)
    yield node, t.GENERATED_BY, reading
    for n, candidate in enumerate(a.candidates, 1):
        one = NamedNode(f"{a.iri}#candidate-{n}")
        yield node, t.HAS_CANDIDATE, one
        yield one, t.A, t.CANDIDATE
        yield one, t.CANDIDATE_ENTITY, entities[candidate.entity]
        yield one, t.SCORE, confidence(candidate.score)


def attribution_triples(
    a: Attribution,
    node: NamedNode,
    ends: tuple[NamedNode, NamedNode, NamedNode | None],
    places: dict[Span, NamedNode],
) -> Iterator[Triple]:
    """What is said of any attribution, read or corrected; ``ends`` are its article, its statement and its speaker."""
    about, statement, speaker = ends
    yield node, t.A, t.ATTRIBUTION
    yield node, t.IS_PART_OF, about
    for span in dict.fromkeys(a.source):
        yield node, t.SOURCE, places[span]
    for span in dict.fromkeys(a.cue):
        yield node, t.CUE, places[span]
    yield node, t.ATTRIBUTES, statement
    if speaker is not None:
        yield node, t.SPEAKER, speaker
    if a.source_inferred:
        yield node, t.SOURCE_INFERRED, TRUE
    yield node, t.ACT, t.CONCEPT_OF_ACT[a.act]
    if a.medium is not None:
        yield node, t.MEDIUM, Literal(a.medium)
    if a.said_on is not None:
        yield node, t.SAID_ON, moment(a.said_on)


def statement_triples(
    a: Attribution, node: NamedNode, article: Article, about: NamedNode, places: dict[Span, NamedNode]
) -> Iterator[Triple]:
    """What is said of a statement; ``places`` holds the nodes of its spans."""
    yield node, t.A, t.QUOTATION
    yield node, t.QUOTE_TYPE, t.CONCEPT_OF_TYPE[a.type]
    yield node, t.IS_PART_OF, about
    yield node, t.TEXT, Literal(statement_text(article.text, a.content))
    for span in dict.fromkeys(a.content):
        yield node, t.CONTENT, places[span]


def _figure(
    f: Figure, about: NamedNode, attributions: dict[str, NamedNode], places: dict[Span, NamedNode]
) -> Iterator[Triple]:
    node = _iri(f.iri, f"figure at {f.span.start}")
    yield node, t.A, t.OBSERVATION
    yield node, t.IS_PART_OF, about
    yield node, t.EVIDENCE, places[f.span]
    for predicate, value in ((t.VALUE, f.value), (t.MIN_VALUE, f.low), (t.MAX_VALUE, f.high)):
        if value is not None:
            yield node, predicate, number(value)
    for predicate, text in ((t.UNIT_TEXT, f.unit), (t.MEASURED_PROPERTY, f.measure), (t.COUNTED_AS, f.counted)):
        if text is not None:
            yield node, predicate, Literal(text)
    if f.as_of is not None:
        yield node, t.OBSERVATION_DATE, moment(f.as_of)
    if f.attribution is not None:
        yield node, t.OF_ATTRIBUTION, attributions[f.attribution]


def _citation(
    c: Citation, about: NamedNode, attributions: dict[str, NamedNode], places: dict[Span, NamedNode]
) -> Iterator[Triple]:
    node = _iri(c.iri, f"citation at {c.span.start}")
    yield node, t.A, t.CITATION
    yield node, t.IS_PART_OF, about
    yield node, t.EVIDENCE, places[c.span]
    yield node, t.CITATION_KIND, t.CONCEPT_OF_CITATION[c.kind]
    yield node, t.TARGET, Literal(c.target)
    if c.attribution is not None:
        yield node, t.OF_ATTRIBUTION, attributions[c.attribution]


def _orders(extraction: Extraction) -> dict[Span, int]:
    """The place of each content span: 1, 2, ... in its statement; rising in each where statements share spans."""
    before: dict[Span, list[Span]] = {}
    for a in extraction.attributions:
        content = sorted(a.content)
        for earlier, span in zip([None, *content], content, strict=False):
            before.setdefault(span, []).extend([earlier] if earlier else [])
    orders: dict[Span, int] = {}
    for span in sorted(before):
        orders[span] = 1 + max((orders[s] for s in before[span]), default=0)
    return orders


def span_triples(
    text: str, about: NamedNode, places: dict[Span, NamedNode], orders: dict[Span, int]
) -> Iterator[Triple]:
    """What is said of spans of ``text``, with the order of those in a content."""
    for span, node in places.items():
        position, quote = NamedNode(node.value + "#position"), NamedNode(node.value + "#quote")
        yield node, t.A, t.RESOURCE
        if span in orders:
            yield node, t.ORDER, number(orders[span])
        yield node, t.HAS_SOURCE, about
        yield node, t.HAS_SELECTOR, position
        yield node, t.HAS_SELECTOR, quote
        yield position, t.A, t.POSITION_SELECTOR
        yield position, t.START, number(span.start)
        yield position, t.END, number(span.end)
        yield quote, t.A, t.QUOTE_SELECTOR
        yield quote, t.EXACT, Literal(span.of(text))
        yield quote, t.PREFIX, Literal(text[max(0, span.start - AROUND) : span.start])
        yield quote, t.SUFFIX, Literal(text[span.end : span.end + AROUND])


def _run(run: Run, node: NamedNode, about: NamedNode) -> Iterator[Triple]:
    yield node, t.A, t.ACTIVITY
    yield node, t.USED, about
    yield node, t.ASSOCIATED_WITH, t.SOFTWARE
    yield node, t.MODEL_VERSION, Literal(run.model_version)
    yield node, t.SOFTWARE_VERSION, Literal(run.software_version)
    yield node, t.ENDED, moment(run.ended)


def _iri(iri: str, what: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as e:
        raise FormatError(f"{what}: not an IRI: {iri!r}") from e
