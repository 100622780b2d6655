from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import ids
from kg.errors import InputError
from kg.model import Article, Extraction, Link, Span
from kg.rdf import evidence
from kg.resolve.known import ARTICLES
from kg.store.beside import fingerprints
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow import storing
from kg.workflow.reading import Reading, articles
from kg.workflow.storing import ingest_articles, ingest_extractions, stored_articles

CITATIONS = ids.derived_graph("citations")


def now() -> str:
    return "2022-03-08T00:00:00Z"


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        yield made


def article(text: str, url: str | None = None, outlet: str | None = None) -> Article:
    return Article(ids.article_iri(url, outlet, text), text, url=url, outlet=outlet)


def parts(x: Extraction) -> set[tuple[object, ...]]:
    """What was read, free of the order that numbers it."""
    named = {e.id: e.iri for e in x.entities}
    return {
        *((a.iri, a.source, a.cue, a.content, a.type, named.get(a.speaker or "")) for a in x.attributions),
        *((e.iri, e.kind, e.name, e.roles, named.get(e.speaks_for or "")) for e in x.entities),
        *((named[m.entity], m.span, m.form) for m in x.mentions),
        *((f.iri, f.span, f.value, f.low, f.high, f.counted) for f in x.figures),
        *((c.iri, c.span, c.kind, c.target) for c in x.citations),
    }


def leads(store: Store) -> set[str]:
    """Where citations lead, without the names of the outlets."""
    return {str(q) for q in store.quads(CITATIONS) if "/outlet/" not in str(q.subject)}


def ask(store: Store, pattern: str) -> bool:
    return bool(store.select(f"ASK {{ {pattern} }}").rows[0][0])


def test_each_article_comes_back_as_it_was_read(store: Store, truth: tuple[Extraction, ...]) -> None:
    report = ingest_extractions(store, truth, now=now, model_version="truth")
    assert report.new == len(truth)
    assert report.attributions == sum(len(x.attributions) for x in truth)
    for x in truth:
        back = evidence.extraction(store.quads(ids.evidence_graph(x.article.iri)))
        assert back.article.text == x.article.text
        assert parts(back) == parts(x)


def test_an_error_is_counted_and_the_others_go_on(store: Store) -> None:
    seen: list[object] = []
    items = [article("Ada Stone said no."), InputError("x.txt", "empty"), article("Ada Stone said yes.")]
    report = ingest_articles(store, items, now=now, on_item=seen.append)
    assert (report.new, report.errors, len(seen)) == (2, 1, 3)


def test_what_is_known_is_read_once_an_article(store: Store) -> None:
    """Not once for each article of the outlet too, which would grow with the square of the store."""
    items = [article(f"Ada Stone said that it was day {n}.", f"https://post.example/{n}", "The Post") for n in range(5)]
    ingest_articles(store, items, now=now)
    assert len(store.select(ARTICLES).rows) == len(items)


def test_the_same_article_twice_in_one_run_is_read_once(store: Store) -> None:
    one = article("Ada Stone said no.")
    report = ingest_articles(store, [one, one], now=now)
    assert (report.new, report.known) == (1, 1)


def test_a_speaker_named_alike_in_two_articles_is_one(store: Store) -> None:
    items = [article("Mayor Zoë Ōta said that it was early."), article("Zoe Ota said that it was late.")]
    ingest_articles(store, items[:1], now=now)
    ingest_articles(store, items[1:], now=now)
    rows = store.select("SELECT DISTINCT ?s ?name { ?q schema:spokenByCharacter ?s . ?s schema:name ?name }").rows
    assert [name for _, name in rows] == ["Zoë Ōta"]


def test_a_newer_version_withdraws_the_older_one(store: Store) -> None:
    url = "https://post.example/1"
    versions = [article(f"Ada Stone said that the bridge was {word}.", url) for word in ("shut", "open", "gone")]
    for version in versions:
        ingest_articles(store, [version], now=now)
    old, newer, newest = (v.iri for v in versions)
    assert ask(store, f"<{newest}> hs:previousVersion <{newer}> . <{newer}> hs:previousVersion <{old}>")
    for iri in (old, newer):
        assert ask(store, f"<{iri}> hs:withdrawn true")
        assert ask(store, f"?a a hs:Attribution ; schema:isPartOf <{iri}> ; hs:withdrawn true")
    assert not ask(store, f"?a schema:isPartOf? <{newest}> ; hs:withdrawn true")


