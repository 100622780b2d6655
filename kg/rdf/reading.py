"""The quads of one evidence graph back to the extraction and the run that they hold."""

import sys
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.errors import FormatError
from kg.model import (
    Article,
    Attribution,
    Candidate,
    Citation,
    Entity,
    Extraction,
    Figure,
    Link,
    Mention,
    Role,
    Run,
    Span,
)
from kg.rdf import terms as t
from kg.rdf.index import Index, Node
from kg.rdf.literals import moment_text

K = TypeVar("K")


NOWHERE = Span(sys.maxsize - 1, sys.maxsize)
"""The place of an entity that is never mentioned: after all others."""


def extraction(quads: Iterable[Quad]) -> Extraction:
    """The extraction that one evidence graph holds; FormatError says what is missing or double."""
    index = Index(quads)
    entities = _entities(index)
    numbers = {e.iri: e.id for e in entities}
    attributions = _attributions(index, numbers)
    by_iri = {a.iri: a.id for a in attributions}
    citations = tuple(sorted((_citation(n, index, by_iri) for n in index.of_class(t.CITATION)), key=_place))
    return Extraction(
        _article(index, citations),
        entities,
        _mentions(index, numbers),
        attributions,
        tuple(sorted((_figure(n, index, by_iri) for n in index.of_class(t.OBSERVATION)), key=_place)),
        citations,
    )


def run_of(quads: Iterable[Quad]) -> Run:
    """The run that made an evidence graph; FormatError if it names none or several."""
    node = Index(quads).only(t.ACTIVITY)
    ended = node.need(t.ENDED)
    return Run(node.need(t.MODEL_VERSION), node.need(t.SOFTWARE_VERSION), moment_text(ended))


def _article(index: Index, citations: tuple[Citation, ...]) -> Article:
    node = index.only(t.NEWS_ARTICLE)
    text, url = node.need(t.ARTICLE_BODY), node.text(t.URL)
    byline = node.text(t.BYLINE)
    return Article(
        iri=node.iri,
        text=text,
        url=url,
        title=node.text(t.HEADLINE),
        outlet=_outlet(index, node, url, text),
        authors=tuple(byline.split("\n") if byline is not None else node.all(t.AUTHOR)),
        published=node.moment(t.DATE_PUBLISHED),
        language=node.text(t.IN_LANGUAGE),
        source_id=node.text(t.IDENTIFIER),
        links=tuple(Link(c.span, c.target) for c in citations if c.kind == "link"),
    )


def _outlet(index: Index, article: Node, url: str | None, text: str) -> str | None:
    """The outlet's name; where it is the host of the URL, the article's IRI tells whether that name was given."""
    publisher = article.text(t.PUBLISHER)
    if publisher is None:
        return None
    name = index.node(publisher).need(t.NAME)
    if name != ids.host(url):
        return name
    return name if ids.article_iri(url, name, text, ids.split(article.iri)[0]) == article.iri else None


def _entities(index: Index) -> tuple[Entity, ...]:
    found = []
    for class_, kind in t.KIND_OF_CLASS.items():
        for node in index.of_class(NamedNode(class_)):
            if t.IS_PART_OF in node.objects:
                forms = (t.ROLE, *t.PREDICATE_OF_FORM.values())
                first = min((s for p in forms for s in index.spans(node, p)), default=NOWHERE)
                found.append(((first, node.need(t.NAME), kind, node.iri), node))
    found.sort(key=lambda pair: pair[0])
    numbers = {node.iri: f"e{n}" for n, (_, node) in enumerate(found, 1)}
    return tuple(
        Entity(
            id=numbers[iri],
            iri=iri,
            kind=kind,
            name=name,
            stands_for=node.text(t.STANDS_FOR),
            roles=_roles(index, node),
            speaks_for=_known(node.text(t.SPEAKS_FOR), numbers),
            same_as=node.text(t.SAME_AS),
        )
        for (_, name, kind, iri), node in found
    )


def _roles(index: Index, node: Node) -> tuple[Role, ...]:
    """Each role with its text: the words of its place, as they stand there or with their white space made single."""
    texts = node.all(t.JOB_TITLE)
    roles = []
    for iri in node.all(t.ROLE):
        words = _exact(index, iri)
        single = " ".join(words.split())
        text = words if words in texts else single if single in texts else texts[0] if len(texts) == 1 else words
        roles.append(Role(text, index.span(iri)))
    return tuple(sorted(roles, key=lambda role: role.span))


