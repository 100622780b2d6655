"""Four small invented articles in which one person speaks, for the tests of judged variants and matches."""

from dataclasses import replace

from kg import ids
from kg.model import Article, Attribution, Entity, Extraction, Mention, Span
from kg.store import Store
from kg.workflow.claims import import_reviews
from kg.workflow.storing import IngestReport, ingest_extractions
from tests.reviewed import feed

NOW = "2022-03-08T00:00:00Z"
WELLS = "“The wells are failing and the granary burned before anybody could count the sacks.”"
SHORT = "“The wells are failing and the granary burned.”"
OTHER = "“Nobody asked the harbour master whether the cranes could lift it.”"


def read(n: int, words: str, *, before: str = "", more: str = "") -> Extraction:
    """Article ``n``, in which Ada Stone says some words; another text under the same URL where there is ``more``."""
    text = f"{before}In the town of Veln it rained. Ada Stone said: {words} Then the rain went on in Veln.{more}"
    url = f"https://port{n}.example/rain"
    iri = ids.article_iri(url, f"Post {n}", text)
    who, cue, at = (text.index(x) for x in ("Ada Stone", "said:", words))
    content = (Span(at, at + len(words)),)
    cues = (Span(cue, cue + 4),)
    said = Attribution(
        "a1", ids.attribution_iri(iri, cues, content), (Span(who, who + 9),), cues, content, "direct", speaker="e1",
        speaker_confidence=0.9, confidence=0.8,
    )  # fmt: skip
    entity = Entity("e1", ids.entity_iri(iri, "person", "Ada Stone"), "person", "Ada Stone")
    article = Article(iri, text, url=url, title=f"Rain {n}", outlet=f"Post {n}", published=f"2022-03-0{n}")
    return Extraction(article, (entity,), (Mention(Span(who, who + 9), "e1", "name"),), (said,))


ARTICLES = (read(1, WELLS), read(2, WELLS), read(3, SHORT), read(4, OTHER))
ONE, TWO, CUT, APART = (ids.statement_iri(x.article.iri, x.attributions[0].content) for x in ARTICLES)


def ingest(store: Store, *articles: Extraction) -> IngestReport:
    return ingest_extractions(store, articles, now=lambda: NOW, model_version="by hand")


def claim_of(store: Store) -> str:
    import_reviews(store, [replace(feed()[0])], lambda item: None)
    ((claim,),) = store.select("SELECT ?c { ?c a schema:Claim }").rows
    return str(claim)
