"""Figures are drawn where their values and days are, unknown days apart, and labels cover nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.check.figures import Row, lined_up
from kg.check.measures import Thing
from kg.draw.figures import LABELS, ROWS, ends, figures_picture, number
from kg.resolve.figures import ToldFigure
from tests.draw.hostile import HOSTILE
from tests.draw.seen import faults, lines, words

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)
SOLDIERS = Thing("soldiers", "killed", "", frozenset(), frozenset())
NUMBERS = st.none() | st.integers(-(10**400), 10**400) | st.floats(allow_nan=True, allow_infinity=True)


def figure(n: int, value: float | None, **more: object) -> ToldFigure:
    made = ToldFigure(
        f"f{n}", f"a{n}", 0, 3, f"{value}", value, source=f"s{n}", name=f"Source {n}", attribution=f"x{n}"
    )
    return replace(made, **{"published": "2022-03-03", "outlet": "Ledger", **more})  # type: ignore[arg-type]


def row(*figures: ToldFigure) -> Row:
    return Row(SOLDIERS, "soldiers", "killed", figures, len({f.source for f in figures}))


def test_a_conflict_is_marked_and_told() -> None:
    told = [
        figure(n, v, counted="Russian soldiers", measure="killed", article="a", attribution=f"t{n}")
        for n, v in ((1, 498), (2, 5840))
    ]
    (lined,) = lined_up(told, {"a": "text"})
    picture = figures_picture([lined], "killed", "1 article")
    shown = " ".join(words(picture))
    assert faults(picture) == []
    assert "conflict 0.91: 498 against 5,840, 11.7 times as many; the same day" in shown
    assert "Source 1" in shown and "Source 2" in shown
    assert picture.count('stroke="#d55e00" stroke-width="1.5"/>') == 2  # the rings


def test_higher_values_stand_higher_and_later_days_further_right() -> None:
    picture = figures_picture([row(figure(1, 10), figure(2, 40, published="2022-03-09"))], "", "")
    marks = [p for p in picture.split("<g>")[1:] if "Source" in p]
    x1, y1 = (float(marks[0].partition(f'{c}="')[2].partition('"')[0]) for c in ("cx", "cy"))
    points = marks[1].partition('points="')[2].partition('"')[0].split()
    x2 = sum(float(p.partition(",")[0]) for p in points) / len(points)
    y2 = sum(float(p.partition(",")[2]) for p in points) / len(points)
    assert x1 < x2 and y1 > y2


def test_unknown_days_stand_in_a_strip_of_their_own() -> None:
    dated = figures_picture([row(figure(1, 10), figure(2, 20))], "", "")
    mixed = figures_picture([row(figure(1, 10), figure(2, 20, published=None))], "", "")
    assert "date unknown" not in words(dated) and "date unknown" in words(mixed)
    assert faults(mixed) == []
    alone = figures_picture([row(figure(1, 10, published=None), figure(2, 20, published=None))], "", "")
    assert faults(alone) == [] and not any(w.startswith("20") and "-" in w for w in words(alone))


def test_a_wide_ratio_has_a_logarithmic_axis_and_says_so() -> None:
    wide = " ".join(words(figures_picture([row(figure(1, 12), figure(2, 312))], "", "")))
    near = " ".join(words(figures_picture([row(figure(1, 120), figure(2, 312))], "", "")))
    assert "logarithmic" in wide and "logarithmic" not in near


@pytest.mark.parametrize("count", [1, 2, 200])
def test_any_number_of_sources_on_one_day_has_room(count: int) -> None:
    picture = figures_picture([row(*(figure(n, 100 + n % 3) for n in range(count)))], "killed", "200 articles")
    assert faults(picture) == []
    shown = words(picture)
    assert sum(w.startswith("“") for w in shown) == min(count, LABELS)
    assert (f"{count - LABELS} more points have no label" in shown) is (count > LABELS)


def test_rows_beyond_those_drawn_are_counted() -> None:
    rows = [row(figure(1, n), figure(2, n)) for n in range(10)]
    picture = figures_picture(rows, "", "")
    assert f"{10 - ROWS} more are not drawn" in " ".join(words(picture)) and faults(picture) == []


def test_ranges_and_open_ends_are_drawn() -> None:
    assert ends(figure(1, None, low=40, high=60)) == (40, 60)
    assert ends(figure(1, 0.4, unit="share")) == (40,)
    plain = figures_picture([row(figure(1, 50), figure(2, 50))], "", "")
    bar = figures_picture([row(figure(1, None, low=40, high=60), figure(2, 50))], "", "")
    arrow = figures_picture([row(figure(1, None, low=40), figure(2, 50))], "", "")
    assert "a bar: from … to …" in words(bar) and "an arrow" in " ".join(words(arrow))
    assert len(plain.split("<polygon")) < len(arrow.split("<polygon"))
    assert [number(v) for v in (0, 0.5, 1500, 2e15)] == ["0", "0.5", "1,500", "2e+15"]


def test_labels_stand_beside_the_panel() -> None:
    picture = figures_picture([row(figure(1, 10), figure(2, 10), figure(3, 10))], "", "")
    labels = [b for b in lines(picture) if b.what.startswith("“")]
    assert len({b.left for b in labels}) == 1 and labels[0].left > 400


@settings(max_examples=40)
@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, ANY, st.none() | st.dates().map(str) | ANY), min_size=1, max_size=16),
    ANY,
)
def test_strange_figures_and_names_stay_in_their_place(told: list[tuple[object, ...]], asked: str) -> None:
    figures = [
        figure(n, value, low=low, high=high, words=text, name=text or None, outlet=text, published=day)  # type: ignore[arg-type]
        for n, (value, low, high, text, day) in enumerate(told)
    ]
    made = replace(row(*figures), counted=asked, measure="")
    assert faults(figures_picture([made], asked, asked)) == []
