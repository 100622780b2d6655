"""The figures of a store are the same values on every store, and those of the truth."""

import pytest

from kg.model import Extraction
from kg.rdf import derived
from kg.resolve.figures import told_figures
from kg.store import EmbeddedStore, Store
from tests.test_questions import identities, newsroom


@pytest.mark.parametrize("store", ["disk", "remote"], indirect=True)
def test_the_figures_are_read_alike(store: Store, truth: tuple[Extraction, ...]) -> None:
    quads = newsroom(truth)
    store.write(quads)
    store.flush()
    with EmbeddedStore.memory() as memory:
        memory.write(quads)
        assert told_figures(store) == told_figures(memory)


def test_they_are_those_of_the_truth(truth: tuple[Extraction, ...]) -> None:
    of = identities(truth)
    with EmbeddedStore.memory() as memory:
        memory.write(newsroom(truth))
        found = {f.iri: f for f in told_figures(memory)}
    assert sum(len(x.figures) for x in truth) == len(found)
    for x in truth:
        entities = {e.id: of[e.iri] for e in x.entities}
        said = {a.id: a for a in x.attributions}
        for f in x.figures:
            told, a = found[f.iri], said.get(f.attribution or "")
            assert told.words == x.article.text[told.start : told.end] == f.span.of(x.article.text)
            assert (told.value, told.low, told.high, told.unit) == (f.value, f.low, f.high, f.unit)
            assert (told.measure, told.counted, told.as_of) == (f.measure, f.counted, f.as_of)
            assert (told.outlet, told.published) == (x.article.outlet, x.article.published)
            speaker = entities[a.speaker] if a and a.speaker else None
            assert (told.name, told.kind) == (speaker and speaker.name, speaker and speaker.kind)
            assert told.source == (speaker.speaker if speaker else x.article.outlet)


def test_what_is_withdrawn_is_left_out_unless_asked_for(truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as memory:
        memory.write(newsroom(truth))
        every = told_figures(memory)
        said = next(f for f in every if f.attribution)
        assert said.attribution is not None
        memory.write(list(derived.withdrawn_quads([said.attribution])))
        assert told_figures(memory) == tuple(f for f in every if f.attribution != said.attribution)
        memory.write(list(derived.withdrawn_quads([said.article])))
        assert told_figures(memory) == tuple(f for f in every if f.article != said.article)
        assert told_figures(memory, withdrawn=True) == every
