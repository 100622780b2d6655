"""Extractions as evidence graphs and back."""

from collections import Counter
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from kg import ids
from kg.errors import FormatError
from kg.model import Article, Attribution, Entity, Extraction, Role, Run, Span
from kg.rdf import evidence
from kg.vocab import HS, OA, PROV, RDF, SCHEMA
from tests.rdf.canonical import canonical
from tests.rdf.sample import RUN, full, kolikhaev
from tests.strategies import extractions


@settings(max_examples=60)
@given(extractions(links=True))
def test_an_extraction_comes_back_from_its_graph(x: Extraction) -> None:
    back = evidence.extraction(evidence.quads(x, RUN))
    assert canonical(x) == back
    assert back == evidence.extraction(evidence.quads(back, RUN))


@settings(max_examples=30)
@given(extractions())
def test_every_quad_is_there_once_in_one_graph_and_in_an_order_of_its_own(x: Extraction) -> None:
    found = list(evidence.quads(x, RUN))
    assert found == list(evidence.quads(x, RUN))
    assert max(Counter(found).values()) == 1
    assert {ox.NamedNode(ids.evidence_graph(x.article.iri))} == {q.graph_name for q in found}
    assert not [q for q in found if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


@settings(max_examples=30)
@given(extractions())
def test_a_store_gives_back_the_very_literals_that_it_was_given(x: Extraction) -> None:
    store = ox.Store()
    found = set(evidence.quads(x, RUN))
    store.extend(found)
    assert found == set(store)


@settings(max_examples=30)
@given(extractions())
def test_orders_rise_along_every_content(x: Extraction) -> None:
    found = list(evidence.quads(x, RUN))
    orders = {q.subject: int(q.object.value) for q in found if q.predicate.value == HS("order")}
    for a in x.attributions:
        given_orders = [orders[ox.NamedNode(ids.span_iri(x.article.iri, s))] for s in a.content]
        assert sorted(set(given_orders)) == given_orders
        assert given_orders[0] >= 1


def test_the_sample_with_everything_comes_back() -> None:
    x = full()
    found = list(evidence.quads(x, RUN, previous_version="https://w3id.org/hearsay/id/article/00000000000000000000"))
    assert replace(x, article=replace(x.article, original=None)) == evidence.extraction(found)
    assert evidence.run_of(found) == RUN
    said = {q.predicate.value for q in found}
    assert {HS("previousVersion"), HS("originalHash"), HS("relays"), HS("candidate"), HS("byline")} <= said


def test_the_order_of_quads_does_not_matter_for_reading() -> None:
    found = list(evidence.quads(full(), RUN))
    assert evidence.extraction(found) == evidence.extraction(reversed(found))


def test_an_interrupted_quote_has_its_parts_in_order_and_its_text_with_an_ellipsis() -> None:
    found = list(evidence.quads(full(), RUN))
    texts = {q.object.value for q in found if q.predicate.value == SCHEMA("text")}
    assert "“The port,” … “is closed.”" in texts


def test_confidences_have_four_places() -> None:
    x = kolikhaev()
    x = replace(x, attributions=(replace(x.attributions[0], confidence=0.123456, speaker_confidence=1.0),))
    (a,) = evidence.extraction(evidence.quads(x, RUN)).attributions
    assert (a.confidence, a.speaker_confidence) == (0.1235, 1.0)


@pytest.mark.parametrize(
    ("url", "outlet", "written"),
    [
        ("https://www.gazette.example/a", None, "gazette.example"),
        ("https://gazette.example/a", "gazette.example", "gazette.example"),
        ("https://gazette.example/a", "The Gazette", "The Gazette"),
        (None, None, None),
        ("not a url", None, None),
    ],
)
def test_an_outlet_is_named_by_its_name_or_its_host_and_that_difference_survives(
    url: str | None, outlet: str | None, written: str | None
) -> None:
    x = Extraction(Article(ids.article_iri(url, outlet, "A."), "A.", url=url, outlet=outlet))
    found = list(evidence.quads(x, RUN))
    names = [q.object.value for q in found if q.predicate.value == SCHEMA("name")]
    assert names == ([written] if written else [])
    assert evidence.extraction(found) == x


def test_spans_quote_at_most_32_characters_around_them() -> None:
    text = "a" * 40 + "said" + "b" * 40
    iri = ids.article_iri(None, None, text)
    entity = Entity("e1", ids.entity_iri(iri, "person", "x"), "person", "x", roles=(Role("said", Span(40, 44)),))
    found = {q.predicate.value: q.object.value for q in evidence.quads(Extraction(Article(iri, text), (entity,)), RUN)}
    assert (found[OA("prefix")], found[OA("exact")], found[OA("suffix")]) == ("a" * 32, "said", "b" * 32)


def test_nobody_is_said_to_have_made_the_statement() -> None:
    said = {q.predicate.value for q in evidence.quads(full(), RUN)}
    assert not {PROV("wasAttributedTo"), PROV("hadPrimarySource")} & said
    types = {q.object.value for q in evidence.quads(full(), RUN) if q.predicate.value == RDF("type")}
    assert PROV("Quotation") not in types


def twice(x: Extraction) -> Extraction:
    return replace(x, attributions=(*x.attributions, replace(x.attributions[0], id="a2")))


def with_entity(x: Extraction, **changes: str) -> Extraction:
    return replace(x, entities=(replace(x.entities[0], **changes),))


def with_attribution(x: Extraction, a: Attribution) -> Extraction:
    return replace(x, attributions=(*x.attributions, a))


FIRST = kolikhaev().attributions[0]
OTHER_TYPE = replace(FIRST, id="a2", iri=FIRST.iri[:-1] + "_", cue=(), type="direct")


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (twice(kolikhaev()), "attribution a2 and attribution a1 have the same IRI"),
        (with_attribution(kolikhaev(), OTHER_TYPE), "its content is mixed in another"),
        (with_attribution(kolikhaev(), replace(OTHER_TYPE, content=())), "attribution a2: no content"),
        (with_entity(kolikhaev(), same_as="no iri"), "entity e1 same_as: not an IRI"),
        (with_entity(kolikhaev(), iri="<>"), "entity e1: not an IRI"),
        (with_entity(kolikhaev(), name="\ud800"), "lone surrogate"),
        (with_entity(kolikhaev(), speaks_for="e9"), "no 'e9'"),
        (Extraction(Article("urn:x", "A.")), "article: not an identifier of ours"),
        (replace(kolikhaev(), article=replace(kolikhaev().article, text="Short")), "a span reaches beyond the text"),
    ],
)
def test_what_no_graph_can_hold_is_an_error_that_says_so(x: Extraction, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        evidence.quads(x, RUN)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_is_a_finite_number(value: float) -> None:
    x = full()
    with pytest.raises(FormatError, match="not a number that the graph can hold"):
        evidence.quads(replace(x, figures=(replace(x.figures[0], value=value),)), RUN)


def test_the_graph_of_an_article_with_nothing_in_it_comes_back() -> None:
    x = Extraction(Article(ids.article_iri(None, None, "A."), "A."))
    assert evidence.extraction(evidence.quads(x, RUN)) == x


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (SCHEMA("articleBody"), "has no <https://schema.org/articleBody>"),
        (OA("start"), "has no position"),
        (HS("quoteType"), "has no <https://w3id.org/hearsay#quoteType>"),
        (HS("score"), "has no score"),
        (RDF("type"), "0 nodes of class"),
        (OA("exact"), "quotes nothing"),
    ],
)
def test_reading_a_graph_that_lacks_something_says_what(predicate: str, message: str) -> None:
    found = [q for q in evidence.quads(full(), RUN) if q.predicate.value != predicate]
    with pytest.raises(FormatError, match=message):
        evidence.extraction(found)


