"""Statements matched to claims: on the truth of examples/, and as laws."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.check.claims.matching import THRESHOLD, ClaimIndex, Said, all_matches, bare, same_speaker

PAIRS = Path(__file__).resolve().parent.parent.parent / "benchmarks" / "claims.jsonl"


def test_the_half_for_choosing_is_told_apart() -> None:
    """A floor under what was chosen; benchmarks/claims.py tells more, on the other half too."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 150
    index = ClaimIndex.of([Said(r["id"], r["claim"], r["claimant"]) for r in rows], [r["statement"] for r in rows])
    right = wrong = missed = 0
    for n, r in enumerate(rows):
        if r["half"] == "choose":
            found = index.alone(n, Said("s", r["statement"], r["speaker"])) >= THRESHOLD
            right += found and r["kind"] == "same"
            wrong += found and r["kind"] != "same"
            missed += not found and r["kind"] == "same"
    assert right >= 27
    assert wrong <= 1
    assert missed <= 3


def test_the_name_that_opens_a_claim_is_its_claimant() -> None:
    claim = Said("c", "Varnholt said that the city has bread for nine days", "Ilsa Varnholt")
    assert bare(claim) == "The city has bread for nine days"
    assert bare(Said("c", "Sorn said the city has bread", "Ilsa Varnholt")) == "Sorn said the city has bread"
    assert bare(Said("c", "Says the city has bread", None)) == "The city has bread"


def test_somebody_elses_we_is_another_claim() -> None:
    index = ClaimIndex.of([Said("c", "We lost 12 ships in the storm", "Ann Lee")])
    same, other = (Said("s", "We lost 12 ships in the storm", name) for name in ("Lee", "Bo Ek"))
    assert [m.claim for m in index.matches(same)] == ["c"]
    assert index.matches(other) == []


def test_a_name_may_stand_in_the_rest_of_the_article_if_the_statement_has_no_other() -> None:
    index = ClaimIndex.of([Said("c", "Karsholm has bread for nine days")], ["the city", "Polm"])
    vague, other = "the city has bread for nine days", "Polm has bread for nine days"
    assert index.matches(Said("s", vague)) == []
    (match,) = index.matches(Said("s", vague, context="Siege of Karsholm"))
    assert "Karsholm: in the rest of the article" in match.reason
    assert index.matches(Said("s", "In " + other, context="Siege of Karsholm")) == []


def test_questions_and_conditions_claim_nothing() -> None:
    index = ClaimIndex.of([Said("c", "The dam will break in spring")])
    assert index.matches(Said("s", "Will the dam break in spring?")) == []
    assert index.matches(Said("s", "whether the dam will break in spring")) == []
    assert index.matches(Said("s", "The dam will break in spring."))


TEXTS = st.lists(st.text(st.sampled_from("abcdef Gh12,.“” not"), min_size=1, max_size=60), min_size=1, max_size=8)


@given(TEXTS, TEXTS)
def test_matches_are_ranked_alike_whatever_the_order(claims: list[str], statements: list[str]) -> None:
    known = [Said(f"c{n}", text) for n, text in enumerate(dict.fromkeys(claims))]
    said = [Said(f"s{n}", text) for n, text in enumerate(statements)]
    there = {(m.statement, m.claim): m for m in all_matches(ClaimIndex.of(known), said)}
    back = {(m.statement, m.claim): m for m in all_matches(ClaimIndex.of(known[::-1]), said[::-1])}
    assert there.keys() == back.keys()
    assert all(THRESHOLD <= m.score <= 1 and m.reason for m in there.values())


def test_a_claim_said_word_for_word_is_found_among_thousands() -> None:
    known = [
        Said(f"c{n}", f"The council of town{n} bought {n} boats and street{n % 50} was closed") for n in range(3000)
    ]
    index = ClaimIndex.of(known)
    for n in (0, 17, 2999):
        assert index.matches(Said("s", known[n].text))[0].claim == f"c{n}"


def test_one_speaker_by_the_last_word_of_the_shorter_name() -> None:
    def same(one: str | None, other: str | None) -> bool:
        return same_speaker(Said("a", "", one), Said("b", "", other))

    assert same("Ilsa Varnholt", "Mayor Varnholt")
    assert same("varnholt", "Ilsa Varnholt")
    assert not same("Ilsa", "Varnholt")
    assert not same(None, "Varnholt")
    assert not same("", "")
