"""Plain figures: values, bounds, what is counted, and who gave them."""

from collections.abc import Callable

import pytest

from kg.nlp.figures import number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("498", 498),
        ("1,597", 1597),
        ("2.5 million", 2_500_000),
        ("one million", 1_000_000),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("forty-two", 42),
        ("two hundred thousand", 200_000),
        ("a", None),
        ("12 and dozens", None),
    ],
)
def test_number(said: str, value: int | None) -> None:
    assert number(said) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In all 498 Vell soldiers were killed.",
            ("498 Vell soldiers", 498, None, None, "soldiers", "killed", "Vell soldiers"),
        ),
        ("About 2,000 people fled.", ("About 2,000 people", 2000, None, None, "people", "fled", "people")),
        ("At least 40 men came.", ("At least 40 men", 40, 40, None, "men", None, "men")),
        ("Up to 90 tents stood there.", ("Up to 90 tents", 90, None, 90, "tents", None, "tents")),
        ("It held between 40 and 60 people.", ("between 40 and 60 people", None, 40, 60, "people", None, "people")),
        ("It killed dozens of civilians.", ("dozens of civilians", None, 24, None, "civilians", "killed", "civilians")),
        ("One million people left.", ("One million people", 1_000_000, None, None, "people", None, "people")),
        (
            "The number of civilian casualties is about 70.",
            ("about 70", 70, None, None, "casualties", None, "civilian casualties"),
        ),
    ],
)
def test_a_figure(read: Callable, text: str, expected: tuple[object, ...]) -> None:
    (f,) = read(text).figures
    assert (f.span.of(text), f.value, f.low, f.high, f.unit, f.measure, f.counted) == expected


def test_a_second_number_takes_what_the_first_counted(read: Callable) -> None:
    first, second = read("In all 498 Vell soldiers were killed and 1,597 wounded.").figures
    assert (second.value, second.measure, second.counted) == (1597, "wounded", first.counted)


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2031 and he is 61 years old.",
        "It costs $40 and rose 12% in 3 days.",
        "He ran 10 kilometres at 5:30 on Monday.",
        "The A4 and page 3 were closed.",
        "She is one of them.",
    ],
)
def test_years_ages_money_and_measures_are_no_figures(read: Callable, text: str) -> None:
    assert read(text).figures == ()


def test_a_figure_belongs_to_the_attribution_whose_content_holds_it(read: Callable) -> None:
    extraction = read("In all 30 ships left. The ministry said that 12 ships came.")
    outside, inside = extraction.figures
    assert (outside.attribution, inside.attribution) == (None, "a1")
