"""Figures lined up: one row for one thing, conflicts scored, and neither growth nor revision held for a conflict."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.figures import UNTOLD, bounds, conflict, day, lined_up
from kg.check.measures import Thing, thing
from kg.resolve.figures import ToldFigure

TEXTS = {"a": "In the port of Karsholm, Varnholt and Osei met.", "b": "News from Karsholm: Varnholt spoke, Osei wrote."}
SOLDIERS = thing("Russian soldiers", "killed", "soldiers")


def told(value: float | None, name: str = "Moscow", published: str | None = "2022-03-03", **more: object) -> ToldFigure:
    made = ToldFigure(
        iri=f"{name}{value}{published}", article="a", start=0, end=3, words=str(value), value=value, unit="soldiers",
        measure="killed", counted="Russian soldiers", attribution=f"said/{name}", source=name, name=name,
        published=published,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def score(one: ToldFigure, other: ToldFigure) -> float:
    assert isinstance(SOLDIERS, Thing)
    return conflict(SOLDIERS, one, other)[0]


def test_two_sources_for_one_thing_are_one_row_with_a_conflict() -> None:
    figures = [
        told(498),
        told(5840, "Kyiv", measure="died", counted="Russian troops", unit="troops"),
        told(700, measure="wounded"),
    ]
    for order in permutations(figures):
        rows = lined_up(order, TEXTS)
        assert [[f.value for f in r.figures] for r in rows] in ([[498, 5840], [700]], [[5840, 498], [700]])
        (found,) = rows[0].conflicts
        assert found.score == pytest.approx(1 - 498 / 5840, abs=1e-4)
        assert found.reason == "498 against 5,840, 11.7 times as many; the same day"
        assert (rows[0].sources, rows[1].conflicts) == (2, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(500), told(500, "Kyiv")),
        (told(500, low=500), told(900, "Kyiv")),  # at least 500
        (told(900, high=900), told(500, "Kyiv")),  # up to 900
        (told(None, low=24), told(83, "Kyiv")),  # dozens
        (told(None, low=40, high=60), told(50, "Kyiv")),
        (told(2000, words="about 2,000"), told(2150, "Kyiv")),
        (told(498), told(5840)),  # one source in one article
        (told(498), told(298, published="2022-03-07")),  # one source revises it
        (told(498), told(900, "Kyiv", "2022-03-07")),  # it may have grown
        (told(498, as_of="2022-03-01"), told(900, "Kyiv", as_of="2022-03-02")),
        (told(900, words="all"), told(5, "Kyiv", words="5 of the soldiers")),
    ],
)
def test_no_conflict(one: ToldFigure, other: ToldFigure) -> None:
    assert score(one, other) == score(other, one) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(500, low=500), told(400, "Kyiv")),
        (told(None, low=40, high=60), told(83, "Kyiv")),
        (told(900), told(498, "Kyiv", "2022-03-07")),  # it cannot have shrunk
        (told(0), told(3, "Kyiv")),
    ],
)
def test_conflict(one: ToldFigure, other: ToldFigure) -> None:
    assert 0 < score(one, other) == score(other, one) <= 1


def test_the_larger_ratio_and_the_same_day_weigh_more() -> None:
    assert score(told(100), told(1000, "Kyiv")) > score(told(100), told(110, "Kyiv"))
    assert score(told(1000), told(100, "Kyiv")) > score(told(1000), told(100, "Kyiv", "2022-03-09"))
    own = replace(told(1000, "Post"), attribution=None, name=None)
    assert score(told(100), told(1000, "Kyiv")) > score(told(100), own) > 0


def test_figures_far_apart_in_time_are_rows_of_their_own() -> None:
    assert len(lined_up([told(1), told(2, "Kyiv", "2023-03-03")], TEXTS)) == 2
    assert len(lined_up([told(1), told(2, "Kyiv", None)], TEXTS)) == 2


def test_articles_that_share_no_names_speak_of_two_events() -> None:
    people = {"counted": "people", "unit": "people"}
    one, other = told(1, **people), told(20, "Kyiv", article="b", **people)
    assert len(lined_up([one, other], TEXTS)) == 1
    assert len(lined_up([one, other], {**TEXTS, "b": "News from Ostrel: Halloran spoke."})) == 2


def test_names_beside_two_figures_tell_events_apart() -> None:
    people = {"counted": "people", "unit": "people"}
    one = told(32, statement="the attack in Brussels killed 32 people", **people)
    assert len(lined_up([one, told(80, "Kyiv", statement="the attack in Nice killed 80 people", **people)], TEXTS)) == 2
    assert len(lined_up([one, told(80, "Kyiv", statement="the attack killed 80 people", **people)], TEXTS)) == 1


def test_civilians_may_be_some_of_the_people() -> None:
    people = thing("people", "killed", "people")
    assert people is not None
    all_, some = told(31, counted="people"), told(14, "Kyiv", counted="civilians")
    assert conflict(people, all_, some)[0] == 0
    assert conflict(people, told(14, counted="people"), told(31, "Kyiv", counted="civilians"))[0] > 0


def test_the_day_of_a_month_or_year_is_its_last_until_publication() -> None:
    days = [day(told(1, as_of=as_of)) for as_of in ("2022-03-01", "2022-02", "2022", "2021", None, "soon")]
    assert [str(d) for d in days] == [
        "2022-03-01",
        "2022-02-28",
        "2022-03-03",
        "2021-12-31",
        "2022-03-03",
        "2022-03-03",
    ]
    assert day(told(1, published=None)) is None


FIGURES = st.lists(
    st.builds(
        told,
        st.one_of(st.none(), st.integers(0, 10**6), st.floats(0, 100)),
        st.sampled_from(["Moscow", "Kyiv"]),
        st.sampled_from(["2022-03-03", "2022-03-20", None, "nonsense"]),
        counted=st.sampled_from(["Russian soldiers", "people", None, "voters", "\ud800", "of of of"]),
        measure=st.sampled_from(["killed", "support Vell", "rose to", None, "lost"]),
        unit=st.sampled_from(["soldiers", "percent", "dollars", None]),
    ),
    max_size=12,
)


@given(FIGURES)
def test_each_figure_stands_in_one_row(figures: list[ToldFigure]) -> None:
    rows = lined_up(figures, TEXTS)
    lined = [f for r in rows for f in r.figures]
    assert sorted(map(id, lined)) == sorted(map(id, figures))
    for row in rows:
        assert {thing(f.counted, f.measure, f.unit, f.words) or UNTOLD for f in row.figures} == {row.thing}
        for c in row.conflicts:
            one, other = bounds(row.figures[c.one]), bounds(row.figures[c.other])
            assert one[1] < other[0] or other[1] < one[0]
            assert 0 < c.score <= row.score <= 1
