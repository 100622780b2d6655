import pytest
from pyoxigraph import NamedNode

from kg import ids
from kg.errors import FormatError
from kg.model import Judgement
from kg.rdf import validate
from kg.rdf.judgements import judgement_iri, judgement_quads
from kg.resolve.judging import judgements
from kg.store.embedded import EmbeddedStore
from kg.vocab import HS

ONE, OTHER = (ids.BASE + "entity/" + digit * 20 for digit in "ab")


def made(note: str | None = None, by: str | None = None, revises: str | None = None) -> Judgement:
    iri = judgement_iri(ONE, OTHER, "different", note, by, revises)
    return Judgement(iri, ONE, OTHER, "different", note, by, "2022-03-08T00:00:00Z", revises)


@pytest.mark.parametrize("one", [made(), made('a "note"\n\\', "Ann"), made(revises=made().iri)])
def test_a_judgement_comes_back_as_it_was_written_and_conforms(one: Judgement) -> None:
    quads = list(judgement_quads(one))
    assert {q.graph_name for q in quads} == {NamedNode(ids.judgements_graph())}
    assert validate.report(validate.graph_of(quads)).violations == ()
    with EmbeddedStore.memory() as store:
        store.write(quads)
        assert judgements(store) == (one,)


def test_its_identifier_depends_on_all_but_the_time() -> None:
    alike = {made().iri, made("x").iri, made(by="x").iri, made(revises="urn:x").iri}
    assert len(alike) == 4
    assert all(iri.startswith(ids.BASE + "judgement/") for iri in alike)


def test_text_that_no_graph_can_hold_is_refused() -> None:
    with pytest.raises(FormatError, match="surrogate"):
        judgement_quads(Judgement("urn:j", ONE, OTHER, "same", "\ud800", None, "2022-03-08T00:00:00Z"))


def test_a_judgement_without_a_time_or_with_three_targets_is_found() -> None:
    graph = validate.graph_of(q for q in judgement_quads(made()) if "created" not in q.predicate.value)
    assert {v.path for v in validate.report(graph).violations} == {"dcterms:created"}
    assert HS("judgement") in {q.predicate.value for q in judgement_quads(made())}
