"""What is linked without a person, and what never is."""

from dataclasses import replace

import pytest

from kg import ids
from kg.link.deciding import Named, authority, decided, is_file, names_iri
from kg.model import EntityKind
from kg.rdf.links import LinkJudgement, LinkVerdict, Lookup, Proposal
from tests.link.servers import SPACE

BASE = ids.BASE
ILSA = Named(f"{BASE}speaker/s", f"{BASE}entity/e", "person", "Ilsa Varnholt")
HUMAN = ("Q5", "human")
SURE = Proposal(SPACE + "1", "Ilsa Varnholt", 100.0, True, HUMAN)
OTHER = Proposal(SPACE + "2", "Ilsa Varnholt", 90.0, False, HUMAN)


def lookup(*proposals: Proposal, service: str = "https://service.example/api", who: Named = ILSA) -> Lookup:
    return Lookup(service, who.kind, who.name, "2026-01-01T00:00:00Z", proposals)


def linked(
    *lookups: Lookup, who: Named = ILSA, alone: bool = True, judged: tuple[LinkJudgement, ...] = ()
) -> list[str]:
    return [link.iri for link in decided(who, lookups, judged, base=BASE, alone=alone).links]


def judgement(verdict: LinkVerdict, target: str, day: int = 1, revises: str | None = None) -> LinkJudgement:
    iri = f"{BASE}judgement/{verdict}{day}"
    return LinkJudgement(iri, ILSA.entity, target, verdict, None, None, f"2026-01-0{day}T00:00:00Z", revises)


def test_what_the_service_is_sure_of_is_linked_if_the_type_fits() -> None:
    found = decided(ILSA, [lookup(SURE, OTHER)], (), base=BASE)
    (link,) = found.links
    assert (link.iri, link.cause) == (SURE.iri, lookup(SURE).proposal_iri(BASE, 1))
    assert "types fit" in link.reason
    assert found.waiting == ()


def test_what_it_is_not_sure_of_waits() -> None:
    found = decided(ILSA, [lookup(OTHER)], (), base=BASE)
    assert (found.links, found.waiting) == ((), (OTHER,))


@pytest.mark.parametrize("types", [("Q11424", "film"), ("Q43229", "organization"), ("Q101352", "family name")])
def test_a_type_that_contradicts_the_kind_is_never_linked(types: tuple[str, ...]) -> None:
    assert linked(lookup(replace(SURE, types=types))) == []


def test_two_sure_ones_of_an_authority_wait() -> None:
    assert linked(lookup(SURE, replace(OTHER, match=True))) == []
    film = replace(OTHER, match=True, types=("Q11424", "film"))
    assert linked(lookup(SURE, film)) == [SURE.iri], "one that contradicts the kind is no rival"
    elsewhere = replace(OTHER, match=True, iri="https://other.example/x")
    assert linked(lookup(SURE), lookup(elsewhere, service="https://b.example/")) == [SURE.iri, elsewhere.iri]


def test_one_answer_may_hold_one_sure_one_of_each_authority() -> None:
    elsewhere = replace(SURE, iri="https://other.example/x")
    assert linked(lookup(SURE, elsewhere)) == [SURE.iri, elsewhere.iri]


def test_two_services_that_disagree_on_one_authority_link_nothing() -> None:
    assert linked(lookup(SURE), lookup(replace(OTHER, match=True), service="https://b.example/")) == []
    assert linked(lookup(SURE), lookup(SURE, service="https://b.example/")) == [SURE.iri]


def test_without_types_only_one_sure_candidate_of_the_same_name_is_linked() -> None:
    bare = replace(SURE, types=())
    assert linked(lookup(bare)) == [SURE.iri]
    assert linked(lookup(replace(bare, name="ILSA VÁRNHOLT"))) == [SURE.iri]
    assert linked(lookup(replace(bare, name="Ilsa Varnfeld"))) == []
    assert linked(lookup(bare, replace(OTHER, match=True, types=()))) == []


def test_a_person_of_one_bare_name_waits_but_not_for_a_file_of_names() -> None:
    bare = replace(ILSA, name="Varnholt")
    proposal = replace(SURE, name="Varnholt")
    assert linked(lookup(proposal, who=bare), who=bare) == []
    assert linked(lookup(proposal, who=bare, service=names_iri("n.csv", BASE)), who=bare) == [SURE.iri]


def test_any_name_of_a_file_makes_a_service() -> None:
    assert is_file(names_iri("\udcff.csv", BASE), BASE)
    assert names_iri("a.csv", BASE) != names_iri("b.csv", BASE)
    assert not is_file("https://service.example/api", BASE)


def test_a_name_that_two_speakers_have_links_neither() -> None:
    assert linked(lookup(SURE), alone=False) == []


def test_a_person_overrides_the_service() -> None:
    assert linked(lookup(SURE), judged=(judgement("rejected", SURE.iri),)) == []
    assert linked(lookup(SURE, OTHER), judged=(judgement("accepted", OTHER.iri),)) == [OTHER.iri]
    assert linked(judged=(judgement("accepted", OTHER.iri),), alone=False) == [OTHER.iri]
    found = decided(ILSA, [lookup(SURE, OTHER)], [judgement("rejected", SURE.iri)], base=BASE)
    assert found.waiting == (OTHER,)


def test_a_revised_judgement_no_longer_holds_whatever_the_clock_says() -> None:
    first = judgement("accepted", SURE.iri, day=3)
    second = judgement("rejected", SURE.iri, day=1, revises=first.iri)
    assert linked(lookup(SURE), judged=(first, second)) == []


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/"),
        ("http://a.example/x?id=7", "http://a.example/x?id="),
        ("http://a.example/x#7", "http://a.example/x#"),
    ],
)
def test_the_authority_of_an_iri(iri: str, expected: str) -> None:
    assert authority(iri) == expected


@pytest.mark.parametrize("kind", ["organisation", "outlet", "place"])
def test_other_kinds_need_no_second_name(kind: EntityKind) -> None:
    who = Named(f"{BASE}speaker/k", f"{BASE}entity/k", kind, "Karsholm")
    assert linked(lookup(Proposal(SPACE + "3", "Karsholm", 99.0, True), who=who), who=who) == [SPACE + "3"]
