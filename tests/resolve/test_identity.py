from dataclasses import replace

import pytest

from kg.model import EntityKind
from kg.resolve.identity import bearers, speaker_key
from kg.resolve.loading import borne
from kg.store.embedded import EmbeddedStore
from kg.workflow.storing import ingest_extractions
from tests.rdf.sample import full
from tests.voices import article_of


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
def test_names_with_one_key(kind: EntityKind, one: str, other: str) -> None:
    assert speaker_key(kind, one) == speaker_key(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "name"),
    [("person", "Ota"), ("unnamed", "a student"), ("collective", "Western officials"), ("document", "the report")],
)
def test_names_without_a_key(kind: EntityKind, name: str) -> None:
    assert speaker_key(kind, name) is None


def test_a_person_and_an_organisation_of_one_name_have_two_keys() -> None:
    assert speaker_key("person", "Ada Stone") != speaker_key("organisation", "Ada Stone")


def test_what_an_article_says_of_its_speakers() -> None:
    x = article_of("2022-03-01", ("Zoë Ōta", "Mayor"), ("Ole Lund", None), ("a sailor", None, "unnamed"))
    ota, lund = (bearers(x)[e.iri] for e in x.entities[:2])
    assert (ota.name, ota.roles, ota.beside, ota.years) == ("Zoë Ōta", ("Mayor",), {"Ole Lund"}, (2022, 2022))
    assert (lund.roles, lund.beside) == ((), {"Zoë Ōta"})
    assert len(bearers(x)) == 2


def test_a_spokesman_belongs_to_whom_he_speaks_for() -> None:
    told = {b.name: b for b in bearers(full()).values()}
    assert told["Ivo Pahl"].organisations == ("Coast Guard",)
    assert set(told) == {"Lena Ort", "Ivo Pahl", "Coast Guard", "the Courier"}
    assert told["the Courier"].beside == {"Lena Ort", "Ivo Pahl"}


def test_an_article_without_a_date_has_no_years() -> None:
    for day in (None, "last week"):
        (told,) = bearers(article_of(day, ("Zoë Ōta", None))).values()
        assert told.years is None


def test_the_store_tells_of_its_entities_what_their_articles_do() -> None:
    read = [
        replace(full(), article=replace(full().article, original=None)),
        article_of("2021-03-01", ("Zoë Ōta", "Mayor"), ("Ota", "Mayor"), ("x", None, "collective")),
    ]
    with EmbeddedStore.memory() as store:
        ingest_extractions(store, read, now=lambda: "2022-03-08T00:00:00Z", model_version="by hand")
        found = borne(store)
    assert {b.entity: b.bearer for b in found} == {iri: told for x in read for iri, told in bearers(x).items()}
    assert [b.published for b in found] == ["2021-03-01"] * 2 + ["2022-03-03T10:00:00Z"] * 4
