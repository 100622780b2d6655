"""What a statement has in common with a claim, and what keeps both from being the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.claims.comparing import compared
from kg.check.claims.propositions import proposition, sentences
from kg.check.claims.quantities import measured
from kg.check.claims.stems import stem
from kg.nlp.lexicon import words


def kinds(claim: str, statement: str, *, denied: bool = False) -> set[str]:
    found = compared(proposition(claim), proposition(statement), lambda _: 1.0, denied=denied)
    return {d.kind for d in found.differences}


@pytest.mark.parametrize(
    ("claim", "statement", "kind"),
    [
        ("The army lost 312 men at the bridge", "The army lost 298 men at the bridge", "number"),
        ("A third of the pupils failed", "Half of the pupils failed", "number"),
        ("The ferry to Polm sank", "The ferry to Sedd sank", "name"),
        ("The minister signed the contract", "The minister did not sign the contract", "negation"),
        ("Nobody saw the report", "The clerk saw the report", "negation"),
        ("The price of bread fell", "The price of bread rose", "opposite"),
        ("The bridge is open", "The bridge is not closed", ""),
        ("The bridge is open", "The bridge is closed", "opposite"),
        ("The court met on Monday", "The court met on Friday", "time"),
        ("The dam broke in 2011", "The dam broke in 2015", "time"),
        ("The minister will resign", "The minister has resigned", "mood"),
        ("All pupils failed the test", "Some pupils failed the test", "quantifier"),
        ("Yesterday Calder attacked Marrow again", "Yesterday Marrow attacked Calder again", "roles"),
        ("The council sold the grain cellars", "The council opened the grain cellars", "verb"),
        ("The council sold the grain cellars", "The council has sold the grain cellars", ""),
        ("A third of pupils failed", "33 percent of pupils failed", ""),
        ("About 2,000 people came", "Some 2,050 people came", ""),
        ("More than 500 flights were cancelled", "Over 500 flights were cancelled", ""),
        ("Nine of ten children are safe", "Nine out of ten children are safe", ""),
        ("Marrow was attacked by Calder today again", "Today again Calder attacked Marrow", ""),
        ("No one will kneel", "Nobody is going to kneel", ""),
        ("The island ran out of fuel", "The island no longer has fuel", ""),
    ],
)
def test_what_differs_is_named(claim: str, statement: str, kind: str) -> None:
    found = kinds(claim, statement) & {
        "number", "name", "negation", "opposite", "time", "mood", "quantifier", "roles", "verb",
    }  # fmt: skip
    assert found == ({kind} if kind else set())


def test_what_a_speaker_denies_is_the_contrary() -> None:
    assert "negation" in kinds("Homes had been hit by shells", "that homes had been hit by shells", denied=True)
    assert kinds("Homes had not been hit by shells", "that homes had been hit by shells", denied=True) == set()


LISTED = words("the council Karsholm sold 12 grain not nobody cellars Monday fell rose will 1,200 ships")
WORDS = st.lists(st.sampled_from(sorted(LISTED)), min_size=1, max_size=14).map(" ".join)


@given(WORDS, WORDS)
def test_a_score_lies_between_0_and_1_and_nothing_differs_from_itself(one: str, other: str) -> None:
    found = compared(proposition(one), proposition(other), lambda _: 1.0)
    assert 0 <= found.score <= found.cover + 0.2 <= 1.2
    assert found.reason
    assert kinds(one, one) <= {"roles"}


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    found = measured(text)
    assert len(found.rest) == len(text)
    for part in sentences(text):
        assert part in text
        proposition(part)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "not " * 50_000, "1" * 100_000, "1,000 " * 20_000, "\0" * 9000, "A. " * 9000]
)
def test_a_text_of_any_size_is_taken_in_little_time(text: str) -> None:
    assert len(sentences(text)) <= 13
    assert len(proposition(text).words) < 5_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shelled", "shelling"),
        ("fell", "falls"),
        ("rose", "rising"),
        ("cities", "city"),
        ("killed", "kill"),
        ("taxes", "tax"),
    ],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
