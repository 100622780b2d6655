"""Who an entity of one more article is."""

import pytest
from hypothesis import given

from kg import ids
from kg.model import EntityKind, Extraction, Identity, Judgement, Verdict
from kg.resolve.identity import JOINED, bearers
from kg.resolve.judging import Judged
from kg.resolve.matching import JOIN
from kg.resolve.speakers import MOST_COMPARED, MOST_NEAR, NEAR, Speakers
from tests.strategies import extractions
from tests.voices import article_of


def taken(known: Speakers, x: Extraction) -> list[Identity]:
    """The identities of the entities of an article, each taken in before the next."""
    told, out = bearers(x), []
    for e in x.entities:
        out.append(known.decided(e.iri, e.kind, e.name, told.get(e.iri)))
        if e.iri in told:
            known.take(out[-1], told[e.iri])
    return out


def judged(one: str, other: str, verdict: Verdict, by: str | None = None) -> Judged:
    first, second = sorted((one, other))
    return Judged.of([Judgement("urn:j", first, second, verdict, None, by, "2022-03-08T00:00:00Z")])


MAYOR = ("Zoë Ōta", "Mayor of Veln")


def test_the_founder_gives_the_speaker_its_iri_and_name() -> None:
    known = Speakers()
    (founder,) = taken(known, article_of("2022-03-01", MAYOR))
    assert founder == Identity(founder.entity, ids.speaker_iri(founder.entity), "person", "Zoë Ōta")
    (joined,) = taken(known, article_of("2022-03-02", ("Zoe Ota", "Mayor of Veln")))
    assert (joined.speaker, joined.name) == (founder.speaker, "Zoë Ōta")
    (why,) = joined.decisions
    assert (why.founder, why.joined, why.judgement) == (founder.entity, True, None)
    assert why.score >= JOIN and why.reason


def test_two_entities_of_one_article_may_be_one_speaker() -> None:
    one, other = taken(Speakers(), article_of("2022-03-01", MAYOR, ("Zoe Ota", "Mayor of Veln")))
    assert one.speaker == other.speaker


@pytest.mark.parametrize("kind", ["unnamed", "collective", "document"])
def test_what_is_never_joined_founds_a_speaker_each_time(kind: EntityKind) -> None:
    known = Speakers()
    alike = [taken(known, article_of(f"2022-03-0{n}", ("the students", None, kind)))[0] for n in (1, 2)]
    assert alike[0].speaker != alike[1].speaker
    assert not alike[1].decisions and not known.by_iri


def test_a_bare_single_name_joins_nobody() -> None:
    known = Speakers()
    taken(known, article_of("2022-03-01", MAYOR))
    (bare,) = taken(known, article_of("2022-03-02", ("Ota", None)))
    assert bare.speaker == ids.speaker_iri(bare.entity)


def test_a_single_name_tells_nothing_of_whoever_it_is_taken_for() -> None:
    """Taken for the harbour master once, "Mayor Ota" must not make her the mayor of all that follows."""
    known = Speakers()
    (master,) = taken(known, article_of("2022-03-01", ("Mei Ōta", "harbour master")))
    mistaken = article_of("2022-03-02", ("Ōta", "Mayor of Veln"))
    (bearer,) = bearers(mistaken).values()
    known.take(Identity(mistaken.entities[0].iri, master.speaker, "person", master.name), bearer)
    (mayor,) = taken(known, article_of("2022-03-03", MAYOR))
    (next_one,) = taken(known, article_of("2022-03-04", ("Ōta", "Mayor of Veln")))
    assert known.by_iri[master.speaker].members == 2
    assert next_one.speaker == mayor.speaker != master.speaker


def test_near_misses_are_kept_with_score_and_reason_but_not_many() -> None:
    known = Speakers()
    towns = [f"Mayor of {town}" for town in ("Veln", "Ostrel", "Karsholm", "Calvenne", "Drovnia")]
    found = [taken(known, article_of(f"2022-03-0{n}", ("Zoë Ōta", role)))[0] for n, role in enumerate(towns, 1)]
    assert len({i.speaker for i in found}) == len(towns)
    assert [len(i.decisions) for i in found] == [0, 1, 2, MOST_NEAR, MOST_NEAR]
    for d in found[-1].decisions:
        assert not d.joined and NEAR <= d.score < JOIN and d.reason
        assert d.founder in {i.entity for i in found[:-1]}


