"""Bursts: the test by hand and against scipy, and how often chance alone is reported."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom

from kg.analysis.bursts import _rates, _tail, bursts
from tests.analysis.graphs import said


def month(quoted: dict[int, str]) -> dict[str, tuple[str, str | None, str]]:
    """Ten articles on each day of a month; ``quoted`` says whom eight of a day's articles quote."""
    out: dict[str, tuple[str, str | None, str]] = {}
    for day in range(1, 29):
        for number in range(10):
            speaker = quoted.get(day, "") if number < 8 else ""
            out[f"a{day}-{number}"] = ("Post", f"2022-03-{day:02}", f"{speaker}z")
    return out


def test_a_day_with_far_more_articles_is_a_burst_and_a_steady_voice_is_none() -> None:
    articles = month({10: "x"})
    for day in (1, 5, 20):
        articles[f"a{day}-0"] = ("Post", f"2022-03-{day:02}", "xxxx")
    (row,) = bursts(said(articles)).dicts()
    assert (row["speaker"], row["period"], row["articles"], row["of"], row["in_all"]) == ("X", "2022-03-10", 8, 10, 11)
    assert row["expected"] == round(11 * 10 / 280, 2)
    assert row["chance"] < 0.001


def test_many_statements_in_few_articles_are_no_burst() -> None:
    articles = month({})
    for day in (1, 5, 20):
        articles[f"a{day}-0"] = ("Post", f"2022-03-{day:02}", "x" * (30 if day == 5 else 1))
    assert bursts(said(articles)).rows == ()


def test_unnamed_sources_and_articles_without_a_day_do_not_count() -> None:
    assert bursts(said(month({10: "x"}), x="unnamed")).rows == ()
    undated = {name: (outlet, None, speakers) for name, (outlet, _, speakers) in month({10: "x"}).items()}
    assert bursts(said(undated)).rows == ()


@given(st.integers(1, 60), st.data())
def test_the_tail_is_that_of_the_hypergeometric_distribution(whole: int, data: st.DataObject) -> None:
    marked, drawn = data.draw(st.integers(0, whole)), data.draw(st.integers(0, whole))
    least = data.draw(st.integers(0, min(marked, drawn)))
    assert _tail(least, marked, drawn, whole) == pytest.approx(hypergeom(whole, marked, drawn).sf(least - 1), abs=1e-9)


@given(st.lists(st.floats(1e-9, 1), min_size=1, max_size=20))
def test_rates_are_those_of_benjamini_and_hochberg(chances: list[float]) -> None:
    chances.sort()
    assert _rates(chances, len(chances)) == pytest.approx(list(false_discovery_control(chances)))


def test_chance_alone_is_seldom_reported() -> None:
    reported = 0
    for seed in range(60):
        dice = random.Random(seed)
        articles = {
            f"a{i}": ("Post", f"2022-03-{1 + i % 28:02}", "".join(dice.choices("uvwxyz", k=2))) for i in range(200)
        }
        reported += bool(bursts(said(articles)).rows)
    assert reported <= 6  # 5% of 60, and what chance may add
