"""Figures: values, bounds, what is counted, what is said of it, and who gave them."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.model import Article, Span
from kg.nlp.figures import figures
from kg.nlp.pipeline import extract
from kg.nlp.segment import Segment, segments
from tests.test_examples import NEWSROOM


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In all 498 Vell soldiers were killed.",
            ("498 Vell soldiers", 498, None, None, "soldiers", "killed", "Vell soldiers"),
        ),
        ("About 2,000 people fled.", ("About 2,000 people", 2000, None, None, "people", "fled", "people")),
        ("At least 40 men came.", ("At least 40 men", 40, 40, None, "men", None, "men")),
        ("Up to 90 tents burned.", ("Up to 90 tents", 90, None, 90, "tents", "burned", "tents")),
        ("It held between 40 and 60 people.", ("between 40 and 60 people", None, 40, 60, "people", "held", "people")),
        ("It killed dozens of civilians.", ("dozens of civilians", None, 24, None, "civilians", "killed", "civilians")),
        ("One million people left.", ("One million people", 1_000_000, None, None, "people", "left", "people")),
        (
            "The number of civilian casualties is about 70.",
            ("about 70", 70, None, None, "casualties", None, "civilian casualties"),
        ),
    ],
)
def test_a_figure(read: Callable, text: str, expected: tuple[object, ...]) -> None:
    (f,) = read(text).figures
    assert (f.span.of(text), f.value, f.low, f.high, f.unit, f.measure, f.counted) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure", "counted"),
    [
        ("The death toll rose to 34.", 34, None, "rose to", "death toll"),
        ("Officials said the number of dead stood at 34.", 34, None, "dead", "people"),
        ("Ann Reed was killed along with 14 others.", 14, "others", "killed", "others"),
        ("Unemployment fell to 5 percent.", 5, "percent", "fell to", "Unemployment"),
        ("The jobless rate in Ohio is 5 percent.", 5, "percent", None, "jobless rate"),
        ("It said 54 percent of voters support Mr. Vell.", 54, "percent", "support Mr. Vell", "voters"),
        ("He has 85 percent support among older voters.", 85, "percent", "support among older voters", "older voters"),
        ("Nine in ten voters want change.", 0.9, "share", "want change", "voters"),
        ("It raised $40 million in donations.", 40_000_000, "dollars", "raised", "donations"),
        ("They want a $15 an hour minimum wage.", 15, "dollars an hour", "want", "minimum wage"),
        ("It will raise taxes by $3 trillion.", 3 * 10**12, "dollars", "raise by", "taxes"),
        ("No one was hurt in the blast.", 0, "people", "hurt", "people"),
        ("The quake left 200,000 people homeless.", 200_000, "people", "homeless", "people"),
        ("Two of the five most populous counties burned.", 2, "counties", "burned", "most populous counties"),
        ("Vell invited twice as many guests.", 2, "times", "invited", "guests"),
        ("The wall would be 1,000 miles long.", 1000, "miles", "long", "wall"),
        ("The city had bread for nine days.", 9, "days", "supply", "bread"),
        ("He lost 34,570 U.S. citizens.", 34_570, "citizens", "lost", "U.S. citizens"),
        ("There are 11 million undocumented immigrants.", 11_000_000, "immigrants", None, "undocumented immigrants"),
        ("They have had no water, 400 households that had no power.", 400, "households", "had no power", "households"),
    ],
)
def test_what_is_counted_and_measured(
    read: Callable, text: str, value: float, unit: str | None, measure: str | None, counted: str | None
) -> None:
    (f,) = read(text).figures
    assert (f.value, f.unit, f.measure, f.counted) == (value, unit, measure, counted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It killed 12 people and wounded 30 others.", [(12, "killed", "people"), (30, "wounded", "people")]),
        ("Vell leads Orm 47 percent to 39 percent.", [(47, "leads", "Vell"), (39, None, "Orm")]),
        ("Vell won 758 delegates to Orm’s 538.", [(758, "won", "delegates"), (538, "won", "delegates")]),
        (
            "The number of poor families dropped from 49 million to 29 million.",
            [(49_000_000, "dropped from", "poor families"), (29_000_000, None, "poor families")],
        ),
        (
            "Some 40 men died. An aid agency puts the figure at 83.",
            [(40, "died", "men"), (83, "died", "men")],
        ),
    ],
)
def test_later_numbers_go_on_counting(read: Callable, text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(f.value, f.measure, f.counted) for f in read(text).figures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Tuesday 17 people had died.", "2016-05-17"),
        ("The ministry said on Tuesday that 17 people had died.", None),
        ("At least 400 homes have had no water since Tuesday.", None),
        ("Some 17 people died in 2015.", "2015"),
    ],
)
def test_as_of_is_told_and_never_that_of_the_telling(text: str, expected: str | None) -> None:
    article = Article(ids.article_iri(None, None, text), text, published="2016-05-18")
    (f,) = extract(article, "rules").figures
    assert f.as_of == expected


def test_how_many_a_source_is_is_no_figure(read: Callable) -> None:
    extraction = read("Three officers said that 12 ships came.")
    assert [f.value for f in extraction.figures] == [12]


PIECES = st.sampled_from(
    [
        "12 ",
        "1,597 ",
        "about ",
        "$",
        "% ",
        "percent ",
        "of ",
        "the ",
        "people ",
        "killed ",
        "were ",
        "and ",
        "to ",
        "from ",
        "between ",
        "half ",
        "one ",
        "in ",
        "ten ",
        "two ",
        "million ",
        "dozens ",
        "Vell ",
        "said ",
        "that ",
        "on Tuesday ",
        ", ",
        ". ",
        "“",
        "”",
        "’s ",
        "\n",
        "( ",
        ") ",
        "number ",
        "at ",
        "toll ",
        "rose ",
        "by ",
        "leads ",
        "more ",
        "than ",
        "bread ",
        "for ",
        "days ",
        "as many ",
        "no one ",
        "years ",
        "old ",
        "miles ",
        "long ",
        "\xa0",
        "�",
        "\x00",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_spans_are_exact(text: str) -> None:
    article = Article("https://x.test/article/" + "0" * 20, text, published="2016-05-18")
    found = figures(article, segments(text), ())
    for f in found:
        assert f.span.end <= len(text)
        assert f.span.of(text) == f.span.of(text).strip()
        assert f.counted is None or f.counted in text or f.counted in ("people", "inhabitants")
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(found))


@pytest.mark.parametrize("part", ["12 men died on Tuesday, ", "he was 12 and ", "rose to 12 ", "the Vell 12 of the "])
def test_time_grows_with_the_sentence_and_no_faster(part: str) -> None:
    def seconds(characters: int) -> float:
        text = part * (characters // len(part))
        article = Article("https://x.test/article/" + "0" * 20, text, published="2016-05-18")
        sentence = Segment(Span(0, len(text)), "body", Span(0, len(text)), sentences=(Span(0, len(text)),))
        start = time.process_time()
        figures(article, [sentence], ())
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.02)  # quadratic: 100 times


@pytest.mark.parametrize("name", sorted(NEWSROOM))
def test_every_true_figure_is_read_and_no_other(name: str) -> None:
    x = NEWSROOM[name]
    found = figures(x.article, segments(x.article.text), x.attributions)
    assert [f.span.start for f in found] == [f.span.start for f in x.figures]
    for f, true in zip(found, x.figures, strict=True):
        assert (f.value, f.low, f.high, f.attribution) == (true.value, true.low, true.high, true.attribution)


def test_a_second_number_takes_what_the_first_counted(read: Callable) -> None:
    first, second = read("In all 498 Vell soldiers were killed and 1,597 wounded.").figures
    assert (second.value, second.measure, second.counted) == (1597, "wounded", first.counted)


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2031 and he is 61 years old.",
        "It took 3 days and 20 minutes.",
        "The Boeing 737 flew Route 66 to Fox 6.",
        "Jane Smith, 45, saw Section 8 and No. 10.",
        "Children under the age of 5 came on 4 May 2016 at 5 p.m.",
        "Nobody knows that better than me.",
        "He was half right and 100 percent committed.",
        "The Senate voted 52 to 48, and the House 240-193.",
        "These three friends walked two streets away.",
        "He ran 10 kilometres at 5:30 on Monday.",
        "The A4 and page 3 were closed.",
        "She is one of them.",
    ],
)
def test_years_ages_names_and_distances_are_no_figures(read: Callable, text: str) -> None:
    assert read(text).figures == ()


def test_a_figure_belongs_to_the_attribution_whose_content_holds_it(read: Callable) -> None:
    extraction = read("In all 30 ships left. The ministry said that 12 ships came.")
    outside, inside = extraction.figures
    assert (outside.attribution, inside.attribution) == (None, "a1")
