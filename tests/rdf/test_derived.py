"""Derived graphs: speakers, citations, status."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import ids
from kg.model import Cited, Decision, Identity
from kg.rdf import derived, validate
from kg.rdf.variants import variant_quads
from kg.variants import Variant, VariantGroup
from kg.vocab import CITO, HS, PROV, RDF, SCHEMA, XSD
from tests.rdf.sample import full, kolikhaev, kolikhaev_identity

OTHER_BASE = "https://example.org/kg/"


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def test_an_identity_names_the_speaker_and_gives_the_statement_to_them() -> None:
    x, identity = kolikhaev(), kolikhaev_identity()
    found = list(derived.identity_quads(x, [identity]))
    graph = node(ids.derived_graph("identity"))
    statement = ids.statement_iri(x.article.iri, x.attributions[0].content)
    assert found == [
        ox.Quad(node(identity.speaker), node(RDF("type")), node(SCHEMA("Person")), graph),
        ox.Quad(node(identity.speaker), node(SCHEMA("name")), ox.Literal("Igor Kolikhaev"), graph),
        ox.Quad(node(identity.entity), node(HS("canonicalSpeaker")), node(identity.speaker), graph),
        ox.Quad(node(statement), node(SCHEMA("spokenByCharacter")), node(identity.speaker), graph),
    ]


def test_two_entities_of_one_speaker_describe_it_once() -> None:
    x = full()
    people = [Identity(e.iri, "https://w3id.org/hearsay/id/speaker/0", "person", "Ivo Pahl") for e in x.entities[:4]]
    found = list(derived.identity_quads(x, people))
    assert len(set(found)) == len(found)
    assert sum(q.predicate.value == SCHEMA("name") for q in found) == 1
    assert sum(q.predicate.value == SCHEMA("spokenByCharacter") for q in found) == 4


def test_statements_of_speakers_without_an_identity_are_left_alone() -> None:
    x = full()
    assert not list(derived.identity_quads(x, []))
    quiet = replace(x, attributions=())
    found = derived.identity_quads(quiet, [Identity(x.entities[0].iri, "urn:s", "person", "Lena Ort")])
    assert SCHEMA("spokenByCharacter") not in {q.predicate.value for q in found}


def test_a_citation_leads_somewhere_and_its_article_leans_on_that_once() -> None:
    article = ids.article_iri(None, None, "A.", OTHER_BASE)
    outlet = ids.outlet_iri("Reuters", OTHER_BASE)
    found = list(derived.citation_quads([Cited(f"urn:c{n}", article, outlet, "Reuters") for n in (1, 2)]))
    graph = node("https://example.org/kg/graph/derived/citations")
    assert {q.graph_name for q in found} == {graph}
    assert [q.subject.value for q in found if q.predicate.value == HS("cites")] == ["urn:c1", "urn:c2"]
    leaning = ox.Quad(node(article), node(CITO("citesAsEvidence")), node(outlet), graph)
    assert found.count(leaning) == 1
    assert ox.Quad(node(outlet), node(SCHEMA("name")), ox.Literal("Reuters"), graph) in found
    assert ox.Quad(node(outlet), node(RDF("type")), node(SCHEMA("NewsMediaOrganization")), graph) in found
    assert len(set(found)) == len(found)


def test_a_cited_article_gets_no_name_of_an_outlet() -> None:
    article = ids.article_iri(None, None, "A.")
    found = list(derived.citation_quads([Cited("urn:c", article, "urn:other")]))
    assert {q.predicate.value for q in found} == {HS("cites"), CITO("citesAsEvidence")}


def test_what_is_withdrawn_is_marked_in_the_status_graph_of_its_base() -> None:
    found = list(derived.withdrawn_quads(["urn:b", "urn:a", "urn:b"], OTHER_BASE))
    true = ox.Literal("true", datatype=node(XSD("boolean")))
    graph = node("https://example.org/kg/graph/derived/status")
    assert found == [ox.Quad(node(iri), node(HS("withdrawn")), true, graph) for iri in ("urn:b", "urn:a")]


def test_a_decision_is_a_node_that_says_with_whom_how_sure_and_why() -> None:
    x, identity = kolikhaev(), kolikhaev_identity()
    decisions = (
        Decision("https://w3id.org/hearsay/id/entity/" + "a" * 20, 0.91234, "same name", True, "urn:judgement"),
        Decision("https://w3id.org/hearsay/id/entity/" + "b" * 20, 0.4, "alike", False),
    )
    joined = replace(identity, speaker="https://w3id.org/hearsay/id/speaker/" + "c" * 20, decisions=decisions)
    found = list(derived.identity_quads(x, [joined]))
    assert len(set(found)) == len(found)
    same = [q.object.value for q in found if q.predicate.value == HS("sameSpeakerAs")]
    assert same == [decisions[0].founder]
    nodes = [q.object.value for q in found if q.predicate.value == HS("identityDecision")]
    assert nodes == [f"{identity.entity}#identity-{n}" for n in (1, 2)]
    told = {(q.subject.value[-1], q.predicate.value): q.object.value for q in found if "#identity" in q.subject.value}
    assert [told[n, HS("score")] for n in "12"] == ["0.9123", "0.4"]
    assert [told[n, HS("joined")] for n in "12"] == ["true", "false"]
    assert [told[n, HS("reason")] for n in "12"] == ["same name", "alike"]
    assert [told[n, HS("comparedWith")] for n in "12"] == [d.founder for d in decisions]
    assert [told.get((n, PROV("wasDerivedFrom"))) for n in "12"] == ["urn:judgement", None]
    assert validate.report(validate.graph_of(found)).violations == ()


@pytest.mark.parametrize("predicate", ["comparedWith", "score", "reason", "joined", "canonicalSpeaker"])
def test_a_decision_that_lacks_something_is_found(predicate: str) -> None:
    decision = Decision("https://w3id.org/hearsay/id/entity/" + "a" * 20, 0.9, "same name", True)
    found = derived.identity_quads(kolikhaev(), [replace(kolikhaev_identity(), decisions=(decision,))])
    graph = validate.graph_of(q for q in found if q.predicate.value != HS(predicate))
    assert f"hs:{predicate}" in {v.path for v in validate.report(graph).violations}


def test_what_reports_an_utterance_conforms_and_the_fullest_has_no_decision() -> None:
    utterance, one, other = (
        f"{ids.BASE}{kind}/{'0' * 19}{n}" for n, kind in enumerate(("utterance", *["statement"] * 2))
    )
    group = VariantGroup(utterance, one, (Variant(other, one, 0.65432, "few words", "cut", "urn:j"),))
    found = list(variant_quads([group]))
    assert {q.graph_name.value for q in found} == {ids.derived_graph("variants")}
    assert {(q.subject.value, q.object.value) for q in found if q.predicate.value == HS("reports")} == {
        (one, utterance), (other, utterance),
    }  # fmt: skip
    assert [q.subject.value for q in found if q.predicate.value == HS("variantDecision")] == [other]
    assert [q.object.value for q in found if q.predicate.value == HS("score")] == ["0.6543"]
    assert validate.report(validate.graph_of(found)).violations == ()
    alone = [q for q in found if q.subject.value == utterance or (q.subject.value == one)]
    assert not validate.report(validate.graph_of(alone)).conforms
