"""The normative sentence as a graph: file and shape.

The file is made by the code (``python -m tests.rdf.test_golden``) and reviewed as a diff.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf import derived, evidence
from kg.vocab import PREFIXES
from tests.rdf.sample import RUN, kolikhaev, kolikhaev_identity

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "kolikhaev.nq"


def quads() -> list[ox.Quad]:
    x = kolikhaev()
    return [*evidence.quads(x, RUN), *derived.identity_quads(x, [kolikhaev_identity()])]


def lines() -> str:
    """The quads as N-Quads, sorted."""
    return "".join(sorted(f"{quad} .\n" for quad in quads()))


def ask(pattern: str) -> bool:
    store = ox.Store()
    store.extend(quads())
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return bool(store.query(f"{declared} ASK {{ {pattern} }}"))


def test_the_graph_is_that_of_the_file() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == lines()


def test_the_file_is_n_quads() -> None:
    assert set(ox.parse(path=str(GOLDEN), format=ox.RdfFormat.N_QUADS)) == set(quads())


SHAPE = """
  GRAPH ?evidence {
    ?attribution a hs:Attribution ; hs:source ?source ; hs:cue ?cue ; hs:attributes ?statement ;
        hs:speaker ?entity ; hs:act hs:Writing ; hs:medium "Facebook" ; hs:confidence 0.97 ; prov:wasGeneratedBy ?run .
    ?statement a schema:Quotation ; hs:quoteType hs:Mixed ; schema:isPartOf ?article ;
        schema:text "“armed visitors” had entered his council" ; hs:content ?content .
    ?entity a schema:Person ; schema:name "Igor Kolikhaev" ; schema:jobTitle "Mayor" .
    ?content a oa:SpecificResource ; hs:order 1 ; oa:hasSource ?article ; oa:hasSelector
        [ a oa:TextPositionSelector ; oa:start 44 ; oa:end 84 ] ,
        [ a oa:TextQuoteSelector ; oa:exact "“armed visitors” had entered his council" ;
          oa:prefix "olikhaev wrote on Facebook that " ; oa:suffix "" ] .
    ?source oa:hasSelector [ oa:exact "Mayor Igor Kolikhaev" ] .
    ?cue oa:hasSelector [ oa:exact "wrote" ] .
    ?article a schema:NewsArticle .
    ?run a prov:Activity ; prov:used ?article .
  }
  GRAPH <https://w3id.org/hearsay/id/graph/derived/identity> {
    ?entity hs:canonicalSpeaker ?speaker . ?statement schema:spokenByCharacter ?speaker .
  }"""


def test_the_graph_has_the_shape_of_the_design() -> None:
    assert ask(SHAPE)


def test_graphs_are_named_after_what_they_hold() -> None:
    assert ask(SHAPE + 'FILTER(STRAFTER(STR(?evidence), "graph/evidence/") = STRAFTER(STR(?article), "id/article/"))')
    assert ask(SHAPE + 'FILTER(STRSTARTS(STR(?speaker), "https://w3id.org/hearsay/id/speaker/"))')


@pytest.mark.parametrize(
    "never",
    [
        "GRAPH ?g { ?x a prov:Quotation }",
        "GRAPH ?g { ?x prov:wasAttributedTo ?y }",
        "GRAPH ?g { ?x prov:hadPrimarySource ?y }",
        "GRAPH ?g { ?x a schema:Person , hs:Attribution }",
        "GRAPH ?g { ?x hs:canonicalSpeaker ?y } FILTER(CONTAINS(STR(?g), 'evidence'))",
        "GRAPH ?g { ?x hs:order ?y . ?a hs:cue ?x }",
        "?s ?p ?o",
    ],
)
def test_what_the_design_warns_of_is_absent(never: str) -> None:
    assert not ask(never)


if __name__ == "__main__":
    GOLDEN.write_text(lines(), encoding="utf-8")
