"""Candidates for contradictions of one speaker."""

from dataclasses import replace
from typing import Any

import pytest

from kg.check.claims.contradictions import Counted, contradictions, same_words
from kg.statements import Statement

FIRST = Statement("s1", "t1", "a1", "that the minister will sign the treaty with Calder", "indirect", "speech", 0, 9,
                  "x", "Ann Lee", "person", "One", "Post", "2022-03-01")  # fmt: skip


def said(number: int, text: str, **more: Any) -> Statement:
    n = str(number)
    more = {"published": f"2022-03-0{n}"} | more
    return replace(FIRST, iri="s" + n, attribution="t" + n, article="a" + n, text=text, **more)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The minister will not sign the treaty with Calder,”", "negation"),
        ("nobody will sign the treaty with Calder, she said of the minister", "negation"),
        ("that the minister will sign the treaty with Calder", None),
        ("“The minister will sign the treaty with Calder,”", None),
        ("the trees in the park were felled", None),
        ("Will the minister not sign the treaty with Calder?", None),
        ("whether the minister would not sign the treaty with Calder", None),
    ],
)
def test_a_negation_between_two_statements_of_one_speaker(text: str, kind: str | None) -> None:
    found = contradictions([FIRST, said(2, text)])
    assert [c.kind for c in found] == ([kind] if kind else [])
    for c in found:
        assert (c.earlier, c.later.iri) == (FIRST, "s2")
        assert c.reason


def test_numbers_and_opposites() -> None:
    one = replace(FIRST, text="The council bought 12 boats for the harbour")
    (found,) = contradictions([one, said(2, "The council has bought 40 boats for the harbour")])
    assert found.kind == "number" and "40" in found.reason and "12" in found.reason
    one = replace(FIRST, text="that prices of bread in Polm had risen")
    (found,) = contradictions([one, said(2, "that prices of bread in Polm had fallen")])
    assert found.kind == "opposite"


def test_only_one_speaker_who_is_the_same_across_articles_and_in_other_articles() -> None:
    text = "that the minister will not sign the treaty with Calder"
    for other in (
        said(2, text, speaker="y"), said(2, text, speaker=None), said(2, text, kind="unnamed"),
        replace(said(2, text), article="a1"),
    ):  # fmt: skip
        assert contradictions([FIRST, other]) == ()
    assert contradictions([FIRST, said(2, text)], asked=frozenset({"t2"})) == ()


def test_to_deny_what_one_said_is_to_contradict_it() -> None:
    again = said(2, "that the minister will sign the treaty with Calder tomorrow")
    assert contradictions([FIRST, again]) == ()
    (found,) = contradictions([FIRST, again], denied=frozenset({"t2"}))
    assert found.kind == "negation"


def test_figures_for_the_same_thing() -> None:
    one, other = replace(FIRST, text="312 fell"), said(2, "that it was 298")
    figures = {"t1": (Counted("Soldiers", "killed", 312, 312),), "t2": (Counted("soldiers", "killed", 298, 298),)}
    (found,) = contradictions([other, one], figures=figures)
    assert (found.kind, found.later, found.earlier) == ("number", other, one)
    assert "298, not 312" in found.reason
    assert contradictions([one, other], figures=figures | {"t2": (Counted("soldiers", "killed", 300, 320),)}) == ()
    assert contradictions([one, other], figures=figures | {"t2": (Counted("soldiers", "hurt", 298, 298),)}) == ()
    days = {"t1": (Counted("s", "k", 1, 1, "2022-03-01"),), "t2": (Counted("s", "k", 2, 2, "2022-03-02"),)}
    assert all(c.score < found.score for c in contradictions([one, other], figures=days))


def test_what_was_said_in_almost_the_same_words_is_no_contradiction() -> None:
    assert same_words(
        "if she picks her judges, nothing you can do, folks", "If she picks her judges, nothing you can do folks"
    )
    assert same_words(
        "we will never sign it", "“We will never sign it, not today, not tomorrow, not ever and for nobody”"
    )
    assert not same_words("we will sign the treaty with them", "we will not sign the treaty with them")
    assert not same_words("", "something")


def test_the_order_of_the_statements_does_not_matter() -> None:
    many = [said(n, f"that the minister will {'not ' * (n % 2)}sign the treaty with Calder") for n in range(1, 8)]
    assert contradictions(many) == contradictions(many[::-1]) != ()
