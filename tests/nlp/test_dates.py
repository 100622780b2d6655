"""The dates of figures: relative to the day of publication, and never invented."""

import pytest

from kg.nlp.dates import dates

PUBLISHED = "2016-05-18"  # a Wednesday


def told(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [d.date for d in dates(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by Tuesday 12 had died", "2016-05-17"), ("on Wednesday", "2016-05-18"), ("on Thursday night", "2016-05-12"),
        ("as of March 2, 12 had died", "2016-03-02"), ("on Dec. 3", "2015-12-03"), ("on May 4, 2014", "2014-05-04"),
        ("on 4 May 2014", "2014-05-04"), ("in 2015", "2015"), ("in fiscal 2015", "2015"), ("last year", "2015"),
        ("this year", "2016"), ("last month", "2016-04"), ("in March", "2016-03"), ("in March 2014", "2014-03"),
        ("yesterday", "2016-05-17"), ("through the end of April", "2016-04-30"),
        ("between January 1 and March 26", "2016-03-26"),
    ],
)  # fmt: skip
def test_a_date(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "since Tuesday", "until March 2", "after 2014", "in November", "the 2016 elections", "they may fall", "on May",
        "will vote on Tuesday", "on February 30", "in 2008 and 2012", "a year ago", "Tuesday’s vote",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("published", [None, "", "last week", "2016-13-01"])
def test_nothing_is_relative_to_a_day_that_is_not_known(published: str | None) -> None:
    assert told("by Tuesday, last year, in March, yesterday, on March 2", published) == []
    assert told("in 2015; on March 2, 2014", published) == ["2015", "2014-03-02"]
