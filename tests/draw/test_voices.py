"""Shares add up, their intervals are those of the analysis, and their picture covers nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import intervals
from kg.draw.shares import by_outlet, by_period, shares
from kg.draw.voices import FOLLOWED, OUTLETS, SPEAKERS, Voices, percent, voices_picture
from kg.statements import Statement
from tests.draw.hostile import HOSTILE
from tests.draw.seen import faults, words

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)
DAYS = st.none() | st.dates().map(str) | st.just("2022-03-01T10:00:00Z") | st.just("soon")


def said(n: int, speaker: str | None, outlet: str | None = "Post", day: str | None = "2022-03-01") -> Statement:
    made = Statement(f"s{n}", f"a{n}", f"x{n}", "words", "direct", "speech", 0, 5, outlet=outlet, published=day)
    return replace(made, speaker=speaker, name=speaker, kind="person") if speaker is not None else made


def drawn(found: list[Statement], width: float = 900) -> str:
    periods, step = by_period(found)
    return voices_picture(Voices(shares(found), by_outlet(found), periods, step, "some articles"), width)


def test_intervals_are_those_of_the_analysis() -> None:
    """One statement an article: Wilson's (1927) of 10 of 100, as Newcombe (1998) prints it, nearly."""
    (a, b) = shares([said(n, "b" if n < 90 else "a") for n in range(100)]).shares[::-1]
    assert (a.count, b.count, a.share) == (10, 90, 0.1)
    assert (a.low, a.high) == pytest.approx((0.0552, 0.1744), abs=1e-3)


def test_statements_of_one_article_are_not_independent() -> None:
    one = [replace(said(n, "a"), article="x0") for n in range(10)] + [said(n, "b") for n in range(10, 20)]
    together, apart = shares(one).shares[0], shares([said(n, "a" if n < 10 else "b") for n in range(20)]).shares[0]
    assert together.share == apart.share == 0.5
    assert together.high - together.low > apart.high - apart.low


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), min_size=1, max_size=60))
def test_an_interval_holds_its_share(told: list[tuple[str, int]]) -> None:
    found = shares([replace(said(n, who), article=f"x{article}") for n, (who, article) in enumerate(told)])
    assert all(0 <= s.low <= s.share <= s.high <= 1 for s in found.shares)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.sampled_from(["P", "Q", None]), DAYS)))
def test_nothing_is_counted_twice_or_lost(told: list[tuple[str | None, str | None, str | None]]) -> None:
    found = [said(n, *each) for n, each in enumerate(told)]
    whole = shares(found)
    assert whole.total + whole.unknown == len(found)
    assert sum(s.count for s in whole.shares) == whole.total
    assert sum(s.share for s in whole.shares) == pytest.approx(1 if whole.total else 0)
    for parts in (by_outlet(found), by_period(found)[0]):
        assert sum(p.total for p in parts) == whole.total and sum(p.unknown for p in parts) == whole.unknown


def test_periods_without_statements_are_there_and_what_has_no_date_is_last() -> None:
    periods, step = by_period([said(1, "a"), said(2, "a", day="2022-03-04"), said(3, "b", day=None)])
    assert step == "day"
    assert [p.day for p in periods] == [date(2022, 3, n) for n in range(1, 5)] + [None]
    assert [p.total for p in periods] == [1, 0, 0, 1, 1]


def test_who_says_nothing_somewhere_has_a_share_of_nought_with_its_interval() -> None:
    whole = shares([said(1, "a"), said(2, "b")])
    there = shares([said(n, "b") for n in range(10)])
    none = there.of(whole.shares[0])
    assert (none.name, none.count, none.share, none.low) == ("a", 0, 0, 0) and none.high == intervals.wilson(0, 10)[1]


@pytest.mark.parametrize("count", [1, 2, 12, 200])
@pytest.mark.parametrize("width", [400, 900, 2000])
def test_any_number_of_speakers_and_outlets_has_room(count: int, width: int) -> None:
    found = [said(n * 1000 + k, f"Speaker {n}", f"The Outlet {n}") for n in range(count) for k in range(1 + n % 4)]
    picture = drawn(found, width)
    assert faults(picture) == []
    shown = " ".join(words(picture))
    assert (f"{count - SPEAKERS} others" in shown) is (count > SPEAKERS)
    assert (f"{count - OUTLETS} more outlets" in shown) is (count > OUTLETS)


def test_shares_and_numbers_are_told() -> None:
    shown = words(drawn([said(n, "Ann" if n < 3 else "Ben") for n in range(4)]))
    assert {"Ann", "Ben", "75%", "25%", "n = 3", "n = 1"} <= set(shown)
    assert [percent(s) for s in (0.0, 0.042, 0.0996, 0.5, 1)] == ["0.0%", "4.2%", "10%", "50%", "100%"]


@pytest.mark.parametrize("days", [2, 7, 12, 80, 400])
@pytest.mark.parametrize("width", [400, 900])
def test_periods_are_named_where_there_is_room(days: int, width: int) -> None:
    first = date(2022, 3, 1).toordinal()
    picture = drawn([said(n, "Ann", day=str(date.fromordinal(first + n))) for n in range(days)], width)
    assert faults(picture) == []
    last = by_period([said(1, "Ann", day=str(date.fromordinal(first + days - 1)))])[0][0].label
    assert any(last.startswith(w[:4]) and w[:4].isdigit() for w in words(picture))


def test_years_apart_and_undated_have_room() -> None:
    days = ["0001-01-01", "9999-12-31", "2022-03-01", None]
    picture = drawn([said(n, f"S{n % 7}", day=days[n % 4]) for n in range(40)])
    assert faults(picture) == [] and "no date" in words(picture)
    assert sum(w.startswith("S") and len(w) == 2 for w in words(picture)) >= FOLLOWED


def test_an_empty_store_is_said_to_be_empty() -> None:
    for found in ([], [said(1, None)]):
        picture = drawn(found)
        assert "No statement of a known speaker was found." in words(picture) and faults(picture) == []


@settings(max_examples=40)
@given(st.lists(st.tuples(ANY, ANY, DAYS), min_size=1, max_size=20))
def test_strangers_names_stay_in_their_place(told: list[tuple[str, str, str | None]]) -> None:
    assert faults(drawn([said(n, *each) for n, each in enumerate(told)])) == []
