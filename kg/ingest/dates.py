"""Dates of publication: ISO 8601, as xsd:date or xsd:dateTime write them. A date that cannot be read is unknown."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?", re.IGNORECASE
)
BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
MAIL = re.compile(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(:\d\d)?( (GMT|UTC|Z|[+-]\d{4}))?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
WORDS = re.compile(
    rf"(?i)\b(?:{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{MONTH.replace('month', 'month2')},?\s+(?P<year2>\d{{4}}))\b"
)
IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-])")


def iso(value: str) -> str:
    """``value`` as an ISO 8601 date or date-time (to the second); ValueError unless it is one already."""
    found = ISO.fullmatch(value.strip())
    if not found:
        raise ValueError(f"not an ISO 8601 date: {value[:60]!r} (write 2022-03-02 or 2022-03-02T10:15:00Z)")
    day, time, seconds, zone = found.groups()
    try:
        if time is None:
            return date.fromisoformat(day).isoformat()
        return _moment(datetime.fromisoformat(f"{day}T{time}:{seconds or '00'}{_zone(zone)}"))
    except ValueError as e:
        raise ValueError(f"no such date: {value[:60]!r}") from e


def from_page(value: str) -> str | None:
    """The date that a page's markup states, in ISO 8601, e-mail style or English words; None where it states none."""
    value = " ".join(value.split())[:100]
    for read in (iso, _basic, _mail, in_words):
        try:
            found = read(value)
        except ValueError:
            continue
        if found and found[:4] >= "1800":
            return found
    return None


def in_words(text: str) -> str | None:
    """The day of the first "March 2, 2022" or "2 March 2022" in ``text``; ValueError if there is no such day."""
    found = WORDS.search(text)
    if not found:
        return None
    month = (found["month"] or found["month2"])[:3].lower()
    return date(
        int(found["year"] or found["year2"]), MONTHS.index(month) + 1, int(found["day"] or found["day2"])
    ).isoformat()


def from_url(url: str) -> str | None:
    """The day in a path such as ``/2019/11/18/``; None where there is none."""
    found = IN_PATH.search(url)
    if not found:
        return None
    year, month, day = found.groups()
    if month in MONTHS:
        month = str(MONTHS.index(month) + 1)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _basic(value: str) -> str | None:
    found = BASIC.fullmatch(value)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return iso(f"{year}-{month}-{day}{time}")


def _mail(value: str) -> str | None:
    return _moment(parsedate_to_datetime(value)) if MAIL.fullmatch(value) else None


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _moment(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
