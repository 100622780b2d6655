"""Judgements find their place when an article is read again, never by a lookalike; what has none is told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import ids
from kg.model import Article, Attribution, Entity, Extraction, Mention, Span
from kg.rdf.judged import AttributionJudgement
from kg.statements import statements
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.assessing import Change, assess
from kg.workflow.recorded import chosen, recorded
from kg.workflow.reidentifying import reindex
from kg.workflow.reviewable import Signed, undo
from kg.workflow.storing import IngestReport, ingest_extractions
from kg.workflow.validation import validated

NOW = "2022-03-08T00:00:00Z"
URL = "https://port.example/rain"
STATUS = ids.derived_graph("status")
OPENING = "It has rained for nine days in the harbour town of Veln. "
CLAIM = "Mayor Ada Stone said that there was rain."
CLOSING = " Nobody at the harbour office wanted to add anything to it."


def read(text: str, *, cue: str = "said", url: str | None = URL, sentence: str = CLAIM) -> Extraction:
    """An article in which one says something, at each place where the sentence stands."""
    iri = ids.article_iri(url, "The Port Post", text)
    entity = Entity("e1", ids.entity_iri(iri, "person", "Ada Stone"), "person", "Ada Stone")
    found, mentions = [], []
    at = text.find(sentence)
    while at >= 0:
        source = at + sentence.index("Ada Stone")
        verb = at + sentence.index(cue)
        said = at + sentence.index("that there was")
        cues, content = (Span(verb, verb + len(cue)),), (Span(said, at + len(sentence)),)
        mentions.append(Mention(Span(source, source + 9), "e1", "name"))
        found.append(
            Attribution(
                f"a{len(found) + 1}", ids.attribution_iri(iri, cues, content), (Span(source, source + 9),), cues,
                content, "indirect", speaker="e1", speaker_confidence=0.9, confidence=0.8,
            )
        )  # fmt: skip
        at = text.find(sentence, at + 1)
    article = Article(iri, text, url=url, title="Rain", outlet="The Port Post", published="2022-03-01")
    return Extraction(article, (entity,), tuple(mentions), tuple(found))


def ingest(store: Store, *articles: Extraction) -> IngestReport:
    return ingest_extractions(store, articles, now=lambda: NOW, model_version="by hand")


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest(made, read(OPENING + CLAIM + CLOSING))
        yield made


def names(store: Store) -> list[str | None]:
    return [s.name for s in statements(store)]


def derived(store: Store) -> set[str]:
    return {str(q) for q in store.quads() if "/graph/derived/" in str(q)}


def follows(store: Store) -> set[str]:
    """What follows from judgements alone: a reindex may see more beside a name than the reading of its article did."""
    return {q for q in derived(store) if "/derived/identity" not in q or "spokenByCharacter" in q}


FIRST = read(OPENING + CLAIM + CLOSING)
READ = FIRST.attributions[0]
CHANGES = [("rejected", None, []), ("corrected", Change(speaker="Nora Quist"), ["Nora Quist"])]


@pytest.mark.parametrize(("verdict", "change", "after"), CHANGES)
def test_reading_again_changes_nothing_of_what_was_judged(
    store: Store, verdict: str, change: Change | None, after: list[str]
) -> None:
    assess(store, verdict, READ.iri, now=NOW, change=change)  # type: ignore[arg-type]
    before = derived(store)
    report = ingest(store, FIRST)
    assert derived(store) == before and report.lost == []
    reindex(store)
    assert derived(store) == before
    assert names(store) == after


@pytest.mark.parametrize(("verdict", "change", "after"), CHANGES)
def test_an_attribution_with_another_cue_and_the_same_words_is_met(
    store: Store, verdict: str, change: Change | None, after: list[str]
) -> None:
    assess(store, verdict, READ.iri, now=NOW, change=change)  # type: ignore[arg-type]
    again = read(OPENING + CLAIM + CLOSING, cue="Stone said")
    assert again.article == FIRST.article and again.attributions[0].iri != READ.iri
    assert ingest(store, again).lost == []
    assert names(store) == after
    assert store.select(f"ASK {{ <{again.attributions[0].iri}> hs:judgedIn ?j }}").rows == ((True,),)
    assert not [q for q in derived(store) if READ.iri in q]
    assert validated(store).violations == ()


@pytest.mark.parametrize(("verdict", "change", "after"), CHANGES)
def test_a_new_version_of_the_article_is_judged_as_the_old_one_was(
    store: Store, verdict: str, change: Change | None, after: list[str]
) -> None:
    done = assess(store, verdict, READ.iri, now=NOW, change=change)  # type: ignore[arg-type]
    newer = read("Updated at noon. " + OPENING + CLAIM + CLOSING)
    report = ingest(store, newer)
    assert (report.versions, report.lost) == (1, [])
    assert names(store) == after
    assert all(s.article == newer.article.iri for s in statements(store))
    held = store.select(f"SELECT DISTINCT ?a {{ ?a hs:judgedIn <{done.judgement.iri}> ; schema:isPartOf ?x }}").rows
    assert {READ.iri, newer.attributions[0].iri} <= {a for (a,) in held}
    before = follows(store)
    reindex(store)
    assert follows(store) == before
    ingest(store, FIRST, newer)
    assert follows(store) == before
    assert validated(store).violations == ()
    undo(store, done.judgement.iri, Signed(NOW))
    assert names(store) == ["Ada Stone"]
    with EmbeddedStore.memory() as never:
        ingest(never, FIRST)
        ingest(never, newer)
        assert follows(never) == follows(store)


MONDAY = "On Monday Ada Stone told us that there was rain."
SUN = CLAIM.replace("rain", "sun")
LOST = [
    (OPENING + SUN + CLOSING, SUN, "not in the text any more"),
    (OPENING + MONDAY + CLOSING, MONDAY, "not in the text any more"),
    (f"{OPENING}{CLAIM}{CLOSING} {OPENING}{CLAIM}{CLOSING}", CLAIM, "stand in the text 2 times"),
    (f"{OPENING}{CLAIM}{CLOSING} The end.", "Nothing that there was", "attributes its words to nobody any more"),
]


@pytest.mark.parametrize(("text", "sentence", "why"), LOST)
def test_a_judgement_that_has_no_place_is_told_and_meets_no_lookalike(
    store: Store, text: str, sentence: str, why: str
) -> None:
    done = assess(store, "rejected", READ.iri, now=NOW)
    newer = read(text, sentence=sentence, cue="told" if sentence is MONDAY else "said")
    (lost,) = ingest(store, newer).lost
    assert isinstance(lost[0], AttributionJudgement)
    assert (lost[0].iri, lost[1]) == (done.judgement.iri, "Rain") and why in lost[2]
    assert len(names(store)) == len(newer.attributions)
    (row,) = chosen(recorded(store), lost=True).dicts()
    assert row["judgement"] == done.judgement.iri and why in str(row["lost"]) and row["holds"] is True


def test_a_corrected_passage_that_is_gone_leaves_what_is_read_now(store: Store) -> None:
    done = assess(store, "corrected", READ.iri, now=NOW, change=Change(source=("harbour town",)))
    newer = read(OPENING.replace("harbour", "old") + CLAIM + CLOSING)
    assert newer.article.text[newer.attributions[0].content[0].start - 32 :].startswith(
        done.judgement.passages[0].prefix
    )
    (lost,) = ingest(store, newer).lost
    assert "of the correction" in lost[2]
    assert names(store) == ["Ada Stone"]


def test_articles_without_a_url_meet_by_their_own_identity_only() -> None:
    with EmbeddedStore.memory() as made:
        first = read(OPENING + CLAIM + CLOSING, url=None)
        ingest(made, first)
        assess(made, "rejected", first.attributions[0].iri, now=NOW)
        report = ingest(made, read("Again. " + OPENING + CLAIM + CLOSING, url=None))
        assert (report.lost, names(made)) == ([], ["Ada Stone"])


def test_a_name_that_a_later_reading_finds_is_one_entity(store: Store) -> None:
    assess(store, "corrected", READ.iri, now=NOW, change=Change(speaker="Nora Quist"))
    iri = ids.entity_iri(FIRST.article.iri, "person", "Nora Quist")
    found = replace(FIRST, entities=(*FIRST.entities, Entity("e2", iri, "person", "Nora Quist")))
    ingest(store, found)
    assert names(store) == ["Nora Quist"]
    assert store.select(f"SELECT ?s {{ <{iri}> hs:canonicalSpeaker ?s }}").rows[1:] == ()
    before = derived(store)
    reindex(store)
    assert derived(store) == before
    ingest(store, FIRST)
    assert names(store) == ["Nora Quist"]
    assert validated(store).violations == ()


def test_a_lost_status_graph_is_made_again_from_judgements_alone(store: Store) -> None:
    ingest(store, read("Updated at noon. " + OPENING + CLAIM + CLOSING))
    assess(store, "corrected", READ.iri, now=NOW, change=Change(speaker="Nora Quist"))
    before = follows(store)
    graphs = {str(g) for (g,) in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows}
    store.write([], replace=[g for g in graphs if g == STATUS or "/corrections/" in g])
    assert follows(store) != before
    reindex(store)
    assert follows(store) == before
