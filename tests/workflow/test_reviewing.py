"""Judgements take effect at once, hold through every later run, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import ids
from kg.errors import KgError, NotFoundError, UsageError
from kg.model import Extraction
from kg.rdf.links import Lookup, Proposal
from kg.resolve.judging import judgements
from kg.resolve.loading import borne
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.linker import Linker
from kg.workflow.linking import speaker_named
from kg.workflow.recorded import recorded
from kg.workflow.reidentifying import reindex
from kg.workflow.reviewing import judge, meant_speakers, undo
from kg.workflow.storing import ingest_extractions
from kg.workflow.validation import validated
from tests.voices import article_of

NOW = "2022-03-08T00:00:00Z"
MAYOR, KESSEL = ("Zoë Ōta", "Mayor of Veln"), ("Bruno Kessel", "harbour pilot")
ARTICLES = [
    article_of("2022-03-01", MAYOR, KESSEL),
    article_of("2022-03-02", MAYOR, about="snow"),
    article_of("2022-03-03", ("Bruno Kessler", "port engineer"), ("some sailors", None, "collective")),
    article_of("2022-03-04", ("Bruno Kessler", "port engineer"), about="wind"),
]
IDENTITY = ids.derived_graph("identity")
LINKS = ids.derived_graph("links")
TARGET = "http://authority.example/id/"
SAID = "SELECT DISTINCT ?name ?s { ?s schema:spokenByCharacter ?x ; schema:text ?words . ?x schema:name ?name }"


def ingest(store: Store, *articles: Extraction) -> None:
    ingest_extractions(store, articles, now=lambda: NOW, model_version="by hand")


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest(made, *ARTICLES)
        yield made


def iri(name: str, nth: int = 0) -> str:
    return [e.iri for x in ARTICLES for e in x.entities if e.name == name][nth]


def speaker(store: Store, entity: str) -> str:
    ((found,),) = store.select(f"SELECT ?s {{ <{entity}> hs:canonicalSpeaker ?s }}").rows
    return str(found)


def identity(store: Store) -> set[str]:
    return {str(q) for q in store.quads(IDENTITY)}


def same_as(store: Store) -> dict[str, set[str]]:
    """What each speaker is linked to."""
    found: dict[str, set[str]] = {}
    for s, target in store.select("SELECT DISTINCT ?s ?target { ?s schema:sameAs ?target }").rows:
        found.setdefault(str(s), set()).add(str(target))
    return found


def test_the_articles_hold_three_speakers_that_may_be_joined(store: Store) -> None:
    assert len({b.speaker for b in borne(store)}) == 3


def test_same_makes_one_speaker_of_two_at_once_with_all_their_statements(store: Store) -> None:
    judge(store, "same", "Bruno Kessel", "Bruno Kessler", now=NOW, note="a slip", by="Ann")
    everyone = {
        speaker(store, iri(name, n)) for name, n in (("Bruno Kessel", 0), ("Bruno Kessler", 0), ("Bruno Kessler", 1))
    }
    assert len(everyone) == 1
    said = [name for name, _ in store.select(SAID).rows if "Ōta" not in str(name) and name != "some sailors"]
    assert len(said) == 3 and len(set(said)) == 1
    rows = store.select("""SELECT ?reason ?by ?note {
        ?e hs:identityDecision ?d . ?d hs:joined true ; hs:reason ?reason ; prov:wasDerivedFrom ?j .
        ?j dcterms:creator ?by ; oa:bodyValue ?note ; hs:judgement hs:SameSpeaker }""").rows
    assert rows == (("the same by the judgement of Ann", "Ann", "a slip"),)
    assert validated(store).violations == ()


@pytest.mark.parametrize("other", ["Ada Quill Stone", "Henrike Tamm"])
def test_a_later_run_finds_a_judged_speaker_by_each_of_its_names(store: Store, other: str) -> None:
    """Also by one that contradicts the first, or that is nothing like it."""
    one, two = ("Ada Rose Stone", "Mayor of Ostrel"), (other, "teacher")
    ingest(store, article_of("2022-03-05", one, about="hail"), article_of("2022-03-06", two, about="hail"))
    judge(store, "same", one[0], other, now=NOW)
    later = article_of("2022-04-05", one, two, about="fog")
    ingest(store, later)
    assert len({speaker(store, e.iri) for e in later.entities}) == 1
    assert len({b.speaker for b in borne(store)}) == 4


def test_different_parts_two_entities_of_one_speaker(store: Store) -> None:
    one, other = iri("Zoë Ōta"), iri("Zoë Ōta", 1)
    assert speaker(store, one) == speaker(store, other)
    judge(store, "different", one, other, now=NOW)
    assert speaker(store, one) != speaker(store, other)
    rows = store.select("SELECT ?s { ?s hs:reason ?r FILTER(CONTAINS(?r, 'kept apart')) }").rows
    assert len(rows) == 1
    assert validated(store).violations == ()


@pytest.mark.parametrize(
    ("verdict", "one", "other"),
    [("same", iri("Bruno Kessel"), iri("Bruno Kessler")), ("different", iri("Zoë Ōta"), iri("Zoë Ōta", 1))],
)
def test_a_judgement_holds_through_reading_again_new_articles_and_a_reindex(
    store: Store, verdict: str, one: str, other: str
) -> None:
    judge(store, verdict, one, other, now=NOW)  # type: ignore[arg-type]
    together = verdict == "same"
    after = identity(store)
    ingest(store, *ARTICLES)
    assert identity(store) == after
    assert reindex(store).moved == 0
    assert identity(store) == after
    ingest(store, article_of("2022-04-01", MAYOR, KESSEL, ("Bruno Kessler", "port engineer"), about="fog"))
    reindex(store)
    assert (speaker(store, one) == speaker(store, other)) == together
    assert len(judgements(store)) == 1


def test_undoing_brings_back_what_was(store: Store) -> None:
    before = identity(store)
    for verdict, one, other in (
        ("same", iri("Bruno Kessel"), iri("Bruno Kessler")),
        ("different", iri("Zoë Ōta"), iri("Zoë Ōta", 1)),
    ):
        made = judge(store, verdict, one, other, now=NOW).judgement  # type: ignore[arg-type]
        assert identity(store) != before
        undo(store, made.iri.rpartition("/")[2][:8], now=NOW, by="Ben")
        assert identity(store) == before
    held = [r["verdict"] for r in recorded(store).dicts() if r["holds"]]
    assert held == [] and len(judgements(store)) == 4


def test_a_new_entity_goes_to_the_better_side_and_the_other_is_recorded(store: Store) -> None:
    one, other = iri("Zoë Ōta"), iri("Zoë Ōta", 1)
    judge(store, "different", one, other, now=NOW)
    third = article_of("2022-03-05", MAYOR, about="fog")
    ingest(store, third)
    decided = f"<{third.entities[0].iri}> hs:identityDecision ?d . ?d hs:comparedWith ?f ; hs:joined ?joined"
    rows = store.select(f"SELECT ?f ?joined {{ {decided} }}").rows
    assert {f for f, _ in rows} == {one, other}
    assert sorted(joined for _, joined in rows) == [False, True]


def test_the_links_of_two_who_are_judged_one_are_those_of_the_one_and_undoing_parts_them(store: Store) -> None:
    linker = Linker.of(store)
    for name, target in (("Bruno Kessel", "a/1"), ("Bruno Kessler", "b/2")):
        linker.judge(speaker_named(linker, name), TARGET + target, "accepted", created=NOW)
    before = set(store.quads(LINKS))
    made = judge(store, "same", "Bruno Kessel", "Bruno Kessler", now=NOW).judgement
    assert same_as(store) == {speaker(store, iri("Bruno Kessel")): {TARGET + "a/1", TARGET + "b/2"}}
    undo(store, made.iri, now=NOW)
    assert set(store.quads(LINKS)) == before
    assert len(same_as(store)) == 2


def test_a_name_that_has_become_that_of_two_speakers_is_linked_by_no_service(store: Store) -> None:
    """Nor is one left linked that is nobody's any more."""
    sure = Proposal(TARGET + "1", MAYOR[0], 100.0, True, ("Q5",))
    Linker.of(store).keep([Lookup("https://a.example/api", "person", MAYOR[0], NOW, (sure,))])
    assert same_as(store) == {speaker(store, iri(MAYOR[0])): {TARGET + "1"}}
    judge(store, "different", iri(MAYOR[0]), iri(MAYOR[0], 1), now=NOW)
    assert same_as(store) == {}
    rows = store.select("SELECT DISTINCT ?s { ?s hs:proposal ?p }").rows
    assert {s for (s,) in rows} == {speaker(store, iri(MAYOR[0], n)) for n in (0, 1)}


