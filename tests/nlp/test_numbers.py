"""Numbers in words and digits: every spelling means its number, and any text is read in time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.numbers import Quantity, quantities
from kg.nlp.numerals import number

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1_000, "thousand"), (100, "hundred"))


def spelt(n: int, joint: str = " ") -> str:
    """A whole number in English words; ``joint`` stands between hundreds and the rest."""
    for scale, name in SCALES:
        if n >= scale:
            rest = n % scale
            words = f"{spelt(n // scale, joint)} {name}"
            return words if not rest else f"{words}{joint if scale == 100 else ' '}{spelt(rest, joint)}"
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")


def read(text: str) -> list[Quantity]:
    return list(quantities(text, 0, len(text)))


@given(st.integers(0, 10**15 - 1), st.sampled_from((" ", " and ")))
def test_a_number_in_words_is_that_number(n: int, joint: str) -> None:
    assert number(spelt(n, joint)) == n


@given(st.integers(0, 10**12))
def test_a_number_with_commas_is_that_number(n: int) -> None:
    assert number(f"{n:,}") == number(str(n)) == n


@given(st.integers(2, 999_999), st.booleans())
def test_a_number_in_a_text_is_found_where_it_stands(n: int, in_words: bool) -> None:
    words = spelt(n) if in_words else f"{n:,}"
    text = f"They counted {words} men."
    (q,) = read(text)
    assert (text[q.start : q.end], q.value) == (words, n)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2.5 million", 2_500_000), ("a hundred", 100), ("a dozen", 12), ("two dozen", 24), ("half a million", 500_000),
        ("a quarter of a million", 250_000), ("two and a half million", 2_500_000), ("nineteen hundred", 1900),
        ("3million", 3_000_000), ("a", None), ("12 and dozens", None), ("one two", None), ("five ten", None),
        ("", None), ("and", None), ("thousand", None),
    ],
)  # fmt: skip
def test_number(said: str, value: int | None) -> None:
    assert number(said) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 2,000 men", ("about 2,000", 2000, None, None, None)),
        ("at least 12 men", ("at least 12", 12, 12, None, None)),
        ("as many as 90 men", ("as many as 90", 90, None, 90, None)),
        ("300 or more men", ("300 or more", 300, 300, None, None)),
        ("between 5,000 and 6,000 men", ("between 5,000 and 6,000", None, 5000, 6000, None)),
        ("40 to 50 men", ("40 to 50", None, 40, 50, None)),
        ("seven or eight thousand men", ("seven or eight thousand", None, 7000, 8000, None)),
        ("$5-10 billion", ("$5-10 billion", None, 5 * 10**9, 10**10, "dollars")),
        ("$1.2bn was lost", ("$1.2bn", 1_200_000_000, None, None, "dollars")),
        ("£40 was lost", ("£40", 40, None, None, "pounds")),
        ("45 percent of", ("45 percent", 45, None, None, "percent")),
        ("4.5% of", ("4.5%", 4.5, None, None, "percent")),
        ("two percentage points up", ("two percentage points", 2, None, None, "percentage points")),
        ("a third of voters", ("a third", 0.333333, None, None, "share")),
        ("more than half of voters", ("more than half", 0.5, 0.5, None, "share")),
        ("nine in ten voters", ("nine in ten", 0.9, None, None, "share")),
        ("twice as many men", ("twice", 2, None, None, "times")),
        ("dozens of men", ("dozens", None, 24, None, None)),
        ("hundreds of thousands of men", ("hundreds of thousands", None, 200_000, None, None)),
        ("several hundred men", ("several hundred", None, 200, None, None)),
        ("millions of dollars", ("millions of dollars", None, 2_000_000, None, "dollars")),
    ],
)
def test_a_quantity(text: str, expected: tuple[object, ...]) -> None:
    (q,) = read(text)
    assert (text[q.start : q.end], q.value, q.low, q.high, q.unit) == expected


@pytest.mark.parametrize("text", ["a 5-4 ruling", "the 9/11 attack", "at 5:30", "the G20", "a 30-second ad", "99.9.9"])
def test_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_change_is_two_quantities() -> None:
    assert [q.value for q in read("from 49 million to 65 million")] == [49_000_000, 65_000_000]


@given(st.text(st.sampled_from("0123456789,. -–$%€anhudretofbwmilxs’\n"), max_size=80))
def test_quantities_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for q in read(text):
        assert end <= q.start < q.end <= len(text)
        assert q.value is not None or q.low is not None or q.high is not None
        assert q.low is None or q.high is None or q.low <= q.high
        end = q.end


HOSTILE = (
    "1", "1,000", "one ", "1 to ", "1-", "$", "a half ", "hundreds of ", "1 in ", "at least ", "twenty-", "half a ",
    "a ",
    "between 1 and ", "one hundred and ",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    def seconds(characters: int) -> float:
        text = part * (characters // len(part))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.02)  # quadratic: 100 times
