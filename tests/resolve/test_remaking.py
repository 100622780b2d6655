"""Who is one speaker, decided again: from evidence and judgements alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import pytest

from kg import ids
from kg.model import Extraction, Identity, Judgement, Verdict
from kg.resolve.identity import bearers
from kg.resolve.judging import Judged
from kg.resolve.loading import Borne
from kg.resolve.remaking import remade
from kg.resolve.speakers import Speakers
from tests.voices import article_of

MAYOR, PILOT = ("Zoë Ōta", "Mayor of Veln"), ("Bruno Kessel", "harbour pilot")
ARTICLES = [
    article_of("2022-03-01", MAYOR, PILOT),
    article_of("2022-03-02", ("Zoe Ota", "Mayor of Veln")),
    article_of("2022-03-03", ("Bruno Kessel", "harbour pilot"), ("Ota", "Mayor of Veln")),
    article_of("2022-03-04", MAYOR, about="snow"),
    article_of(None, ("B. Kessel", "harbour pilot")),
]


def borne(articles: Iterable[Extraction], speakers: dict[str, str] | None = None) -> list[Borne]:
    """The entities as a store holds them, each with its speaker in ``speakers``."""
    found = [
        Borne(iri, x.article.iri, x.article.published, (speakers or {}).get(iri), told)
        for x in articles
        for iri, told in bearers(x).items()
    ]
    return sorted(found, key=lambda b: b.order)


def together(found: dict[str, Identity]) -> set[frozenset[str]]:
    """The entities of each speaker."""
    sets = defaultdict(set)
    for i in found.values():
        sets[i.speaker].add(i.entity)
    return {frozenset(s) for s in sets.values()}


def judgement(one: str, other: str, verdict: Verdict) -> Judgement:
    first, second = sorted((one, other))
    return Judgement(f"urn:{verdict}", first, second, verdict, None, None, "2022-03-08T00:00:00Z")


def test_remaking_does_not_depend_on_the_order_of_arrival() -> None:
    made = [remade(borne(order), Speakers()) for order in permutations(ARTICLES)]
    assert all(m == made[0] for m in made)
    assert sorted(len(s) for s in together(made[0])) == [3, 4]


def test_an_article_without_a_date_comes_last() -> None:
    assert [b.published for b in borne(ARTICLES)][-1] is None


@pytest.mark.parametrize("founding", range(4))
def test_a_canonical_speaker_keeps_its_iri_and_the_entities_stay_together(founding: int) -> None:
    """Whichever of the mayor's entities founded the speaker before."""
    mayors = [b for b in borne(ARTICLES) if "Ota" in b.bearer.name or "Ōta" in b.bearer.name]
    founder = mayors[founding].entity
    before = {b.entity: ids.speaker_iri(founder) for b in mayors}
    found = remade(borne(ARTICLES, before), Speakers())
    assert together(found) == together(remade(borne(ARTICLES), Speakers()))
    assert {found[e].speaker for e in before} == {ids.speaker_iri(founder)}
    assert {found[e].name for e in before} == {mayors[founding].bearer.name}
    for e in before:
        joined = [d.founder for d in found[e].decisions if d.joined]
        assert joined == ([] if e == founder else [founder])


def test_of_two_canonical_speakers_that_are_one_the_greater_stays() -> None:
    mayors = [b.entity for b in borne(ARTICLES) if "Ota" in b.bearer.name or "Ōta" in b.bearer.name]
    first, second = (ids.speaker_iri(e) for e in mayors[:2])
    before = dict.fromkeys(mayors, second) | {mayors[0]: first}
    assert {remade(borne(ARTICLES, before), Speakers())[e].speaker for e in mayors} == {second}


def test_remaking_what_was_just_made_changes_nothing() -> None:
    found = remade(borne(ARTICLES), Speakers())
    again = remade(borne(ARTICLES, {e: i.speaker for e, i in found.items()}), Speakers())
    assert again == found


def test_judged_entities_come_first_so_that_those_of_their_names_follow() -> None:
    """The pilot of the first article is not judged, but of one name with the one who is."""
    mayor, *_ = [b for b in borne(ARTICLES) if b.bearer.name == "Zoë Ōta"]
    pilots = [b for b in borne(ARTICLES) if "Kessel" in b.bearer.name]
    judged = judgement(pilots[1].entity, mayor.entity, "same")
    found = remade(borne(ARTICLES), Speakers(Judged.of([judged])))
    assert {i.speaker for i in found.values()} == {found[mayor.entity].speaker}
    by_judgement = [d for i in found.values() for d in i.decisions if d.judgement]
    assert [d.joined for d in by_judgement] == [True]


def test_what_joins_the_founder_in_its_place_names_its_own_judgement() -> None:
    a, b, c, *_ = (x.entity for x in borne(ARTICLES) if x.bearer.name != "Ota" and x.published)
    chain = [judgement(a, b, "same"), replace(judgement(b, c, "same"), iri="urn:second")]
    last = {a: "", b: "", c: ids.speaker_iri(c)}
    found = remade(borne(ARTICLES, {c: last[c]}), Speakers(Judged.of(chain)))
    assert {found[e].speaker for e in (a, b, c)} == {ids.speaker_iri(c)}
    assert [d.judgement for d in found[a].decisions if d.joined] == ["urn:same"]


def test_different_parts_a_speaker_and_the_others_choose() -> None:
    mayors = [b for b in borne(ARTICLES) if b.bearer.name == "Zoë Ōta"]
    one, other = mayors[0].entity, mayors[-1].entity
    found = remade(borne(ARTICLES), Speakers(Judged.of([judgement(one, other, "different")])))
    assert found[one].speaker != found[other].speaker
    assert sum(len(s) for s in together(found)) == len(borne(ARTICLES))
    assert "kept apart" in found[other].decisions[0].reason or "kept apart" in found[one].decisions[0].reason


def test_a_speaker_parted_again_gets_the_iri_that_it_had_when_it_was_judged() -> None:
    mayor, pilot = borne(ARTICLES)[0], borne(ARTICLES)[1]
    if mayor.bearer.name != "Zoë Ōta":
        mayor, pilot = pilot, mayor
    pilots = [b for b in borne(ARTICLES) if "Kessel" in b.bearer.name]
    judged_one = pilots[-1].entity
    before = dict.fromkeys((b.entity for b in borne(ARTICLES)), ids.speaker_iri(mayor.entity))
    found = remade(borne(ARTICLES, before), Speakers(), once_judged={judged_one, mayor.entity})
    assert found[judged_one].speaker == ids.speaker_iri(judged_one)
    assert found[mayor.entity].speaker == ids.speaker_iri(mayor.entity)
    assert replace(found[judged_one]).name == pilots[-1].bearer.name