def test_of_many_namesakes_some_are_compared_and_those_that_share_most_keys_first() -> None:
    known = Speakers()
    for n in range(MOST_COMPARED + 20):
        taken(
            known, article_of("2022-03-01", (f"{chr(65 + n % 26)}{chr(97 + n // 26)}n Kesselring", None), about=str(n))
        )
    assert len(known.by_iri) > MOST_COMPARED
    (last,) = taken(known, article_of("2022-03-02", ("Zan Kesselring", None)))
    assert last.name == "Zan Kesselring" and last.decisions[0].joined


def test_a_judgement_goes_before_any_match() -> None:
    first, second = article_of("2022-03-01", MAYOR), article_of("2022-03-02", ("Bruno Kessel", "pilot"))
    a, b = first.entities[0].iri, second.entities[0].iri
    known = Speakers(judged(a, b, "same", "Ann"))
    (founder,), (joined,) = taken(known, first), taken(known, second)
    assert joined.speaker == founder.speaker
    (why,) = joined.decisions
    assert (why.score, why.judgement, why.reason) == (1.0, "urn:j", "the same by the judgement of Ann")


def test_of_two_names_that_a_person_judged_one_each_is_found_again() -> None:
    """Though no match would join the one with the other."""
    married, before = ("Ada Rose Stone", "Mayor of Veln"), ("Ada Quill Stone", "Mayor of Ostrel")
    first, second = article_of("2022-03-01", married), article_of("2022-03-02", before)
    known = Speakers(judged(first.entities[0].iri, second.entities[0].iri, "same"))
    both = {taken(known, x)[0].speaker for x in (first, second)}
    later = [taken(known, article_of("2022-04-01", who, about="fog"))[0] for who in (married, before)]
    assert {i.speaker for i in later} == both and len(both) == 1
    assert all(i.decisions[0].judgement is None for i in later)
    assert len(known.by_iri[both.pop()].facets) == 2


def test_what_is_judged_different_is_kept_apart_and_recorded() -> None:
    first, second = article_of("2022-03-01", MAYOR), article_of("2022-03-02", MAYOR)
    a, b = first.entities[0].iri, second.entities[0].iri
    known = Speakers(judged(a, b, "different"))
    (founder,), (other,) = taken(known, first), taken(known, second)
    assert other.speaker != founder.speaker
    (why,) = other.decisions
    assert (why.founder, why.joined, why.judgement) == (a, False, "urn:j") and why.score >= JOIN
    (third,) = taken(known, article_of("2022-03-03", MAYOR))
    joined, near = third.decisions
    assert joined.joined and not near.joined
    assert {joined.founder, near.founder} == {a, b}


def test_a_founder_that_comes_back_founds_it_still() -> None:
    known = Speakers()
    x = article_of("2022-03-01", MAYOR)
    (founder,) = taken(known, x)
    taken(known, article_of("2022-03-02", MAYOR))
    assert not known.leave(founder.speaker)
    assert taken(known, x)[0] == founder


def test_a_speaker_is_forgotten_with_its_last_entity() -> None:
    known = Speakers()
    (one,) = taken(known, article_of("2022-03-01", MAYOR))
    assert known.leave(one.speaker)
    (other,) = taken(known, article_of("2022-03-02", MAYOR))
    assert other.speaker != one.speaker


@given(extractions())
def test_each_entity_has_one_speaker(x: Extraction) -> None:
    known = Speakers()
    found = taken(known, x)
    assert [i.entity for i in found] == [e.iri for e in x.entities]
    for i in found:
        assert sum(d.joined for d in i.decisions) <= 1
        assert len([d for d in i.decisions if not d.joined]) <= MOST_NEAR
        assert (i.speaker == ids.speaker_iri(i.entity)) == (not any(d.joined for d in i.decisions))
    assert sum(s.members for s in known.by_iri.values()) == sum(e.kind in JOINED for e in x.entities)