def test_a_statement_of_two_speakers_stays_that_of_the_other(store: Store) -> None:
    x = article_of("2022-03-06", ("Lena Ort", "harbour master"), ("Ivo Pahl", "spokesman"), about="hail")
    one, other = x.attributions
    shared = ids.attribution_iri(x.article.iri, other.cue, one.content)
    x = replace(x, attributions=(one, replace(other, iri=shared, content=one.content)))
    ingest(store, x)
    statement = ids.statement_iri(x.article.iri, one.content)
    judge(store, "same", "Lena Ort", "Bruno Kessler", now=NOW)
    rows = store.select(f"SELECT ?s {{ <{statement}> schema:spokenByCharacter ?s }}").rows
    assert {s for (s,) in rows} == {speaker(store, e.iri) for e in x.entities} and len(rows) == 2


def test_undoing_parts_those_who_were_one_only_through_entities_read_no_more(store: Store) -> None:
    passing = article_of("2022-03-07", ("Lena Ort", "harbour master"), ("Ivo Pahl", "spokesman"), about="hail")
    ingest(store, passing)
    lena, ivo = (e.iri for e in passing.entities)
    judge(store, "same", iri("Zoë Ōta"), lena, now=NOW)
    between = judge(store, "same", lena, ivo, now=NOW).judgement
    judge(store, "same", ivo, iri("Bruno Kessel"), now=NOW)
    ingest(store, replace(passing, entities=(), mentions=(), attributions=()))
    assert speaker(store, iri("Zoë Ōta")) == speaker(store, iri("Bruno Kessel"))
    undo(store, between.iri, now=NOW)
    assert speaker(store, iri("Zoë Ōta")) != speaker(store, iri("Bruno Kessel"))


