"""The statements of a store come back as values, the same from every store."""

from kg import ids
from kg.model import Extraction, statement_text
from kg.rdf.derived import withdrawn_quads
from kg.statements import Statement, statements
from kg.store import Store
from tests.test_questions import newsroom


def test_each_attribution_is_a_statement_with_its_words_speaker_and_article(
    store: Store, truth: tuple[Extraction, ...]
) -> None:
    store.write(newsroom(truth))
    found = {s.attribution: s for s in statements(store)}
    named = "SELECT ?e ?n { GRAPH ?identity { ?e hs:canonicalSpeaker ?s . ?s schema:name ?n } }"
    speakers = {str(e): str(n) for e, n in store.select(named).rows}
    for x in truth:
        entities = {e.id: e for e in x.entities}
        for a in x.attributions:
            s = found.pop(a.iri)
            assert (s.iri, s.article) == (ids.statement_iri(x.article.iri, a.content), x.article.iri)
            assert s.text == statement_text(x.article.text, a.content)
            assert (s.start, s.end) == (a.content[0].start, max(c.end for c in a.content))
            assert (s.type, s.act, s.confidence) == (a.type, a.act, a.confidence)
            assert (s.title, s.published) == (x.article.title, x.article.published)
            assert s.name == (speakers[entities[a.speaker].iri] if a.speaker else None)
            assert s.kind == (entities[a.speaker].kind if a.speaker else None)
    assert not found


def test_articles_can_be_named_and_what_is_withdrawn_left_out(store: Store, truth: tuple[Extraction, ...]) -> None:
    store.write(newsroom(truth))
    every = statements(store)
    assert [s.published or "~" for s in every] == sorted(s.published or "~" for s in every)
    some = sorted({s.article for s in every})[:2]
    assert statements(store, some) == tuple(s for s in every if s.article in some)
    assert statements(store, []) == ()
    gone = every[0]
    store.write(withdrawn_quads([gone.attribution], store.base))
    assert statements(store) == every[1:]
    kept: Statement = statements(store, withdrawn=True)[0]
    assert kept.withdrawn and kept.iri == gone.iri
