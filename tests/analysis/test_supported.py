"""What is read from the view of support: movers, chains, circles and single points of failure, each by hand."""

import pytest

from kg.analysis.circles import circles
from kg.analysis.failures import failures
from kg.analysis.movers import first_movers, followers
from kg.analysis.paths import longest_chains
from kg.model import Extraction
from kg.network import view
from tests.analysis.graphs import support
from tests.traced import traced

RACES = {
    "one": ("a1@2022-03-01>X", "b1@2022-03-03>X", "c1@2022-03-02>X"),
    "two": ("a2@2022-03-05T08:00:00Z>X", "b2@2022-03-05T14:00:00Z>X"),
    "three": ("a3@2022-03-09>X", "b3@2022-03-08T23:00:00Z>X"),
    "same": ("a4@2022-03-09>X", "b4@2022-03-09>Y"),
    "undated": ("a5>X", "b5@2022-03-09>Y"),
    "alone": ("a6@2022-03-01>X", "a7@2022-03-02>X"),
}


def test_who_is_first_is_counted_where_it_is_known() -> None:
    rows = {row["outlet"]: row for row in first_movers(support(RACES)).dicts()}
    seen = {k: (r["claims"], r["first"], r["followed"], r["undecided"], r["median_days"]) for k, r in rows.items()}
    assert seen == {"A": (3, 2, 1, 1, 1), "B": (3, 1, 2, 1, 1.12), "C": (1, 0, 1, 0, 1)}
    assert (rows["B"]["mostly_after"], rows["A"]["mostly_after"]) == ("A", "B")
    assert rows["A"]["share"] == pytest.approx(2 / 3, abs=1e-6)
    assert rows["A"]["low"] < 2 / 3 < rows["A"]["high"]


def test_who_follows_whom_and_how_long_after() -> None:
    rows = [tuple(row.values()) for row in followers(support(RACES)).dicts()]
    assert rows == [
        ("A", "B", 2, 1.12, 0.25, 2, "two", "a", "b"),
        ("A", "C", 1, 1, 1, 1, "one", "a", "c"),
        ("B", "A", 1, 1, 1, 1, "three", "b", "a"),
    ]


def test_the_longest_chain_of_each_claim_ends_at_who_said_it() -> None:
    graph = support({"one": ("a1@2022-03-03>b1>c1>X", "b1@2022-03-02>c1>X", "d1>X"), "two": ("a2>X", "b2>X")})
    assert longest_chains(graph).rows == ((3, "A → B → C → X", "one", "2022-03-02", "2022-03-03", "one"),)


def test_chains_pass_a_circle_as_one_step() -> None:
    assert longest_chains(support({"one": ("a1>b1>a1", "b1>c1>X")})).rows[0][:2] == (2, "(A ⇄ B) → C → X")


def test_articles_that_take_a_claim_from_one_another_are_a_circle() -> None:
    graph = support({"one": ("a1@2022-03-01>b1>a1", "b1@2022-03-02>a1"), "two": ("a2>c2>X",), "three": ("c3>a3>X",)})
    rows = [tuple(row.values()) for row in circles(graph).dicts()]
    assert rows == [
        ("articles", "A ⇄ B", 2, 1, "one", "2022-03-01", "2022-03-02", "one", "a1 b1"),
        ("outlets", "A ⇄ B ⇄ C", 3, 3, "one", "2022-03-01", "2022-03-02", None, "a b c"),
    ]
    assert circles(support({"two": ("a2>b2>X", "c2>b2>X")})).rows == ()


def test_what_all_accounts_pass_is_a_single_point_of_failure() -> None:
    graph = support(
        {"one": ("a1>b1>X", "c1>b1>X"), "two": ("a2>X", "c2>Y"), "three": ("a3>X", "b3>X"), "four": ("a4>X",)}
    )
    rows = {(r["what"], r["name"]): (r["falls"], r["claims"], r["share"]) for r in failures(graph).dicts()}
    assert rows == {
        ("speaker", "X"): (2, 3, round(2 / 3, 6)),
        ("article", "b1"): (1, 1, 1),
        ("outlet", "B"): (1, 2, 0.5),
    }


def test_an_outlet_falls_with_all_of_its_articles() -> None:
    graph = support({"one": ("a1>X", "a2>Y")})
    assert [(r["what"], r["name"]) for r in failures(graph).dicts()] == [("outlet", "A")]


def test_nobody_known_is_no_point_of_failure_and_a_circle_has_none() -> None:
    assert failures(support({"one": ("a1>?", "b1>?")})).rows == ()
    assert failures(support({"one": ("a1>b1>a1", "b1>a1")})).rows == ()


def test_the_newsroom_of_the_examples(truth: tuple[Extraction, ...]) -> None:
    with traced(truth) as store:
        graph = view(store, "support")
        narrowed = view(store, "support", outlet="Daybreak", speaker="Varnholt")
    assert [node for node, data in graph.nodes(data=True) if data["id"] != node or not data["label"]] == []
    assert {data["weight"] for _, _, data in graph.edges(data=True)} == {1}
    first = first_movers(graph).dicts()[0]
    assert (first["outlet"], first["followed"]) == ("Meridian", 0)
    assert any(row["between"] == "outlets" and "Daybreak" in row["circle"] for row in circles(graph).dicts())
    assert longest_chains(graph).rows[0][0] >= 4
    whole = {n for n, kind in graph.nodes(data="type") if kind == "claim"}
    kept = {n for n, kind in narrowed.nodes(data="type") if kind == "claim"}
    assert set() < kept < whole
    for claim in kept:
        assert set(graph.successors(claim)) == set(narrowed.successors(claim))