def test_a_second_judgement_of_a_pair_revises_the_first(store: Store) -> None:
    first = judge(store, "same", "Bruno Kessel", "Bruno Kessler", now=NOW).judgement
    again = judge(store, "same", iri("Bruno Kessel"), iri("Bruno Kessler"), now="2023-01-01T00:00:00Z")
    assert (again.judgement, again.done) == (first, None)
    second = judge(store, "different", iri("Bruno Kessel"), iri("Bruno Kessler"), now=NOW).judgement
    assert second.revises == first.iri
    assert speaker(store, iri("Bruno Kessel")) != speaker(store, iri("Bruno Kessler"))
    third = undo(store, second.iri, now=NOW).judgement
    fourth = judge(store, "same", iri("Bruno Kessel"), iri("Bruno Kessler"), now=NOW).judgement
    assert fourth.revises == third.iri
    assert [r["judgement"] for r in recorded(store).dicts()] == [first.iri, second.iri, third.iri, fourth.iri]
    assert len({first.iri, second.iri, third.iri, fourth.iri}) == len(judgements(store)) == 4


def test_a_contradiction_is_refused_and_names_what_stands_against_it(store: Store) -> None:
    a, b, c = iri("Zoë Ōta"), iri("Bruno Kessel"), iri("Bruno Kessler")
    one = judge(store, "same", a, b, now=NOW).judgement
    two = judge(store, "same", b, c, now=NOW).judgement
    before = set(store.quads())
    with pytest.raises(UsageError) as refused:
        judge(store, "different", a, c, now=NOW)
    for j in (one, two):
        assert "judgement/" + j.iri.rpartition("/")[2][:8] in str(refused.value)
    assert set(store.quads()) == before


@pytest.mark.parametrize(
    ("one", "other", "error", "reason"),
    [
        ("Nobody Atall", "Bruno Kessel", NotFoundError, "no speaker is called 'Nobody Atall'"),
        ("Bruno", "Zoë Ōta", NotFoundError, "'Bruno' means 2 speakers, name one by its hash: speaker/"),
        ("some sailors", "Zoë Ōta", NotFoundError, "no speaker is called"),
        (iri("some sailors"), "Zoë Ōta", NotFoundError, "only persons, organisations, outlets and places"),
        ("speaker/000000", "Zoë Ōta", NotFoundError, "no identifier begins with"),
        ("Zoë Ōta", iri("Zoë Ōta"), UsageError, "are one entity"),
        (" ", "Zoë Ōta", NotFoundError, "no speaker is called"),
        ("https://w3id.org/hearsay/id/x> ?p ?o", "Zoë Ōta", NotFoundError, "no speaker"),
    ],
)
def test_who_is_meant_must_be_clear(store: Store, one: str, other: str, error: type[KgError], reason: str) -> None:
    before = set(store.quads())
    with pytest.raises(error) as refused:
        judge(store, "same", one, other, now=NOW)
    assert reason in str(refused.value) and "\n" not in str(refused.value)
    assert set(store.quads()) == before


def test_a_whole_name_goes_before_its_words(store: Store) -> None:
    ingest(store, article_of("2022-03-09", ("Bruno Kessel Lines", None, "organisation"), about="tides"))
    assert len(meant_speakers(store, borne(store), "bruno kessel")) == 1
    assert len(meant_speakers(store, borne(store), "kessel")) == 2
    assert meant_speakers(store, borne(store), iri("Zoë Ōta", 1)) == [speaker(store, iri("Zoë Ōta"))]


@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "\x1b[31m", "\ud800"])
def test_a_note_is_text(store: Store, text: str) -> None:
    for more in ({"note": text}, {"by": text}):
        with pytest.raises(UsageError):
            judge(store, "same", "Bruno Kessel", "Bruno Kessler", now=NOW, **more)  # type: ignore[arg-type]
    assert judgements(store) == ()


def test_only_a_judgement_that_holds_can_be_undone(store: Store) -> None:
    made = judge(store, "same", "Bruno Kessel", "Bruno Kessler", now=NOW).judgement
    undone = undo(store, made.iri, now=NOW).judgement
    for text in (made.iri, undone.iri):
        with pytest.raises(UsageError, match="does not hold any more"):
            undo(store, text, now=NOW)
    for text in ("judgement/abc", "abcdef", "", iri("Zoë Ōta")):
        with pytest.raises(NotFoundError):
            undo(store, text, now=NOW)