def _exact(index: Index, span: str) -> str:
    for selector in index.node(span).all(t.HAS_SELECTOR):
        exact = index.node(selector).text(t.EXACT)
        if exact is not None:
            return exact
    raise FormatError(f"<{span}> quotes nothing")


def _mentions(index: Index, numbers: Mapping[str, str]) -> tuple[Mention, ...]:
    found = [
        Mention(span, number, form)
        for iri, number in numbers.items()
        for form, predicate in t.PREDICATE_OF_FORM.items()
        for span in index.spans(index.node(iri), predicate)
    ]
    return tuple(sorted(found, key=lambda m: (m.span, int(m.entity[1:]), m.form)))


def _attributions(index: Index, entities: Mapping[str, str]) -> tuple[Attribution, ...]:
    nodes = index.of_class(t.ATTRIBUTION)
    spans = {
        n.iri: (
            index.spans(n, t.SOURCE),
            index.spans(n, t.CUE),
            index.spans(index.node(n.need(t.ATTRIBUTES)), t.CONTENT),
        )
        for n in nodes
    }
    nodes.sort(key=lambda n: (min(s for role in spans[n.iri] for s in role), *spans[n.iri], n.iri))
    numbers = {n.iri: f"a{i}" for i, n in enumerate(nodes, 1)}
    outer = {inner: numbers[n.iri] for n in nodes for inner in n.all(t.RELAYS)}
    return tuple(_attribution(index, n, numbers[n.iri], spans[n.iri], outer.get(n.iri), entities) for n in nodes)


def _attribution(
    index: Index,
    node: Node,
    number: str,
    spans: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]],
    within: str | None,
    entities: Mapping[str, str],
) -> Attribution:
    source, cue, content = spans
    return Attribution(
        id=number,
        iri=node.iri,
        source=source,
        cue=cue,
        content=content,
        type=_word(index.node(node.need(t.ATTRIBUTES)), t.QUOTE_TYPE, t.TYPE_OF_CONCEPT),
        act=_word(node, t.ACT, t.ACT_OF_CONCEPT),
        speaker=_known(node.text(t.SPEAKER), entities),
        speaker_confidence=node.number(t.SPEAKER_CONFIDENCE),
        candidates=_candidates(index, node, entities),
        source_inferred=node.text(t.SOURCE_INFERRED) == "true",
        medium=node.text(t.MEDIUM),
        said_on=node.moment(t.SAID_ON),
        within=within,
        confidence=node.number(t.CONFIDENCE),
    )


def _candidates(index: Index, node: Node, entities: Mapping[str, str]) -> tuple[Candidate, ...]:
    found = []
    for iri in sorted(node.all(t.HAS_CANDIDATE), key=lambda iri: (len(iri), iri)):
        one = index.node(iri)
        entity, score = _known(one.need(t.CANDIDATE_ENTITY), entities), one.number(t.SCORE)
        if entity is None or score is None:
            raise FormatError(f"<{iri}> has no score")
        found.append(Candidate(entity, score))
    return tuple(found)


def _figure(node: Node, index: Index, attributions: Mapping[str, str]) -> Figure:
    return Figure(
        iri=node.iri,
        span=index.span(node.need(t.EVIDENCE)),
        value=node.number(t.VALUE),
        low=node.number(t.MIN_VALUE),
        high=node.number(t.MAX_VALUE),
        unit=node.text(t.UNIT_TEXT),
        measure=node.text(t.MEASURED_PROPERTY),
        counted=node.text(t.COUNTED_AS),
        as_of=node.moment(t.OBSERVATION_DATE),
        attribution=_known(node.text(t.OF_ATTRIBUTION), attributions),
    )


def _citation(node: Node, index: Index, attributions: Mapping[str, str]) -> Citation:
    return Citation(
        iri=node.iri,
        span=index.span(node.need(t.EVIDENCE)),
        kind=_word(node, t.CITATION_KIND, t.CITATION_OF_CONCEPT),
        target=node.need(t.TARGET),
        attribution=_known(node.text(t.OF_ATTRIBUTION), attributions),
    )


def _word(node: Node, predicate: NamedNode, words: Mapping[str, K]) -> K:
    concept = node.need(predicate)
    if concept not in words:
        raise FormatError(f"<{node.iri}>: <{predicate.value}> may not be <{concept}>")
    return words[concept]


def _known(iri: str | None, numbers: Mapping[str, str]) -> str | None:
    if iri is None:
        return None
    if iri not in numbers:
        raise FormatError(f"nothing is said of <{iri}>")
    return numbers[iri]


def _place(item: Figure | Citation) -> tuple[Span, str]:
    return item.span, item.iri