def test_reading_a_graph_that_says_two_things_says_which() -> None:
    found = list(evidence.quads(kolikhaev(), RUN))
    q = next(q for q in found if q.predicate.value == HS("act"))
    with pytest.raises(FormatError, match="has 2 values of"):
        evidence.extraction([*found, ox.Quad(q.subject, q.predicate, ox.NamedNode(HS("Speech")), q.graph_name)])


def test_reading_nothing_is_an_error() -> None:
    with pytest.raises(FormatError, match="0 nodes"):
        evidence.extraction([])
    with pytest.raises(FormatError, match="0 nodes"):
        evidence.run_of([])


def test_two_runs_differ_in_the_node_of_the_run_alone() -> None:
    later = Run(RUN.model_version, RUN.software_version, "2030-01-01T00:00:00Z")
    before, after = (set(evidence.quads(full(), run)) for run in (RUN, later))
    assert {q.predicate.value for q in before ^ after} == {PROV("endedAtTime")}


def test_roles_keep_their_words_and_lose_only_the_white_space_between_them() -> None:
    text = "Foreign\nMinister Ada Voss, party leader, spoke."
    iri = ids.article_iri(None, None, text)
    roles = (Role("Foreign Minister", Span(0, 16)), Role("party leader", Span(27, 39)))
    voss = Entity("e1", ids.entity_iri(iri, "person", "Ada Voss"), "person", "Ada Voss", roles=roles)
    x = Extraction(Article(iri, text), (voss,))
    assert evidence.extraction(evidence.quads(x, RUN)) == x


def test_spans_that_two_statements_share_have_orders_that_rise_in_both() -> None:
    x = kolikhaev()
    a = x.attributions[0]
    first, second, third = Span(44, 50), Span(52, 60), Span(62, 70)
    contents = ((first, second, third), (second, third), (third,))
    shared = tuple(
        replace(a, id=f"a{n}", iri=ids.attribution_iri(x.article.iri, a.cue, c), content=c, type="mixed")
        for n, c in enumerate(contents, 1)
    )
    found = list(evidence.quads(replace(x, attributions=shared), RUN))
    orders = {q.subject.value: q.object.value for q in found if q.predicate.value == HS("order")}
    assert orders == {ids.span_iri(x.article.iri, s): str(n) for n, s in enumerate((first, second, third), 1)}


def test_reading_refuses_what_is_no_evidence_graph() -> None:
    found = list(evidence.quads(kolikhaev(), RUN))
    node, graph = found[0].subject, found[0].graph_name
    with pytest.raises(FormatError, match="IRIs and literals only"):
        evidence.extraction([*found, ox.Quad(node, ox.NamedNode(HS("cue")), ox.BlankNode("b"), graph)])
    end = next(q for q in found if q.predicate.value == OA("end"))
    for wrong, message in ((ox.Literal(0), "not a span"), (node, "is no literal"), (ox.Literal("x"), "not a number")):
        changed = [q for q in found if q != end] + [ox.Quad(end.subject, end.predicate, wrong, graph)]
        with pytest.raises(FormatError, match=message):
            evidence.extraction(changed)
    speaker = next(q for q in found if q.predicate.value == HS("speaker"))
    for predicate, message in ((HS("speaker"), "nothing is said of"), (HS("act"), "may not be")):
        old = next(q for q in found if q.predicate.value == predicate)
        other = ox.Quad(speaker.subject, old.predicate, ox.NamedNode("urn:x"), graph)
        with pytest.raises(FormatError, match=message):
            evidence.extraction([*(q for q in found if q != old), other])
