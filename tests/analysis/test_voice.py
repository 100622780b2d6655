"""Shares and concentration by hand, and the intervals against samples whose truth is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import intervals
from kg.analysis.voice import concentration, share_of_voice
from tests.analysis.graphs import said

WEEK = {
    "a1": ("Post", "2022-03-01", "xxy"),
    "a2": ("Post", "2022-03-02", "x."),
    "a3": ("Ledger", "2022-04-01", "yz"),
    "a4": ("Ledger", None, "x"),
}


def test_shares_of_speakers_are_of_the_statements_whose_speaker_is_known() -> None:
    rows = share_of_voice(said(WEEK)).dicts()
    assert [(r["voice"], r["period"], r["statements"], r["articles"], r["id"]) for r in rows] == [
        ("X", "all", 4, 3, "x"),
        ("Y", "all", 2, 2, "y"),
        ("Z", "all", 1, 1, "z"),
    ]
    assert [r["share"] for r in rows] == [round(n / 7, 6) for n in (4, 2, 1)]
    assert all(r["low"] < r["share"] < r["high"] for r in rows)


def test_outlets_have_their_statements_of_unknown_speakers_too() -> None:
    rows = share_of_voice(said(WEEK), of="outlet").dicts()
    assert [(r["voice"], r["statements"], r["articles"]) for r in rows] == [("Post", 5, 2), ("Ledger", 3, 2)]


def test_a_group_is_whom_one_speaks_for_else_itself_or_its_kind() -> None:
    graph = said(WEEK, y="organisation", z="unnamed")
    graph.nodes["x"]["speaks_for"] = "Y"
    rows = share_of_voice(graph, of="group").dicts()
    assert [(r["voice"], r["statements"], r["id"]) for r in rows] == [("Y", 6, None), ("unnamed sources", 1, None)]
    graph.nodes["x"]["speaks_for"] = "Z"  # who is spoken for is of the same group
    assert [(r["voice"], r["statements"]) for r in share_of_voice(graph, of="group").dicts()] == [("Z", 5), ("Y", 2)]
    del graph.nodes["x"]["speaks_for"]
    assert share_of_voice(graph, of="group").rows[0][0] == "persons for themselves"


def test_periods_have_their_own_shares_and_leave_out_articles_without_a_day() -> None:
    rows = share_of_voice(said(WEEK), period="month", top=1).dicts()
    assert [(r["period"], r["voice"], r["statements"], r["share"]) for r in rows] == [
        ("2022-03", "X", 3, 0.75),
        ("2022-04", "Y", 1, 0.5),
    ]
    names = {p: {r["period"] for r in share_of_voice(said(WEEK), period=p).dicts()} for p in ("day", "week", "year")}
    assert names == {
        "day": {"2022-03-01", "2022-03-02", "2022-04-01"},
        "week": {"2022-W09", "2022-W13"},
        "year": {"2022"},
    }


@given(st.lists(st.text("xyz", min_size=1, max_size=4), min_size=1, max_size=8))
def test_shares_sum_to_one_and_lie_in_their_intervals(articles: list[str]) -> None:
    graph = said({f"a{i}": ("Post", "2022-03-01", speakers) for i, speakers in enumerate(articles)})
    rows = share_of_voice(graph).dicts()
    assert sum(r["share"] for r in rows) == pytest.approx(1, abs=1e-5)
    assert all(0 <= r["low"] <= r["share"] + 1e-6 and r["share"] - 1e-6 <= r["high"] <= 1 for r in rows)


def test_the_interval_of_independent_observations_is_wilson_s() -> None:
    assert intervals.wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)  # as tables have it
    assert intervals.wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    one_each = [(1, 1)] * 5
    assert intervals.share(one_each, 10, 10, 10) == pytest.approx((0.5, *intervals.wilson(0.5, 9)))


def test_one_article_is_one_observation_however_much_it_holds() -> None:
    assert intervals.share([(40, 40)], 1, 40, 1600) == (1.0, *intervals.wilson(1, 1))


def clustered(dice: np.random.Generator, articles: int) -> list[list[int]]:
    """Articles of one to eight statements, which are mostly those of one of five voices."""
    chances = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    out = []
    for _ in range(articles):
        main, size = dice.choice(5, p=chances), dice.integers(1, 9)
        out.append([int(main) if dice.random() < 0.6 else int(dice.choice(5, p=chances)) for _ in range(size)])
    return out


def test_the_interval_of_a_share_holds_the_truth_as_often_as_it_says() -> None:
    dice = np.random.default_rng(7)
    held = plainly = 0
    for _ in range(400):
        articles = clustered(dice, 50)
        counts = [(a.count(0), len(a)) for a in articles]
        whole = sum(n for _, n in counts)
        squares = sum(n**2 for _, n in counts)
        part, low, high = intervals.share([c for c in counts if c[0]], len(counts), whole, squares)
        held += low <= 0.4 <= high
        plain = intervals.wilson(part, whole)
        plainly += plain[0] <= 0.4 <= plain[1]
    assert held / 400 > 0.92
    assert plainly / 400 < 0.85  # as if what one article holds were independent


def test_the_interval_of_concentration_holds_the_truth_as_often_as_it_says() -> None:
    truth = 0.4**2 + 0.25**2 + 0.2**2 + 0.1**2 + 0.05**2
    dice = np.random.default_rng(11)
    found = []
    for _ in range(400):
        counts = [{str(v): a.count(v) for v in set(a)} for a in clustered(dice, 50)]
        found.append(intervals.concentration(counts))
    assert sum(low <= truth <= high for _, low, high in found) / 400 > 0.9
    assert sum(value for value, _, _ in found) / 400 == pytest.approx(truth, abs=0.005)


def test_concentration_of_one_voice_is_one_and_of_equal_voices_their_inverse() -> None:
    assert intervals.concentration([{"x": 3}, {"x": 2}, {"x": 1}])[::2] == (1.0, 1.0)
    even = [{"x": 1, "y": 1, "z": 1, "w": 1}] * 200
    assert intervals.concentration(even)[0] == pytest.approx(0.25)
    assert intervals.concentration([{"x": 1, "y": 3}]) == (10 / 16, 0.0, 1.0)


def test_concentration_of_speakers_groups_and_outlets() -> None:
    rows = concentration(said(WEEK)).dicts()
    assert [(r["of"], r["period"], r["voices"], r["statements"], r["articles"], r["largest"]) for r in rows] == [
        ("speaker", "all", 3, 7, 4, "X"),
        ("group", "all", 1, 7, 4, "persons for themselves"),
        ("outlet", "all", 2, 8, 4, "Post"),
    ]
    assert rows[1]["concentration"] == rows[1]["effective"] == 1
    assert [r["period"] for r in concentration(said(WEEK), period="month").dicts()] == ["2022-03", "2022-04"] * 3
