from itertools import pairwise

import pytest

from kg.model import Judgement, Verdict
from kg.resolve.judging import Judged, standing


def judgement(iri: str, one: str, other: str, verdict: Verdict = "same", revises: str | None = None) -> Judgement:
    return Judgement(iri, *sorted((one, other)), verdict, None, None, "2022-03-08T00:00:00Z", revises)  # type: ignore[misc,arg-type]


def test_what_is_revised_or_undone_does_not_hold() -> None:
    first, second = judgement("j1", "a", "b"), judgement("j2", "a", "b", "different", revises="j1")
    assert standing([first]) == (first,)
    assert standing([first, second]) == (second,)
    assert standing([first, second, judgement("j3", "a", "b", "undone", revises="j2")]) == ()


def test_same_leads_on_from_one_to_the_next() -> None:
    judged = Judged.of([judgement("j1", "a", "b"), judgement("j2", "c", "b"), judgement("j3", "d", "e", "different")])
    assert judged.groups["a"] == judged.groups["b"] == judged.groups["c"]
    assert len({judged.groups[e] for e in "ade"}) == 3
    assert [j.iri for j in judged.between("a", "c")] == ["j1", "j2"]
    assert judged.between("a", "d") == ()
    assert judged.contradiction() == ()


def test_what_is_apart_is_apart_for_all_that_are_the_same() -> None:
    judged = Judged.of([judgement("j1", "a", "b"), judgement("j2", "b", "z", "different")])
    assert judged.apart[judged.groups["a"], judged.groups["z"]].iri == "j2"


@pytest.mark.parametrize("length", [2, 3, 40])
def test_a_contradiction_names_the_judgements_that_cannot_hold_together(length: int) -> None:
    names = [f"e{n:02}" for n in range(length)]
    chain = [judgement(f"s{n}", one, other) for n, (one, other) in enumerate(pairwise(names))]
    against = judgement("d", names[0], names[-1], "different")
    aside = judgement("x", "p", "q")
    assert set(Judged.of([*chain, aside, against]).contradiction()) == {*chain, against}
