"""The JSON-LD context: short keys, and the same triples back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings

from kg import vocab
from kg.model import Decision, Extraction, Judgement
from kg.rdf import derived, evidence, validate
from kg.rdf.judgements import judgement_quads
from kg.rdf.variants import variant_quads
from kg.variants import Variant, VariantGroup
from tests.rdf.sample import RUN, full, kolikhaev, kolikhaev_identity
from tests.strategies import extractions

CONTEXT: dict[str, Any] = json.loads(vocab.ontology_text("context.jsonld"))["@context"]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def compact(graph: rdflib.Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True, use_native_types=True)


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {k for v in value.values() for k in keys(v)}
    return {k for v in value for k in keys(v)} if isinstance(value, list) else set()


@settings(max_examples=25)
@given(extractions())
def test_compact_json_ld_comes_back_as_the_same_triples(x: Extraction) -> None:
    graph = validate.graph_of(evidence.quads(x, RUN))
    assert set(rdflib.Graph().parse(data=compact(graph), format="json-ld")) == set(graph)


def test_the_samples_need_short_keys_only() -> None:
    for x in (full(), kolikhaev()):
        quads = [*evidence.quads(x, RUN), *derived.withdrawn_quads([x.article.iri])]
        quads += derived.identity_quads(kolikhaev(), [kolikhaev_identity()])
        graph = validate.graph_of(quads)
        data = compact(graph)
        assert set(rdflib.Graph().parse(data=data, format="json-ld")) == set(graph)
        body = json.loads(data)["@graph"]
        assert {k for k in keys(body) if ":" in k or k.startswith("@")} <= {"@type", "@value"}


def test_decisions_and_judgements_need_short_keys_only() -> None:
    entity = kolikhaev_identity().entity
    decided = replace(kolikhaev_identity(), decisions=(Decision(entity, 0.9, "same name", True, "urn:j"),))
    judged = Judgement("https://w3id.org/hearsay/id/judgement/" + "a" * 20, entity, entity + "x", "same", "n", "b",
                       "2022-03-08T00:00:00Z", "urn:k")  # fmt: skip
    group = VariantGroup("urn:u", "urn:s", (Variant("urn:t", "urn:s", 0.7, "same words", "same", "urn:j"),))
    graph = validate.graph_of(
        [*derived.identity_quads(kolikhaev(), [decided]), *judgement_quads(judged), *variant_quads([group])]
    )
    data = compact(graph)
    assert set(rdflib.Graph().parse(data=data, format="json-ld")) == set(graph)
    assert not [k for k in keys(json.loads(data)["@graph"]) if ":" in k]


def test_a_person_reads_it() -> None:
    graph = validate.graph_of(evidence.quads(kolikhaev(), RUN))
    nodes = json.loads(compact(graph))["@graph"]
    (attribution,) = [n for n in nodes if n["type"] == "Attribution"]
    assert (attribution["act"], attribution["medium"], attribution["confidence"]) == ("Writing", "Facebook", "0.97")
    (statement,) = [n for n in nodes if n["type"] == "Quotation"]
    assert (statement["quoteType"], statement["text"]) == ("Mixed", "“armed visitors” had entered his council")
    assert {(n["start"], n["end"]) for n in nodes if "start" in n} >= {(44, 84)}


def test_the_context_names_what_exists(root: Path) -> None:
    text = (root / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    prefixes = {k: v for k, v in CONTEXT.items() if isinstance(v, str) and v.endswith(("#", "/"))}
    assert prefixes == {k: vocab.PREFIXES[k] for k in prefixes}
    for value in CONTEXT.values():
        iri = value["@id"] if isinstance(value, dict) else value
        if iri.startswith("hs:"):
            assert iri[3:] in vocab.defined()
    assert text == json.dumps({"@context": CONTEXT}, indent=2) + "\n"
