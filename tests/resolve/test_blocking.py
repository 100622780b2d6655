"""Keys: names that may be one share one, others do not, and no name has many."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.names_made import MOST_COMPARED, Index, growth
from kg.model import ENTITY_KINDS, EntityKind
from kg.resolve.bearers import Bearer
from kg.resolve.blocking import keys
from kg.resolve.matching import KINDS

ALIKE = [
    ("Volodymyr Zelensky", "President Zelenskyy", "Владимир Зеленский", "Wolodymyr Selenskyj"),
    ("Viktor Orbán", "Orbán Viktor", "Виктор Орбан"),
    ("Xi Jinping", "习近平", "President Xi", "Си Цзиньпин"),
    ("Joseph R. Biden Jr.", "Joe Biden", "Джо Байден", "Mr. Biden", "J. Biden"),
    ("Muammar Gaddafi", "معمر القذافي", "Col. Muammar el-Qaddafi"),
    ("José Luis Ibarra Quintero", "José Luis Ibarra"),
    ("Mohammed bin Salman", "MBS"),
    ("Pope Francis", "Papa Francesco"),
]


@pytest.mark.parametrize("names", ALIKE)
def test_names_that_may_be_one_share_a_key(names: tuple[str, ...]) -> None:
    assert [pair for pair in combinations(names, 2) if not keys("person", pair[0]) & keys("person", pair[1])] == []


def test_short_forms_of_a_body_share_a_key() -> None:
    for names in (("United Nations", "UN", "U.N."), ("Human Rights Watch", "HRW"), ("Газпром", "Gazprom PJSC")):
        for a, b in combinations(names, 2):
            assert keys("organisation", a) & keys("organisation", b)


@pytest.mark.parametrize("other", ["Joseph Benning", "Benning Joe", "Joe Harald Benning"])
def test_names_that_fit_as_a_whole_share_more_keys_than_a_family_name(other: str) -> None:
    kin = keys("person", "Joe Benning") & keys("person", "Mary Benning")
    assert len(keys("person", "Joe Benning") & keys("person", other)) > len(kin)


def test_other_names_share_none_though_their_given_names_are_one() -> None:
    assert not keys("person", "John Smith") & keys("person", "John Walsh")
    assert not keys("organisation", "University of Leeds") & keys("organisation", "University of Oslo")


def test_an_outlet_shares_keys_with_an_organisation_and_a_person_with_neither() -> None:
    assert keys("outlet", "Reuters") == keys("organisation", "Reuters")
    assert not keys("person", "Reuters") & keys("outlet", "Reuters")


@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_a_kind_has_keys_if_it_can_be_joined(kind: EntityKind) -> None:
    assert bool(keys(kind, "Harbour Watch")) == (kind in KINDS)


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=80) | st.sampled_from(["x" * 10_000, "ab " * 5_000]))
def test_keys_are_few_and_short_whatever_the_name(kind: EntityKind, name: str) -> None:
    found = keys(kind, name)
    assert len(found) <= 24
    assert found == keys(kind, name)


def test_one_more_name_is_compared_with_few_however_large_the_store() -> None:
    small, large = growth((1_000, 8_000))
    assert small.compared <= large.compared
    assert large.candidates < 0.01 * large.speakers


def test_of_very_many_namesakes_those_are_compared_that_share_most_keys() -> None:
    index, likely = Index(), Bearer("person", "John Smith")
    for i in range(500):
        index.add(Bearer("person", f"Mary{chr(97 + i % 26)} Smith"))
    index.add(likely)
    best = index.best(index.candidates(likely))
    assert best[0] == likely
    assert len(best) == MOST_COMPARED == 64
