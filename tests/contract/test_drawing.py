"""What pictures show is the same on every store, and as the truth has it."""

from collections import Counter

import pytest

from kg.model import Extraction
from kg.store import EmbeddedStore, Store
from kg.workflow import drawing
from kg.workflow.figuring import Wanted
from tests.test_questions import identities, newsroom

ALL = Wanted()


@pytest.mark.parametrize("store", ["disk", "remote"], indirect=True)
def test_a_speaker_and_the_shares_are_read_alike(store: Store, truth: tuple[Extraction, ...]) -> None:
    quads = newsroom(truth)
    store.write(quads)
    store.flush()
    with EmbeddedStore.memory() as memory:
        memory.write(quads)
        whom = drawing.quoted_speaker(memory, "ferrant")
        assert drawing.quoted_speaker(store, "ferrant") == whom
        assert drawing.voice(store, whom, ALL) == drawing.voice(memory, whom, ALL)
        assert drawing.voices(store, ALL) == drawing.voices(memory, ALL)


def test_a_voice_is_that_of_the_truth(truth: tuple[Extraction, ...]) -> None:
    of = identities(truth)
    said = [
        (x.article, of[e.iri].speaker)
        for x in truth
        for a in x.attributions
        for e in x.entities
        if e.id == a.speaker
    ]  # fmt: skip
    with EmbeddedStore.memory() as memory:
        memory.write(newsroom(truth))
        whom = drawing.quoted_speaker(memory, "Ilsa Varnholt")
        found, shares = drawing.voice(memory, whom, ALL), drawing.voices(memory, ALL).all
    own = [article for article, speaker in said if speaker == whom]
    assert found.statements == len(own) and found.articles == len({a.iri for a in own})
    assert {n.name: n.count for n in found.outlets} == Counter(str(a.outlet) for a in own)
    where = {a.iri for a in own}
    beside = Counter(speaker for speaker, _ in {(s, a.iri) for a, s in said if a.iri in where and s != whom})
    assert found.beside[0].count == max(beside.values())
    assert (found.first, found.last) == (
        min(str(a.published) for a in own)[:10],
        max(str(a.published) for a in own)[:10],
    )
    assert {s.speaker: s.count for s in shares.shares} == Counter(speaker for _, speaker in said)


def test_days_and_outlets_limit_what_is_counted(truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as memory:
        memory.write(newsroom(truth))
        whom = drawing.quoted_speaker(memory, "Ilsa Varnholt")
        whole = drawing.voice(memory, whom, ALL)
        parts = [drawing.voice(memory, whom, Wanted(outlet=n.name)) for n in whole.outlets]
        early = drawing.voice(memory, whom, Wanted(until="2022-03-02"))
        late = drawing.voice(memory, whom, Wanted(since="2022-03-03"))
    assert [len(p.outlets) for p in parts] == [1] * len(parts)
    assert sum(p.statements for p in parts) == whole.statements == early.statements + late.statements
