"""Lookups, links and judgements as quads: of the shapes, and read back as they were."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg import ids
from kg.errors import FormatError
from kg.link.loading import judgements_of, lookups_of
from kg.model import EntityKind
from kg.rdf import validate
from kg.rdf.links import (
    Link,
    LinkJudgement,
    Lookup,
    Proposal,
    judgement_iri,
    judgement_quads,
    lookup_quads,
    speaker_quads,
)
from kg.store.embedded import EmbeddedStore
from kg.vocab import HS, OA, SCHEMA

BASE = ids.BASE
SPEAKER, ENTITY = f"{BASE}speaker/{'1' * 20}", f"{BASE}entity/{'2' * 20}"
TARGET = "http://authority.example/id/7"
NOW = "2026-01-01T00:00:00Z"

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
proposals = st.builds(
    Proposal,
    st.integers(1, 99).map(lambda n: f"http://authority.example/id/{n}"),
    words,
    st.none() | st.floats(-1000, 1000).map(lambda x: round(x, 4)),
    st.booleans(),
    st.sets(words, max_size=3).map(lambda found: tuple(sorted(found))),
)
kinds: st.SearchStrategy[EntityKind] = st.sampled_from(["person", "organisation", "outlet", "place"])
lookups = st.builds(
    Lookup,
    st.sampled_from(["https://a.example/api", f"{BASE}names/{'3' * 20}"]),
    kinds,
    words,
    st.just(NOW),
    st.lists(proposals, max_size=4, unique_by=lambda p: p.iri).map(tuple),
)


@given(st.lists(lookups, max_size=4, unique_by=lambda x: x.iri(BASE)))
def test_lookups_come_back_as_they_were(found: list[Lookup]) -> None:
    with EmbeddedStore.memory() as store:
        store.write(q for lookup in found for q in lookup_quads(lookup, BASE))
        assert lookups_of(store) == tuple(sorted(found, key=lambda x: x.iri(BASE)))


def judgement(**changes: str | None) -> LinkJudgement:
    note, by = changes.get("note"), changes.get("by")
    iri = judgement_iri(ENTITY, TARGET, "rejected", note, by, None, BASE)
    return LinkJudgement(iri, ENTITY, TARGET, "rejected", note, by, NOW)


def test_judgements_come_back_as_they_were() -> None:
    made = judgement(note="a namesake", by="Ann")
    with EmbeddedStore.memory() as store:
        store.write(judgement_quads(made, BASE))
        assert judgements_of(store) == (made,)
        targets = {q.object.value for q in store.quads() if q.predicate.value == OA("hasTarget")}
        assert targets == {ENTITY, TARGET}
        assert {q.graph_name.value for q in store.quads()} == {ids.judgements_graph(BASE)}


def test_what_is_written_is_of_the_shapes() -> None:
    lookup = Lookup("https://a.example/api", "person", "Ilsa", NOW, (Proposal(TARGET, "Ilsa", 99.5, True, ("Q5",)),))
    cause = lookup.proposal_iri(BASE, 1)
    link = Link(SPEAKER, TARGET, "the service is sure", cause)
    quads = [*lookup_quads(lookup, BASE), *speaker_quads(SPEAKER, [cause], [link], BASE)]
    assert {q.graph_name.value for q in quads} == {ids.derived_graph("links", BASE)}
    assert validate.report(validate.graph_of(quads)).violations == ()
    assert validate.report(validate.graph_of(judgement_quads(judgement(note="x", by="Ann"), BASE))).violations == ()
    said = [q.object.value for q in quads if q.subject.value == SPEAKER and q.predicate.value == SCHEMA("sameAs")]
    assert said == [TARGET]


@pytest.mark.parametrize(
    "name", ["askedName", "askedKind", "proposes", "rank", "serviceMatch", "linkedSpeaker", "linksTo"]
)
def test_what_a_shape_asks_for_is_missed(name: str) -> None:
    lookup = Lookup("https://a.example/api", "person", "Ilsa", NOW, (Proposal(TARGET, "Ilsa", 99.5, True),))
    link = Link(SPEAKER, TARGET, "sure", lookup.proposal_iri(BASE, 1))
    quads = [*lookup_quads(lookup, BASE), *speaker_quads(SPEAKER, [], [link], BASE)]
    left = [q for q in quads if q.predicate != NamedNode(HS(name))]
    assert len(left) < len(quads)
    assert not validate.report(validate.graph_of(left)).conforms


def test_what_no_graph_can_hold_is_refused_whole() -> None:
    for changes in ({"note": "\ud800"}, {"by": "\udfff"}):
        with pytest.raises(FormatError):
            judgement(**changes)
        with pytest.raises(FormatError):
            judgement_quads(replace(judgement(), **changes), BASE)  # type: ignore[arg-type]


SERVICE = "https://a.example/api"
WHOLE = Proposal(TARGET, "Ilsa")


@pytest.mark.parametrize(
    ("lookup", "reason"),
    [
        (Lookup(SERVICE, "person", "Il\udcffsa", NOW), r"a lone surrogate in 'Il\udcffsa'"),
        (Lookup(SERVICE, "person", "Ilsa", NOW, (WHOLE, Proposal(TARGET, "\ud800"))), r"a lone surrogate in '\ud800'"),
        (Lookup(SERVICE, "person", "Ilsa", NOW, (replace(WHOLE, types=("Q5", "\udfff")),)), r"surrogate in '\udfff'"),
        (Lookup(SERVICE, "person", "Ilsa", NOW, (replace(WHOLE, iri="http://a.example/\ud800"),)), "not an IRI"),
        (Lookup("a b", "person", "Ilsa", NOW), "not an IRI: 'a b'"),
    ],
)
def test_an_answer_that_no_graph_can_hold_is_refused_before_the_first_quad(lookup: Lookup, reason: str) -> None:
    with pytest.raises(FormatError, match=r"the answer for 'Il.*sa' cannot be stored: ") as refused:
        lookup_quads(lookup, BASE)
    assert reason in str(refused.value) and "\n" not in str(refused.value)


def test_a_name_that_no_graph_can_hold_has_no_lookup() -> None:
    for lookup in (Lookup(SERVICE, "person", "\ud800", NOW), Lookup("https://\ud800/", "person", "Ilsa", NOW)):
        with pytest.raises(FormatError, match="a lone surrogate in "):
            lookup.iri(BASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"iri": "http://a.example/\ud800"},
        {"iri": "a b"},
        {"reason": "\ud800"},
        {"cause": "\ud800"},
        {"speaker": "\ud800"},
    ],
)
def test_a_link_that_no_graph_can_hold_is_refused_before_the_first_quad(changes: dict[str, str]) -> None:
    whole = Link(SPEAKER, TARGET, "sure", "http://a.example/c")
    with pytest.raises(FormatError):
        speaker_quads(SPEAKER, [], [whole, replace(whole, **changes)], BASE)


def test_a_link_has_its_reason() -> None:
    quads = list(speaker_quads(SPEAKER, [], [Link(SPEAKER, TARGET, "why", "http://a.example/c")], BASE))
    assert Literal("why") in {q.object for q in quads}
