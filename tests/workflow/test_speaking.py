from collections.abc import Iterator

import pytest

from kg import ids
from kg.errors import NotFoundError
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.reviewing import judge
from kg.workflow.speaking import explained, flat, told
from kg.workflow.storing import ingest_extractions
from tests.voices import article_of

NOW = "2022-03-08T00:00:00Z"
ARTICLES = [
    article_of("2021-03-01", ("Zoë Ōta", "councillor")),
    article_of("2022-03-02", ("Zoe Ota", "Mayor of Veln"), outlet="Ledger"),
    article_of("2022-03-04T10:00:00Z", ("Zoë Ōta", "Mayor of Veln"), about="snow"),
    article_of(None, ("Zoë Ōta", "Mayor of Ostrel"), about="fog"),
]


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, ARTICLES, now=lambda: NOW, model_version="by hand")
        yield made


def test_a_speaker_has_names_roles_over_time_and_outlets(store: Store) -> None:
    columns, rows = told(store, {})
    ota = next(r for r in rows if r["statements"] == 3)
    assert (ota["speaker"], ota["aliases"], ota["outlet_names"]) == (
        "Zoë Ōta",
        ["Zoe Ota"],
        ["Ledger", "The Port Post"],
    )
    assert ota["roles"] == [
        {"role": "councillor", "first": "2021-03-01", "last": "2021-03-01"},
        {"role": "Mayor of Veln", "first": "2022-03-02", "last": "2022-03-04"},
    ]
    assert set(columns) == set(ota)
    (row,) = [r for r in flat(columns, rows).dicts() if r["statements"] == 3]
    assert row["roles"] == "councillor (2021-03-01); Mayor of Veln (2022-03-02 to 2022-03-04)"
    (other,) = [r for r in rows if r["statements"] == 1]
    assert other["roles"] == [{"role": "Mayor of Ostrel", "first": None, "last": None}]


def test_nobody_has_the_same_columns(store: Store) -> None:
    columns, rows = told(store, {"outlet": "Nowhere"})
    assert rows == [] and "roles" in columns and flat(columns, rows).columns == columns


def test_each_mention_is_its_characters_and_each_join_has_its_reason(store: Store) -> None:
    found = explained(store, "Zoe Ota")
    (ota,) = found
    texts = {x.article.iri: x.article.text for x in ARTICLES}
    assert [e["founder"] for e in ota["entities"]] == [True, False, False]
    for e in ota["entities"]:
        assert (e["joined"] is None) == e["founder"]
        assert e["mentions"]
        for m in e["mentions"]:
            text = texts[e["article"]]
            assert text[m["start"] : m["end"]] == m["words"]
            assert f"{m['before']}{m['words']}{m['after']}" in text
            assert (m["form"], m["confidence"]) == ("name", 0.9)
    joined = ota["entities"][1]["joined"]
    assert joined["compared_with"] == ota["entities"][0]["entity"] and joined["reason"] and 0.5 <= joined["score"] <= 1


def test_a_name_of_two_speakers_explains_both_and_their_near_misses(store: Store) -> None:
    found = explained(store, "Zoë Ōta")
    assert [len(s["entities"]) for s in found] == [3, 1]
    (near,) = found[1]["entities"][0]["near"]
    assert near["speaker_iri"] == found[0]["speaker_iri"] and near["score"] < 0.5


def test_a_judgement_is_named_where_it_joined(store: Store) -> None:
    other = ARTICLES[3].entities[0].iri
    made = judge(store, "same", other, ARTICLES[0].entities[0].iri, now=NOW, by="Ann").judgement
    (ota,) = explained(store, ids.speaker_iri(ARTICLES[0].entities[0].iri))
    reasons = [e["joined"] for e in ota["entities"] if e["joined"]]
    assert made.iri in {r["judgement"] for r in reasons}


@pytest.mark.parametrize("text", ["Nobody Atall", "speaker/000000", "", "?"])
def test_who_is_not_there_is_said(store: Store, text: str) -> None:
    with pytest.raises(NotFoundError):
        explained(store, text)
