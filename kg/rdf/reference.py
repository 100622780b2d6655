"""The ontology as a page for people: docs/ontology.md is what ``page`` returns, and a test holds them together."""

from functools import partial

import rdflib
from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL
from rdflib.term import Node

from kg.vocab import HS, PREFIXES, ontology_text

ONTOLOGY = URIRef("https://w3id.org/hearsay")
STATUS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#").term_status
TRAITS = {
    OWL.FunctionalProperty: "one value at most",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "never of itself",
}
RELATIONS = {
    RDFS.subClassOf: "a kind of",
    RDFS.subPropertyOf: "implies",
    SKOS.closeMatch: "close to",
    SKOS.relatedMatch: "related to",
}
INTRODUCTION = """# The ontology

{description}

Namespace `{namespace}`, prefix `hs:`, version {version}, licence <{licence}>.
This page is made from ontology/hearsay.ttl by `kg.rdf.reference.page`. How the terms go together with those of
schema.org, the Web Annotation vocabulary, PROV and CiTO shows [the data model](data-model.md).
Terms of other vocabularies keep their meaning there:

- A statement is a `schema:Quotation` and never a `prov:Quotation`, which qualifies the relation `prov:wasQuotedFrom`.
- `prov:wasAttributedTo` names who helped to make a thing. A reporter makes the paraphrase: it is not for speakers.
- `prov:hadPrimarySource` is kept for sources of whom direct experience is shown; the earliest article known is not one.
- Several selectors on one `oa:SpecificResource` select the same text: one resource a span.
"""


def page(graph: rdflib.Graph | None = None) -> str:
    """The reference in Markdown: of ontology/hearsay.ttl, unless another ontology is given."""
    if graph is None:
        graph = rdflib.Graph().parse(data=ontology_text("hearsay.ttl"), format="turtle")
    parts = [
        INTRODUCTION.format(
            description=graph.value(ONTOLOGY, DCTERMS.description),
            namespace=HS.iri,
            version=graph.value(ONTOLOGY, OWL.versionInfo),
            licence=graph.value(ONTOLOGY, DCTERMS.license),
        )
    ]
    reserved = set(graph.subjects(STATUS, Literal("unstable")))
    sections = (
        ("Classes", _terms(graph, OWL.Class), _class),
        ("Properties", _terms(graph, OWL.ObjectProperty) + _terms(graph, OWL.DatatypeProperty), _property),
        ("Concepts and individuals", _terms(graph, OWL.NamedIndividual), _individual),
    )
    for title, terms, row in sections:
        parts.append(_table(graph, f"## {title}", sorted(set(terms) - reserved), partial(row, graph)))
    parts.append("## Reserved for derivations to come\n\nDefined so that their names stand; nothing writes them yet.\n")
    for title, terms, row in sections:
        parts.append(_table(graph, f"### {title}", sorted(set(terms) & reserved), partial(row, graph)))
    parts.append(_disjoint(graph))
    return "\n".join(parts)


def _terms(graph: rdflib.Graph, kind: Node) -> list[URIRef]:
    return [s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(HS.iri)]


def _table(graph: rdflib.Graph, title: str, terms: list[URIRef], row: "partial[str]") -> str:
    lines = [title, "", "| term | meaning | more |", "|---|---|---|"]
    lines += [f"| `{_short(s)}` | {graph.value(s, RDFS.comment)} | {row(s)} |" for s in terms]
    return "\n".join(lines) + "\n"


def _class(graph: rdflib.Graph, term: URIRef) -> str:
    return "; ".join(_relations(graph, term))


def _property(graph: rdflib.Graph, term: URIRef) -> str:
    ends = [_ends(graph, graph.value(term, p)) for p in (RDFS.domain, RDFS.range)]
    of = f"from {ends[0]}" if ends[0] else ""
    to = f"to {ends[1]}" if ends[1] else ""
    traits = [words for kind, words in TRAITS.items() if (term, RDF.type, kind) in graph]
    return "; ".join(filter(None, [" ".join(filter(None, [of, to])), *traits, *_relations(graph, term)]))


def _individual(graph: rdflib.Graph, term: URIRef) -> str:
    kinds = [k for k in graph.objects(term, RDF.type) if k != OWL.NamedIndividual]
    scheme = graph.value(term, SKOS.inScheme)
    return "; ".join([", ".join(sorted(_code(k) for k in kinds)), *([f"in {_code(scheme)}"] if scheme else [])])


def _relations(graph: rdflib.Graph, term: URIRef) -> list[str]:
    return [f"{words} {x}" for p, words in RELATIONS.items() for x in sorted(map(_code, graph.objects(term, p)))]


def _ends(graph: rdflib.Graph, end: Node | None) -> str:
    if end is None:
        return ""
    union = graph.value(end, OWL.unionOf)
    return _code(end) if union is None else " or ".join(_code(x) for x in Collection(graph, union))


def _disjoint(graph: rdflib.Graph) -> str:
    lines = ["## What nothing is at once", "", "Of each line, a node is one at most:", ""]
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.value(node, OWL.members)
        if members is not None:
            lines.append("- " + ", ".join(_code(x) for x in Collection(graph, members)))
    return "\n".join([*lines[:4], *sorted(lines[4:])]) + "\n"


def _code(term: Node) -> str:
    return f"`{_short(term)}`"


def _short(term: Node) -> str:
    for prefix, iri in PREFIXES.items():
        if str(term).startswith(iri):
            return f"{prefix}:{str(term).removeprefix(iri)}"
    return str(term)
