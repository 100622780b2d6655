"""The identity graph as ingest keeps it, and as reindex makes it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import ids
from kg.model import Extraction
from kg.rdf.links import Lookup, Proposal
from kg.resolve.judging import Judged
from kg.resolve.known import Known
from kg.resolve.loading import borne, speakers
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.linker import Linker
from kg.workflow.reidentifying import reindex
from kg.workflow.storing import ingest_extractions
from kg.workflow.validation import validated
from tests.voices import article_of

NOW = "2022-03-08T00:00:00Z"
IDENTITY = ids.derived_graph("identity")
MAYOR = ("Zoë Ōta", "Mayor of Veln")
ONE_EACH = "SELECT ?e (COUNT(DISTINCT ?s) AS ?n) { ?e hs:canonicalSpeaker ?s } GROUP BY ?e"


def ingest(store: Store, *articles: Extraction) -> None:
    ingest_extractions(store, articles, now=lambda: NOW, model_version="by hand")


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        yield made


def identity(store: Store) -> set[str]:
    return {str(q) for q in store.quads(IDENTITY)}


def test_the_truth_has_one_speaker_an_entity_and_conforms(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    rows = dict(store.select(ONE_EACH).rows)
    assert rows == {e.iri: 1 for x in truth for e in x.entities}
    assert validated(store).violations == ()
    edges = store.select("SELECT ?e ?f { ?e hs:sameSpeakerAs ?f }").rows
    decided = """SELECT ?e ?f { ?e hs:canonicalSpeaker ?s ; hs:identityDecision ?d .
        ?d hs:joined true ; hs:comparedWith ?f . ?f hs:canonicalSpeaker ?s }"""
    assert set(edges) == set(store.select(decided).rows) and len(edges) > 20


def test_reading_again_gives_the_same_speakers(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    before = set(store.quads())
    ingest(store, *truth[::-1])
    assert set(store.quads()) == before


def test_one_run_or_several_give_the_same(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    with EmbeddedStore.memory() as other:
        for x in truth:
            ingest(other, x)
        assert identity(other) == identity(store)


def test_what_is_known_is_kept_in_step_with_the_store(store: Store, truth: tuple[Extraction, ...]) -> None:
    kept = Known.of(store)
    for x in truth:
        store.write(_quads(kept, x))
    fresh = speakers(store, Judged(), borne(store))
    assert kept.speakers.by_iri.keys() == fresh.by_iri.keys()
    for iri, speaker in fresh.by_iri.items():
        other = kept.speakers.by_iri[iri]
        assert (other.founder, other.name, other.members) == (speaker.founder, speaker.name, speaker.members)
        (kept_facet,), (facet,) = other.facets, speaker.facets
        assert set(kept_facet.roles) == set(facet.roles)
        assert (kept_facet.beside, kept_facet.years) == (facet.beside, facet.years)


def _quads(known: Known, x: Extraction) -> list[object]:
    from kg.model import Run
    from kg.rdf import derived, evidence

    people = known.identities(x, {})
    known.learn(x)
    return [*evidence.quads(x, Run("by hand", "0", NOW)), *derived.identity_quads(x, people)]


def test_a_speaker_whom_nobody_is_any_more_is_gone(store: Store) -> None:
    x = article_of("2022-03-01", MAYOR, ("a sailor", None, "unnamed"))
    ingest(store, x)
    ingest(store, replace(x, entities=(), mentions=(), attributions=()))
    assert identity(store) == set()


def test_a_speaker_outlives_its_founder(store: Store) -> None:
    first, second = article_of("2022-03-01", MAYOR), article_of("2022-03-02", MAYOR)
    ingest(store, first, second)
    ingest(store, replace(first, entities=(), mentions=(), attributions=()))
    third = article_of("2022-03-03", MAYOR)
    ingest(store, third)
    ((founder,),) = store.select(f"SELECT ?f {{ <{third.entities[0].iri}> hs:sameSpeakerAs ?f }}").rows
    assert founder == first.entities[0].iri
    ((found, n),) = store.select("SELECT ?s (COUNT(?e) AS ?n) { ?e hs:canonicalSpeaker ?s } GROUP BY ?s").rows
    assert (found, n) == (ids.speaker_iri(first.entities[0].iri), 2)
    assert reindex(store).moved == 2
    ((found, n),) = store.select("SELECT ?s (COUNT(?e) AS ?n) { ?e hs:canonicalSpeaker ?s } GROUP BY ?s").rows
    assert (found, n) == (ids.speaker_iri(second.entities[0].iri), 2)
    assert validated(store).violations == ()


def test_reindex_gives_the_links_to_the_speakers_as_they_are_now(store: Store) -> None:
    """Also where nobody moves, after a run that ended before the links were made."""
    links, target = ids.derived_graph("links"), "http://authority.example/id/1"
    first, second = article_of("2022-03-01", MAYOR), article_of("2022-03-02", MAYOR)
    ingest(store, first, second)
    sure = Proposal(target, MAYOR[0], 100.0, True, ("Q5",))
    Linker.of(store).keep([Lookup("https://a.example/api", "person", MAYOR[0], NOW, (sure,))])
    stale = set(store.quads(links))
    ingest(store, replace(first, entities=(), mentions=(), attributions=()))
    assert reindex(store).moved == 1
    linked = f"SELECT DISTINCT ?s {{ ?s schema:sameAs <{target}> }}"
    assert store.select(linked).rows == ((ids.speaker_iri(second.entities[0].iri),),)
    made = set(store.quads(links))
    store.write(stale, replace=[links])
    assert reindex(store).moved == 0
    assert set(store.quads(links)) == made != stale
    assert validated(store).violations == ()


def test_reindex_decides_by_evidence_whatever_came_first(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    with EmbeddedStore.memory() as other:
        ingest(other, *truth[::-1])
        reindex(store), reindex(other)
        groups = "SELECT ?e ?f { ?e hs:canonicalSpeaker ?s . ?f hs:canonicalSpeaker ?s }"
        assert set(store.select(groups).rows) == set(other.select(groups).rows)
    before = identity(store)
    assert reindex(store).moved == 0
    assert identity(store) == before


def test_reindex_gives_a_store_without_decisions_its_reasons(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    whole = identity(store)
    decided = [q for q in store.quads(IDENTITY) if "#identity-" in str(q) or "sameSpeakerAs" in str(q)]
    store.write([], remove=decided)
    done = reindex(store)
    assert (done.moved, done.before) == (0, done.after)
    assert len(identity(store)) == len(whole)
    assert validated(store).violations == ()


def test_reindex_tells_each_name(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest(store, *truth)
    seen: list[str] = []
    assert reindex(store, seen.append).entities == len(seen) == len(borne(store))


def test_an_ingest_puts_together_who_proves_to_be_one(store: Store) -> None:
    plain = [article_of(f"2022-03-0{n}", ("Zoë Ōta", "President"), about=f"line {n}") for n in range(3, 7)]
    ingest(store, article_of("2022-03-01", ("Zoë Ōta", "President of Velmora")))
    ingest(store, article_of("2022-03-02", ("Zoë Ōta", "President of Drovnia")))
    assert len(set(dict(store.select("SELECT ?e ?s { ?e hs:canonicalSpeaker ?s }").rows).values())) == 2
    ingest(store, *plain)
    assert len(set(dict(store.select("SELECT ?e ?s { ?e hs:canonicalSpeaker ?s }").rows).values())) == 1
    assert validated(store).violations == ()
    before = identity(store)
    reindex(store)
    assert identity(store) == before
