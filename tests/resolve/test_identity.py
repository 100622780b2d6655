import pytest
from hypothesis import given

from kg import ids
from kg.model import Article, Entity, EntityKind, Extraction, Identity
from kg.resolve.identity import identities, speaker_key
from tests.strategies import extractions


def read(text: str, *named: tuple[EntityKind, str]) -> Extraction:
    article = Article(ids.article_iri(None, None, text), text)
    entities = (Entity(f"e{i}", ids.entity_iri(article.iri, k, n), k, n) for i, (k, n) in enumerate(named, 1))
    return Extraction(article, tuple(entities))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Zoë Ōta", "ZOE OTA"),
        ("person", "J. R. Ota", "J R Ota"),
        ("outlet", "The Harbour Post", "Harbour  Post"),
        ("organisation", "Ministry of Ports", "ministry of ports"),
        ("place", "Veln", "Veln"),
    ],
)
def test_names_that_are_one_speaker(kind: EntityKind, one: str, other: str) -> None:
    assert speaker_key(kind, one) == speaker_key(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "name"),
    [("person", "Ota"), ("unnamed", "a student"), ("collective", "Western officials"), ("document", "the report")],
)
def test_entities_that_are_never_joined(kind: EntityKind, name: str) -> None:
    assert speaker_key(kind, name) is None
    first, second = read("one", (kind, name)), read("two", (kind, name))
    assert identities(first, {})[0].speaker != identities(second, {})[0].speaker


def test_a_person_and_an_organisation_of_one_name_stay_apart() -> None:
    assert speaker_key("person", "Ada Stone") != speaker_key("organisation", "Ada Stone")


def test_the_founder_gives_the_speaker_its_iri_and_name() -> None:
    first, second = read("one", ("person", "Zoë Ōta")), read("two", ("person", "Zoe Ota"), ("unnamed", "a man"))
    founder = identities(first, {})[0]
    assert founder == Identity(first.entities[0].iri, ids.speaker_iri(first.entities[0].iri), "person", "Zoë Ōta")
    key = speaker_key("person", "Zoë Ōta")
    assert key is not None
    joined, alone = identities(second, {key: (founder.speaker, founder.name)})
    assert (joined.speaker, joined.name) == (founder.speaker, "Zoë Ōta")
    assert alone.speaker == ids.speaker_iri(second.entities[1].iri)


def test_two_entities_of_one_article_may_be_one_speaker() -> None:
    one, other = identities(read("x", ("person", "Zoë Ōta"), ("person", "Zoe Ota")), {})
    assert one.speaker == other.speaker


@given(extractions())
def test_each_entity_has_one_speaker(extraction: Extraction) -> None:
    found = identities(extraction, {})
    assert [i.entity for i in found] == [e.iri for e in extraction.entities]
