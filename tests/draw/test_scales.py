"""Axes hold what they are made for, their ticks are round, and labels are moved apart."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.scales import STEPS, apart, beginning, day_axis, following, named, step_for, value_axis

VALUES = st.floats(-1e200, 1e200, allow_nan=False) | st.integers(0, 10_000).map(float)


@given(st.lists(VALUES, min_size=1, max_size=20))
def test_every_value_has_its_place_in_order(values: list[float]) -> None:
    axis = value_axis(values, 100, 10)
    places = [axis.at(v) for v in sorted(values)]
    assert all(10 <= p <= 100 for p in places)
    assert all(a >= b - 1e-9 for a, b in pairwise(places))
    assert 2 <= len(axis.ticks) <= 9 and list(axis.ticks) == sorted(axis.ticks)


def test_values_more_than_twentyfold_apart_are_on_a_logarithmic_axis() -> None:
    assert not value_axis([498, 5840], 0, 1).logarithmic
    wide = value_axis([12, 312], 0, 1)
    assert wide.logarithmic and wide.ticks == (10, 100, 1000)
    assert not value_axis([0, 5840], 0, 1).logarithmic
    assert value_axis([7, 31], 0, 1).ticks == (0, 10, 20, 30, 40)


@given(st.lists(st.dates(), min_size=1, max_size=10))
def test_days_have_places_and_few_ticks(days: list[date]) -> None:
    axis, words = day_axis(days, 0, 600)
    assert all(0 <= axis.at(d.toordinal()) <= 600 for d in days)
    assert set(axis.ticks) == set(words)
    assert all(axis.low <= tick <= axis.high for tick in axis.ticks)


@given(st.dates(), st.sampled_from(STEPS))
def test_a_step_begins_before_a_day_and_the_next_begins_after_it(day: date, step: str) -> None:
    first = beginning(day, step)  # type: ignore[arg-type]
    after = following(first, step)  # type: ignore[arg-type]
    assert first <= day and (day < after or after == date.max)
    assert beginning(first, step) == first  # type: ignore[arg-type]


def test_steps_are_as_fine_as_the_period_allows() -> None:
    steps = [step_for(date(2022, 3, 1), last, 12) for last in (date(2022, 3, 7), date(2022, 4, 30), date(2023, 1, 1))]
    assert steps == ["day", "week", "month"]
    assert step_for(date(1, 1, 1), date(9999, 12, 31), 12) == "year"
    told = [named(date(2022, 5, 2), step) for step in STEPS]
    assert told == ["2022-05-02", "2022-05-02", "2022-05", "2022 Q2", "2022"]


@given(st.lists(st.floats(0, 300), max_size=8), st.floats(1, 30))
def test_labels_are_moved_apart_within_their_room(wanted: list[float], gap: float) -> None:
    places = apart(sorted(wanted), gap, 0, 300)
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(places))
    assert all(-1e-6 <= p <= 300 + 1e-6 for p in places)


@pytest.mark.parametrize("wanted", [[10.0, 200.0], []])
def test_labels_with_room_stay_where_they_are(wanted: list[float]) -> None:
    assert apart(wanted, 30, 0, 300) == wanted
