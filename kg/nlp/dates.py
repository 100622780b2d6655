"""The dates that a text tells for its numbers: "by Tuesday", "as of March 2", "in 2015", "last year".

Days without a year are those nearest before the day of publication, on it included; nothing is told where that day is
unknown and the words need it. A date is a day (2016-03-02), a month (2016-03) or a year (2016), as exact as the words.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "sept",
]
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
DATE = re.compile(
    rf"(?<![\w-])(?:(?P<how>as of|(?:by|at|through|until|to) the end of|through|by|on|in|during|as at|last|this)"
    r"[ \u00a0](?:the )?(?:early |late |mid-?|last |fiscal |calendar |fiscal year )?)?"
    rf"(?:(?P<weekday>{'|'.join(DAYS)})(?![\w’'])|"
    rf"(?P<month>{MONTH})(?:[ \u00a0](?P<day>[0-3]?\d)(?![\d,.]\d|\w|-|–)"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    rf"|,? (?:of )?(?P<of>(?:19|20)\d\d)\b)?(?![\w’'])|"
    rf"(?P<mday>[0-3]?\d) (?P<mmonth>{MONTH})(?: (?P<myear>(?:19|20)\d\d)\b)?|"
    r"(?P<plain>(?:19|20)\d\d)(?![\w,-]|\.\d|–)|(?P<word>today|yesterday|year|month))\b",
    re.IGNORECASE,
)
NOT_AS_OF = re.compile(
    r"\b(?:since|until|till|before|after|from|between|to|than|next|for|following|ahead of|of|and|starting|"
    r"beginning|election|every|each|the previous|until the|’s|'s)(?: the| a| early| late| last| this)?[ \u00a0]$",
    re.IGNORECASE,
)
ENDING = re.compile(rf"\b(?:between|from) {MONTH}[^.;]{{0,20}} (?:and|to|through) $")
AND_ANOTHER = re.compile(r" (?:and|or|through|to) (?:19|20)\d\d\b")
FUTURE = re.compile(r"\b(?:will|would|next|upcoming|plans?|planned|expects?|forecast|projected)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A date in a text: where its words stand, and what they mean."""

    start: int
    end: int
    date: str


def dates(text: str, start: int, end: int, published: str | None) -> Iterator[Told]:
    """The dates of ``text[start:end]`` that a number may be of, in order."""
    day = _day(published)
    for m in DATE.finditer(text, start, end):
        ending = ENDING.search(text, max(start, m.start() - 45), m.start()) is not None
        if AND_ANOTHER.match(text, m.end()) or (
            not ending and NOT_AS_OF.search(text, max(start, m.start() - 20), m.start())
        ):
            continue
        found = _date(m, day, text[start:end] if end - start < 2_000 else "")
        if found is not None:
            yield Told(m.start(), m.end(), found)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _date(m: re.Match[str], day: date | None, around: str) -> str | None:
    how = (m["how"] or "").lower()
    if m["plain"]:
        return m["plain"] if how not in ("", "this", "last", "by", "on") else None
    if m["mday"]:
        return _full(m["mmonth"], m["mday"], m["myear"], day)
    if m["month"]:
        if m["day"]:
            return _full(m["month"], m["day"], m["year"], day)
        number = _month(m["month"])
        year = int(m["of"]) if m["of"] else day.year if day and number <= day.month else None
        if how.endswith("the end of") and year:
            return f"{year}-{number:02}-{monthrange(year, number)[1]}"
        if m["of"]:
            return f"{m['of']}-{number:02}"
        if year is None or how in ("", "by", "on", "this", "through"):  # "May" alone is mostly a verb
            return None
        return f"{year}-{number:02}"  # a month to come may be of this year or of the last: none
    if day is None:
        return None
    if m["weekday"]:
        if FUTURE.search(around):
            return None
        back = (day.weekday() - DAYS.index(m["weekday"].lower())) % 7
        return (day - timedelta(days=back)).isoformat()
    word = m["word"].lower()
    if word in ("today", "yesterday"):
        return (day - timedelta(days=word == "yesterday")).isoformat()
    if how not in ("last", "this"):
        return None
    if word == "year":
        return str(day.year - (how == "last"))
    month = day.year * 12 + day.month - 1 - (how == "last")
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _month(word: str) -> int:
    place = MONTHS.index(word.lower().rstrip("."))
    return 9 if place == 24 else place % 12 + 1


def _full(month: str, day: str, year: str | None, published: date | None) -> str | None:
    """A day of a month; without a year, the last one that is not after the day of publication."""
    try:
        if year:
            return date(int(year), _month(month), int(day)).isoformat()
        if published is None:
            return None
        found = date(published.year, _month(month), int(day))
        return (found if found <= published else found.replace(year=published.year - 1)).isoformat()
    except ValueError:
        return None