def test_another_reading_takes_the_place_of_the_first(store: Store, truth: tuple[Extraction, ...]) -> None:
    whole = next(x for x in truth if x.citations and len(x.attributions) > 2)
    less = replace(whole, attributions=whole.attributions[:1], figures=(), citations=())
    ingest_extractions(store, [whole], now=lambda: "2022-03-07T00:00:00Z", model_version="by hand")
    ingest_extractions(store, [less], now=now, model_version="by hand")
    with EmbeddedStore.memory() as other:
        ingest_extractions(other, [less], now=now, model_version="by hand")
        kept = set(store.quads()) - set(other.quads())
        assert set(other.quads()) <= set(store.quads())
    # descriptions of speakers and outlets stay: other articles may lean on them
    assert {q.predicate.value.rpartition("/")[2] for q in kept} == {"name", "22-rdf-syntax-ns#type"}
    assert all("/speaker/" in str(q.subject) or "/outlet/" in str(q.subject) for q in kept)


class Flushed(EmbeddedStore):
    """A store that knows how often it was flushed."""

    flushes = 0

    def flush(self) -> None:
        super().flush()
        self.flushes += 1


def test_a_store_is_flushed_once_a_batch_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "BATCH", 2)
    items = [article(f"Ada Stone said that {word} was shut.") for word in ("one", "two", "three", "four", "five")]
    with Flushed.memory() as made:
        ingest_articles(made, items, now=now)
        assert made.flushes == 3


def test_an_older_version_stays_withdrawn_when_it_is_read_again(store: Store) -> None:
    url = "https://post.example/1"
    old, new = (article(f"Ada Stone said that the bridge was {word}.", url) for word in ("shut", "open"))
    ingest_articles(store, [old, new], now=now)
    before = set(store.quads())
    assert ingest_articles(store, [old, new], now=now, reread=True).reread == 2
    assert set(store.quads()) == before


def test_a_link_is_led_to_its_article_whichever_comes_first(store: Store, examples: Path) -> None:
    pages = ["daybreak-relay.html", "courier-siege.html"]
    items = list(articles([str(examples / page) for page in pages], Reading()))
    ingest_articles(store, items, now=now)
    relay, siege = (i.iri for i in items if isinstance(i, Article))
    assert ask(store, f"<{relay}> cito:citesAsEvidence <{siege}>")
    assert not ask(store, "?citation hs:cites ?one, ?other FILTER(?one != ?other)")
    with EmbeddedStore.memory() as other:
        ingest_articles(other, reversed(items), now=now)
        assert leads(store) == leads(other)
    before = set(store.quads())
    ingest_articles(store, items, now=now, reread=True)
    assert set(store.quads()) == before


def test_a_link_to_a_known_host_leads_to_the_outlet_that_publishes_there(store: Store) -> None:
    post = article("Ada Stone said that the bridge was shut.", "https://www.post.example/1", "The Port Post")
    ingest_articles(store, [post], now=now)
    for number, word in enumerate(("open", "gone")):
        text = f"Ada Stone said that it was {word}, as others reported."
        link = Link(Span(text.index("reported"), len(text) - 1), f"https://post.example/{word}")
        citing = replace(article(text, f"https://ledger.example/{number}", "Ledger"), links=(link,))
        ingest_articles(store, [citing], now=now)
        assert ask(store, f"<{citing.iri}> cito:citesAsEvidence <{ids.outlet_iri('The Port Post')}>")


def test_the_bytes_of_a_page_are_kept(tmp_path: Path, examples: Path) -> None:
    page = examples / "aid-convoy.html"
    with EmbeddedStore.open(tmp_path / "s.kg", create=True) as store:
        ingest_articles(store, articles([str(page)], Reading()), now=now)
        (row,) = store.select("SELECT ?h { ?a hs:originalHash ?h }").rows
        assert store.original(str(row[0])) == page.read_bytes()


def test_stored_articles_are_those_that_were_read(store: Store, truth: tuple[Extraction, ...]) -> None:
    ingest_extractions(store, truth, now=now, model_version="truth")
    assert {(a.iri, a.text, a.title) for a in stored_articles(store)} == {
        (x.article.iri, x.article.text, x.article.title) for x in truth
    }


def test_two_readings_in_one_second_end_at_two_times(store: Store, truth: tuple[Extraction, ...]) -> None:
    """An index knows a reading by its run and the time of it (kg.store.beside)."""
    whole = next(x for x in truth if len(x.attributions) > 2)
    parts = [replace(whole, attributions=whole.attributions[:n], figures=(), citations=()) for n in (1, 2, 1)]
    seen = []
    for x in [*parts, parts[-1]]:
        ingest_extractions(store, [x], now=now, model_version="by hand")
        seen.append(fingerprints(store)[whole.article.iri])
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[2], "the very same reading is the same"
    assert all(ended.startswith(now()[:-1]) for ended in (f.split()[-1] for f in seen))
